import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import { testBackend } from '../testing/memory.ts';
import { cases, enter, examples } from './case.examples.ts';
import type { OtklikCase } from './case.ts';
import './case.define.ts';

const code = '7KQ4-M2XD-91TH';
const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikCase> => {
  const properties = { now: () => new Date('2026-11-23T08:00:00Z') };
  const example = { name: '', backend, attributes, properties };
  return (await showExample('otklik-case', example, await fixture(html`<div></div>`))) as OtklikCase;
};
const text = (element: OtklikCase): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
const steps = (element: OtklikCase): (string | undefined)[] =>
  [...element.renderRoot.querySelectorAll('ol[part=timeline] h3')].map((one) => one.textContent?.trim());

describe('otklik-case', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-case', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('opens what the code opens, however it is typed', async () => {
    const element = await shown(testBackend({ cases: { [code]: cases.registered } }));
    await enter(element, ' 7кq4 m2xd–91тh ');
    expect(text(element)).to.contain('И-1102/26');
    expect(text(element)).to.contain('Ответим до 2 декабря 2026');
    expect(element.renderRoot.activeElement?.localName).to.equal('h2');
  });

  it('notices a mistyped code by its check symbol, without asking the server', async () => {
    const element = await shown({ readCase: () => Promise.reject(new Error('asked')) });
    await enter(element, '7KQ4-M2XD-91TP');
    const input = element.renderRoot.activeElement;
    expect(input?.localName).to.equal('input');
    expect(input?.getAttribute('aria-invalid')).to.equal('true');
    expect(text(element)).to.contain('В коде опечатка');
    await enter(element, '7KQ4');
    expect(text(element)).to.contain('В коде 12 знаков');
  });

  it('says that there is no such case, and keeps what was typed', async () => {
    const element = await shown(testBackend());
    await enter(element, code);
    expect(text(element)).to.contain('Запроса с таким кодом нет');
    expect(element.renderRoot.querySelector('input')?.value).to.equal(code);
  });

  it('tells the story in order, and what is still to come', async () => {
    const deferred = await shown(testBackend({ cases: { [code]: cases.deferred } }));
    await enter(deferred, code);
    expect(steps(deferred)).to.deep.equal([
      'Вы отправили запрос',
      'Зарегистрировали',
      'Готовим ответ',
      'Продлили срок на 15 дней',
      'Ответ',
    ]);
    expect(text(deferred)).to.contain('17 декабря вместо 2 декабря');
    expect(text(deferred)).to.contain('24 дня');
    const received = await shown(testBackend({ cases: { [code]: cases.received } }));
    await enter(received, code);
    expect(steps(received)).to.deep.equal(['Вы отправили запрос', 'Регистрация', 'Ответ']);
  });

  it('a refusal gives ground, explanation, what is given, advice and the way to appeal', async () => {
    const element = await shown(testBackend({ cases: { [code]: cases.refused } }));
    await enter(element, code);
    const headings = [...element.renderRoot.querySelectorAll('h4')].map((one) => one.textContent);
    expect(headings).to.deep.equal(['Почему', 'Что отдаём', 'Что можно сделать', 'Если Вы не согласны']);
    expect(text(element)).to.contain('закон 8-ФЗ, статья 20');
    expect(text(element)).to.contain('закон 152-ФЗ от 27 июля 2006');
  });

  it('times are those of the agency', async () => {
    const element = await shown(testBackend({ cases: { [code]: cases.received } }));
    await enter(element, code);
    expect(text(element)).to.contain('31 октября 2026, 18:05');
  });

  it('another code can be entered', async () => {
    const element = await shown(testBackend({ cases: { [code]: cases.received } }));
    await enter(element, code);
    [...element.renderRoot.querySelectorAll('a')].find((link) => link.textContent === 'Ввести другой код')?.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('input')).not.to.equal(null);
  });
});
