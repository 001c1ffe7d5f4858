import { expect } from '@open-wc/testing';
import type { Case, CaseEvent } from '@otklik/core/contract/case.js';
import { agency } from '../consultation/consultation.examples.ts';
import { cases, otherCases } from './case.lives.ts';
import { derivation, facts, link, opened, stepNames, steps, text, title, words } from './case.testing.ts';

describe('otklik-case: what happened', () => {
  describe('the timeline', () => {
    it('tells the story in order, and what is still to come', async () => {
      const deferred = await opened(cases.deferred);
      expect(stepNames(deferred)).to.deep.equal([
        'Вы отправили запрос',
        'Зарегистрировали',
        'Готовим ответ',
        'Продлили срок на 15 дней',
        'Ответ',
      ]);
      expect(text(deferred)).to.contain('17 декабря вместо 2 декабря. Больше продлевать нельзя.');
      expect(facts(deferred)).to.deep.equal({
        Статус: 'Срок продлён',
        Осталось: '24 дня',
        Было: '2 декабря',
        Срок: '17 декабря',
        Ответ: 'на электронную почту',
      });
      expect(stepNames(await opened(cases.received))).to.deep.equal(['Вы отправили запрос', 'Регистрация', 'Ответ']);
    });

    it('shows by its shapes who did what', async () => {
      const shapes = async (found: Case): Promise<string[]> =>
        [...steps(await opened(found)).values()].map((li) => li.classList[0] ?? '');
      expect(await shapes(cases.answered)).to.deep.equal(['you', 'us', 'us', 'us', 'you', 'us']);
      expect(await shapes(cases.withdrawn)).to.deep.equal(['you', 'us', 'us', 'you']);
      expect(await shapes(otherCases.termByCalendar)).to.deep.equal(['you', 'us', 'warn', 'next']);
      expect((await shapes(cases.partial)).at(-1)).to.equal('bad');
      expect((await shapes(cases.refused)).at(-1)).to.equal('bad');
    });

    it('explains the shapes that are there', async () => {
      expect(text(await opened(cases.refused)))
        .to.contain('Квадрат: отказ.')
        .and.not.to.contain('Ромб');
      expect(text(await opened(otherCases.termByClarification))).to.contain('Ромб: срок изменился.');
    });

    it('has times of the agency', async () => {
      expect(text(await opened(cases.received))).to.contain('31 октября 2026, 18:05');
    });

    const received = (origin?: 'form' | 'phone' | 'visit' | 'post' | 'counter', on?: string): Case => {
      const event: CaseEvent = { type: 'received', at: '2026-11-30T07:30:00.000Z' };
      return { ...cases.registered, timeline: [{ ...event, ...(origin && { origin }), ...(on && { on }) }] };
    };
    for (const [origin, name] of [
      ['phone', 'Вы позвонили'],
      ['visit', 'Вы спросили на приёме'],
      ['post', 'Вы прислали письмо'],
      ['counter', 'Вы принесли письмо'],
    ] as const) {
      it(`says how it came in: ${origin}`, async () => {
        const [first] = [...steps(await opened(received(origin, '2026-11-27')))];
        expect(first?.[0]).to.equal(name);
        expect(words(first?.[1].querySelector('time'))).to.equal('27 ноября 2026');
      });
    }

    it('says when the form was sent', async () => {
      const [first] = [...steps(await opened(received('form')))];
      expect(first?.[0]).to.equal('Вы отправили запрос');
      expect(words(first?.[1].querySelector('time'))).to.equal('30 ноября 2026, 11:30');
    });
  });

  describe('a clarification', () => {
    it('is asked for with the ways to give it', async () => {
      const element = await opened(cases.clarification);
      expect(title(element)).to.equal('Ответьте на вопрос Службы');
      const step = words(steps(element).get('Попросили уточнить'));
      expect(step).to.contain('За какой период нужна сумма?');
      expect(step).to.contain('назовите номер запроса И-1102/26').and.to.contain(agency.postalAddress.ru);
      expect(step).to.contain('Срок ответа прежний: 2 декабря 2026');
      expect(link(element, agency.phone)?.href).to.equal('tel:80000000000');
      expect(stepNames(element).slice(-2)).to.deep.equal(['Ваше уточнение', 'Ответ']);
    });

    it('stops the clock where the agency says so', async () => {
      const about = { ...agency, email: 'a@example.org', terms: { ...agency.terms, clarificationStopsClock: true } };
      const element = await opened(otherCases.clarificationStops, {}, about);
      expect(text(element)).to.contain('Дни, пока ждём уточнения, в срок ответа не входят.');
      expect(text(element)).not.to.contain('Срок ответа прежний');
      expect(link(element, 'a@example.org')?.href).to.equal('mailto:a@example.org');
    });

    it('once given is shown, and nobody is told any more how to give it', async () => {
      const element = await opened(cases.answered);
      expect(words(steps(element).get('Вы уточнили'))).to.contain('С начала сборов по 1 октября 2026.');
      expect(text(element)).not.to.contain('Позвоните или напишите');
      expect(words(steps(await opened(cases.refused)).get('Продолжили без уточнения'))).to.contain('уже написали');
    });
  });

  describe('a visit', () => {
    it('is told with its place, and stands among what is to come', async () => {
      const element = await opened(otherCases.visits);
      expect(stepNames(element).slice(3)).to.deep.equal([
        'Вы записались на приём',
        'Вы добавили файлы',
        'Новое время приёма',
        'Приём',
        'Ответ',
      ]);
      const step = words(steps(element).get('Новое время приёма'));
      expect(step).to.contain('26 ноября 2026, 10:00. ул. Примерная, 1, кабинет 4');
      expect(step).to.contain('Вместо 20 ноября 2026, 10:00.');
      expect(words(steps(element).get('Приём'))).to.contain('26 ноября 2026, 10:00');
      expect(link(element, 'Фото крыши')).not.to.equal(undefined);
    });

    it('stands among what is to come after the answer too, and no longer once it is over', async () => {
      const last = otherCases.visits.timeline.at(-1);
      const answered = { ...cases.answered, timeline: [...cases.answered.timeline, ...(last ? [last] : [])] };
      expect(stepNames(await opened(answered)).at(-1)).to.equal('Приём');
      const past = cases.in_progress.timeline.concat(otherCases.visits.timeline[3] ?? []);
      expect(stepNames(await opened({ ...cases.in_progress, timeline: past })).slice(-2)).to.deep.equal([
        'Вы записались на приём',
        'Ответ',
      ]);
    });

    it('that is off says whose doing it was', async () => {
      const element = await opened(otherCases.visitCancelled);
      expect(stepNames(element).slice(2)).to.deep.equal([
        ...['Вы записались на приём', 'Отменили приём', 'Вы заказали звонок', 'Вы отозвали запрос'],
        'Отменили звонок',
      ]);
      const step = steps(element).get('Отменили приём');
      expect(words(step)).to.contain('Почему: в этот день приёма не будет.');
      expect(step?.classList[0]).to.equal('us');
      expect(words(steps(element).get('Отменили звонок'))).to.contain('Запрос закрыт: звонить не будем.');
      const own: CaseEvent = { type: 'visit_cancelled', at: '2026-11-09T07:30:00.000Z', startsAt: '', reason: null };
      const cancelled = { ...own, startsAt: '2026-11-26T06:00:00.000Z' };
      const byPerson = await opened({ ...otherCases.visits, timeline: [...otherCases.visits.timeline, cancelled] });
      expect(steps(byPerson).get('Вы отменили приём')?.classList[0]).to.equal('you');
      expect(stepNames(byPerson).slice(-2)).to.deep.equal(['Вы отменили приём', 'Ответ']);
    });
  });

  describe('the term', () => {
    it('is told with its old date when the calendar changes it', async () => {
      const element = await opened(otherCases.termByCalendar);
      const step = words(steps(element).get('Изменили срок'));
      expect(step).to.contain('Почему: изменился календарь рабочих дней.');
      expect(step).to.contain('Новый срок: 29 декабря вместо 30 декабря.');
      expect(derivation(element)).to.deep.equal([
        '30 ноября запрос зарегистрирован',
        '+ 30 дней на ответ (закон 8-ФЗ, статья 18): выходит 30 декабря',
        '30 декабря нерабочий день, по правилу Службы раньше: 29 декабря',
        '29 декабря последний день для ответа',
      ]);
    });

    it('also for registration, with the years where they differ', async () => {
      const event: CaseEvent = {
        ...{ type: 'term_changed', at: '2026-12-28T07:30:00.000Z', cause: 'calendar' },
        ...{ previousRegisterBy: '2026-12-31', registerBy: '2027-01-11' },
        ...{ previousDueBy: '2027-01-29', dueBy: '2027-02-10' },
      };
      const element = await opened({ ...cases.received, timeline: [...cases.received.timeline, event] });
      const step = words(steps(element).get('Изменили срок'));
      expect(step).to.contain('Зарегистрируем до: 11 января 2027 вместо 31 декабря 2026.');
      expect(step).to.contain('Новый срок: 10 февраля вместо 29 января.');
    });

    it('is longer by the wait for a clarification', async () => {
      const element = await opened(otherCases.termByClarification);
      const step = words(steps(element).get('Изменили срок'));
      expect(step).to.contain('дни, пока ждали Вашего уточнения, в срок не входят');
      expect(step).to.contain('4 декабря вместо 2 декабря');
      expect(derivation(element)).to.contain('+ 4 дня ждали Вашего уточнения: выходит 6 декабря');
    });

    it('begins anew with the day of reopening', async () => {
      const element = await opened(otherCases.reopened);
      expect(title(element)).to.equal('Ответим до 18 декабря 2026');
      const step = words(steps(element).get('Взяли запрос снова'));
      expect(step).to.contain('отменил отказ').and.to.contain('ответим до 18 декабря 2026');
      expect(derivation(element).slice(0, 2)).to.deep.equal([
        '20 ноября запрос взят снова',
        '+ 30 дней на новый ответ (закон 8-ФЗ, статья 18): выходит 20 декабря',
      ]);
      expect(facts(element)['Было']).to.equal(undefined);
    });

    it('has a sentence for every rule', async () => {
      const rules = [
        'registration',
        'answer',
        'reopened',
        'deferral',
        'clarification',
        'deferral_notice',
        'forwarding',
      ] as const;
      const step = { from: '2026-11-02', days: 1, result: '2026-11-03' };
      const all = [...rules, 'preceding_working_day', 'next_working_day'] as const;
      for (const lang of ['ru', 'en']) {
        const found = { ...cases.registered, derivation: all.map((rule) => ({ ...step, rule })) };
        const shownSteps = derivation(await opened(found, { lang }));
        expect(shownSteps).to.have.length(all.length + 2);
        expect(shownSteps.join(' ')).not.to.contain('step.');
      }
    });

    it('of an internal request is that of the body itself', async () => {
      const element = await opened({ ...cases.registered, audience: 'internal' });
      expect(derivation(element).join(' ')).to.contain('регламент Службы').and.not.to.contain('8-ФЗ');
    });

    it('that has passed is admitted, with the ways to ask why', async () => {
      const element = await opened({ ...cases.registered, dueBy: '2026-11-20' });
      const note = words(element.renderRoot.querySelector('.note.warning'));
      expect(title(element)).to.equal('Мы не ответили до 20 ноября 2026');
      expect(words(steps(element).get('Ответ'))).to.contain('срок был 20 ноября 2026');
      expect(note).to.contain('Срок прошёл').and.to.contain(agency.phone);
      expect(facts(element)['Осталось']).to.equal(undefined);
    });
  });
});
