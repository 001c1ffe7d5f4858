import { expect, fixture, html } from '@open-wc/testing';
import type { CaseEvent } from '@otklik/core/contract/case.js';
import { showExample } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { testBackend } from '../testing/memory.ts';
import { enter, examples } from './case.examples.ts';
import { cases, otherCases } from './case.lives.ts';
import { code, derivation, facts, link, opened, shown, stepNames, steps, text, title, words } from './case.testing.ts';
import type { OtklikCase } from './case.ts';

describe('otklik-case', () => {
  for (const example of examples) {
    it(`${example.name}: accessible, and no sentence is missing`, async () => {
      const element = (await showExample('otklik-case', example, await fixture(html`<div></div>`))) as OtklikCase;
      await expect(element).to.be.accessible();
      // A key without its sentence is shown as it is, and so is a parameter without a value.
      expect(text(element)).not.to.match(/\{\w+\}|\w\.\w+_\w+|\b(title|status|short|event|step|facts|ground)\.\w/);
    });
  }

  describe('its code', () => {
    it('opens what it opens, however it is typed', async () => {
      const element = await shown(testBackend({ cases: { [code]: cases.registered } }));
      await enter(element, ' 7кq4 m2xd–91тh ');
      expect(text(element)).to.contain('И-1102/26');
      expect(title(element)).to.equal('Ответим до 2 декабря 2026');
      expect(element.renderRoot.activeElement?.localName).to.equal('h2');
    });

    it('is noticed as mistyped by its check symbol, without asking the server', async () => {
      const element = await shown({ readCase: () => Promise.reject(new Error('asked')) });
      await enter(element, '7KQ4-M2XD-91TP');
      const input = element.renderRoot.activeElement;
      expect(input?.localName).to.equal('input');
      expect(input?.getAttribute('aria-invalid')).to.equal('true');
      expect(text(element)).to.contain('В коде опечатка');
      await enter(element, '7KQ4');
      expect(text(element)).to.contain('В коде 12 знаков');
    });

    it('stays in its field where there is no such case', async () => {
      const element = await shown(testBackend());
      await enter(element, code);
      expect(text(element)).to.contain('Запроса с таким кодом нет');
      expect(element.renderRoot.querySelector('input')?.value).to.equal(code);
    });

    it('that is lost is told of honestly, and leads to those who can help', async () => {
      const element = await shown(testBackend());
      await enter(element, code);
      const lost = [...element.renderRoot.querySelectorAll('details')].find((one) =>
        words(one).startsWith('Нет кода под рукой?'),
      );
      expect(words(lost)).to.contain('Восстановить код нельзя');
      expect(link(element, 'Как с нами связаться')?.pathname).to.match(/\/channels$/);
    });

    it('can be another one', async () => {
      const element = await opened(cases.received);
      link(element, 'Ввести другой код')?.click();
      await element.updateComplete;
      expect(element.renderRoot.querySelector('input')).not.to.equal(null);
    });
  });

  describe('an answer', () => {
    it('comes in short and in full, with files, signature, number, position and address', async () => {
      const element = await opened(cases.answered);
      const step = words(steps(element).get('Ответ'));
      expect(step).to.contain('Коротко: крышу отремонтируют');
      expect(step).to.contain('Ответ № 1102-О от 12 ноября 2026. Подписал: заместитель начальника Службы.');
      expect(step).to.contain(`${agency.name.ru}, ${agency.postalAddress.ru}`);
      expect(link(element, 'График ремонта дома')?.pathname).to.equal('/api/v1/agencies/housing/attachments/schedule');
      expect(words(link(element, 'Подпись к ответу 1102-О'))).to.contain('SIG, 3 КБ');
      expect(facts(element)['Ответили за']).to.equal('12 дней');
    });

    it('still says by which rule it was due', async () => {
      const element = await opened(cases.answered);
      const how = [...element.renderRoot.querySelectorAll('details')].find((one) =>
        words(one).startsWith('Какой был срок и почему'),
      );
      expect(how?.open).to.equal(false);
      expect(derivation(element)).to.include('+ 30 дней на ответ (закон 8-ФЗ, статья 18): выходит 2 декабря');
      // Where no answer of ours came there is none to speak of.
      expect(derivation(await opened(cases.withdrawn))).to.deep.equal([]);
    });

    it('is where the link at the top leads', async () => {
      const element = await opened(cases.answered);
      link(element, 'Сразу к ответу')?.click();
      expect(words(element.renderRoot.activeElement)).to.equal('Ответ');
    });

    it('may be given by word of mouth', async () => {
      const element = await opened(otherCases.answeredOrally);
      expect(stepNames(element)).to.deep.equal(['Вы позвонили', 'Зарегистрировали', 'Ответили устно']);
      expect(words(steps(element).get('Ответили устно'))).to.contain('Ответил: начальник отдела капитального ремонта');
      expect(text(element)).to.contain('Ответили устно 9 ноября 2026').and.not.to.contain('Ответ направлен');
      expect(facts(element)['Ответили за']).to.equal('тот же день');
    });

    it('lies with the head while it does', async () => {
      const element = await opened(cases.approval);
      expect(text(element)).to.contain('Ответ на согласовании у руководителя');
      expect(stepNames(element).slice(-2)).to.deep.equal(['Передали ответ руководителю', 'Ответ']);
    });
  });

  describe('a refusal', () => {
    const headings = (element: OtklikCase): string[] =>
      [...element.renderRoot.querySelectorAll('h4')].map((one) => words(one));

    it('in part gives ground, explanation, what is given, advice and the way to appeal', async () => {
      const element = await opened(cases.partial);
      expect(title(element)).to.equal('Часть информации предоставить нельзя');
      expect(text(element)).to.contain('Ответ дан частично 12 ноября 2026');
      expect(headings(element)).to.deep.equal(['Почему', 'Что отдаём', 'Что можно сделать', 'Если Вы не согласны']);
      expect(text(element)).to.contain('закон 8-ФЗ, статья 20');
      expect(text(element)).to.contain('закон 152-ФЗ от 27 июля 2006');
      const given = [...element.renderRoot.querySelectorAll('section')].find((one) =>
        words(one).startsWith('Что отдаём'),
      );
      expect(words(given)).to.contain('Протокол собрания, открытая часть');
      expect(link(element, 'через Госуслуги')?.href).to.equal('https://www.gosuslugi.ru/');
    });

    it('in part is told so in cases of the time when a refusal could give a part', async () => {
      const element = await opened(otherCases.refusedInPart);
      expect(title(element)).to.equal('Часть информации предоставить нельзя');
      expect(facts(element)['Статус']).to.equal('Ответ дан частично');
      expect(headings(element)).to.contain('Что отдаём');
      expect(stepNames(element).at(-1)).to.equal('Отказали в части сведений');
    });

    it('whole has its files too', async () => {
      const element = await opened(cases.refused);
      expect(title(element)).to.equal('Предоставить информацию нельзя');
      expect(headings(element)).to.deep.equal(['Почему', 'Что отдаём', 'Что можно сделать', 'Если Вы не согласны']);
      expect(text(element)).to.contain('Из того, что Вы просили, ничего.');
      expect(link(element, 'Отказ на бланке')).not.to.equal(undefined);
      link(element, 'Сразу к причине и обжалованию')?.click();
      expect(words(element.renderRoot.activeElement)).to.equal('Отказали');
    });

    it('of an internal request cites no law that does not cover it, and no portal', async () => {
      const element = await opened({ ...cases.refused, audience: 'internal' });
      expect(text(element)).not.to.contain('8-ФЗ').and.not.to.contain('Госуслуги');
      expect(text(element)).to.contain('Из запроса непонятно');
    });
  });

  describe('an end without an answer', () => {
    it('forwarded: to whom, why, by whose decision, and who answers', async () => {
      const element = await opened(cases.forwarded);
      expect(text(element)).to.contain('Передан 5 ноября 2026: Региональный оператор капитального ремонта');
      const step = words(steps(element).get('Передали запрос'));
      expect(step).to.contain('Кому: Региональный оператор').and.to.contain('Почему: сведения о сборах');
      expect(step).to.contain('Решил: начальник отдела').and.to.contain('Ответ пришлёт тот');
      expect(facts(element)).to.deep.equal({ Статус: 'Передан', Закрыли: '5 ноября 2026' });
    });

    it('redirected: why, and where to go', async () => {
      const element = await opened(cases.redirected);
      expect(text(element)).to.contain('Это обращение. Где подать: Госуслуги, Электронная приёмная');
      expect(words(steps(element).get('Это обращение, а не запрос'))).to.contain('закон 59-ФЗ требует');
      expect(link(element, 'Госуслуги')?.href).to.equal('https://www.gosuslugi.ru/');
      expect(link(element, 'Электронная приёмная')?.pathname).to.equal('/housing/channels');
    });

    it('redirected: only to pages', async () => {
      const portals = ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'HTTPS://example.org/'].map(
        (url, at) => ({ title: { ru: `Портал ${at}` }, url }),
      );
      const event: CaseEvent = {
        type: 'redirected',
        at: '2026-11-03T07:30:00.000Z',
        explanation: { ru: 'Да' },
        portals,
      };
      const element = await opened({ ...cases.redirected, timeline: [event] });
      const places = [...element.renderRoot.querySelectorAll('.portals li')];
      expect(places.map((one) => one.querySelector('a')?.href)).to.deep.equal([
        ...[undefined, undefined, undefined],
        'https://example.org/',
      ]);
      expect(words(places[0])).to.equal('Портал 0');
    });

    it('withdrawn: nothing is to come', async () => {
      const element = await opened(cases.withdrawn);
      expect(title(element)).to.equal('Вы отозвали запрос');
      expect(stepNames(element).at(-1)).to.equal('Вы отозвали запрос');
      expect(text(element)).to.contain('отправьте новый запрос');
    });

    it('merged: which request answers', async () => {
      const element = await opened(cases.merged);
      expect(title(element)).to.equal('Ответим в запросе № И-1098/26');
      expect(words(steps(element).get('Объединили с запросом № И-1098/26'))).to.contain('код из его квитанции');
    });
  });
});
