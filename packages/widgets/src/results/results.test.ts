import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { showExample } from '../base/example.ts';
import { send, manifest } from '../survey/survey.examples.ts';
import { testBackend } from '../testing/memory.ts';
import '../survey/survey.define.ts';
import { examples, october, september } from './results.examples.ts';
import { OtklikResults } from './results.ts';
import './results.define.ts';

const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikResults> => {
  const example = { name: '', backend, attributes: { survey: 'information-access', ...attributes } };
  return (await showExample('otklik-results', example, await fixture(html`<div></div>`))) as OtklikResults;
};
const published = (...releases: Release[]): Partial<Backend> => ({
  readManifest: async () => manifest,
  listReleases: async () => ({ items: releases, next: null }),
});
const words = (element: Element | ShadowRoot | HTMLElement | DocumentFragment | null | undefined): string =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The part of a question, by its title. */
function section(element: OtklikResults, title: string): Element {
  const found = [...element.renderRoot.querySelectorAll('section')].find(
    (one) => words(one.querySelector('h3')) === title,
  );
  if (!found) throw new Error(`no «${title}»`);
  return found;
}
/** Opens the table of a question, and the notes on its figures. */
async function open(part: Element): Promise<void> {
  const details = part.querySelector('details') as HTMLDetailsElement;
  details.open = true;
  while (!details.querySelector('table')) await new Promise((done) => setTimeout(done, 5));
}
const bars = (element: Element): string[] => [...element.querySelectorAll('li')].map(words);

describe('otklik-results', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-results', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('25 ballots sent through the survey’s own code become one release', async () => {
    const backend = testBackend({ surveys: [manifest] });
    const host = await fixture(html`<div></div>`);
    for (let person = 0; person < 25; person++) {
      const survey = await showExample(
        'otklik-survey',
        { name: '', backend, attributes: { survey: 'information-access' } },
        host,
      );
      const choose = (name: string, value: string): void =>
        survey.renderRoot.querySelector<HTMLInputElement>(`input[name="q.${name}"][value="${value}"]`)?.click();
      choose('found', person < 15 ? 'yes' : 'partly');
      choose('ease', person < 10 ? '5' : person < 20 ? '3' : 'unsure');
      if (person < 9) choose('channels', 'site');
      await send(survey);
      expect(words(survey.renderRoot)).to.contain('Спасибо, ответы приняты');
      survey.remove();
    }
    const none = await shown(backend);
    while (!words(none.renderRoot)) await new Promise((done) => setTimeout(done, 5));
    expect(words(none.renderRoot)).to.contain('Итогов пока нет');
    await backend.tally('housing', 'information-access');
    const element = await shown(backend);
    expect(words(element.renderRoot)).to.contain('Ответов: 25. Опубликовано 1 декабря 2026.');
    expect(bars(section(element, 'Удалось ли найти то, что нужно?'))).to.deep.equal([
      'Да60% 15',
      'Частично40% 10',
      'Нет0% 0',
    ]);
    const ease = section(element, 'Насколько легко было найти информацию?');
    expect(bars(ease)[0]).to.equal('5, очень легко40% 10');
    expect(words(ease)).to.contain('50%поставили 4 или 510 из 20 оценок');
    expect(words(ease)).to.contain('4средняя оценка из 5');
    await open(ease);
    expect(words(ease)).to.contain('без «затрудняюсь». Средняя оценка: сумма оценок ÷ 20');
    expect(words(section(element, 'Какими каналами Вы пользовались?'))).to.contain('Ответов меньше 10');
    expect(words(section(element, 'Что нам улучшить?'))).to.contain('сначала читают сотрудники');
  });

  it('figures with n and formula beside them, as bars and as a table', async () => {
    const element = await shown(published(october));
    const ease = section(element, 'Насколько легко было найти информацию?');
    expect(bars(ease)).to.deep.equal([
      '5, очень легко31% 128',
      '4, скорее легко32% 133',
      '3, не трудно и не легко16% 66',
      '2, скорее трудно8% 34',
      '1, очень трудно6% 23',
      'Затрудняюсь ответить7% 28',
    ]);
    expect([...ease.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))).to.deep.equal([
      '31%',
      '32%',
      '16%',
      '8%',
      '6%',
      '7%',
    ]);
    expect(words(ease)).to.contain('68%поставили 4 или 5261 из 384 оценок');
    expect(words(ease)).to.contain('3,8средняя оценка из 5');
    await open(ease);
    expect(words(ease)).to.contain('Проценты от числа ответов на вопрос (412)');
    expect(words(ease.querySelector('caption'))).to.equal('Насколько легко было найти информацию? Ответов: 412');
    expect([...ease.querySelectorAll('tbody tr')].map((row) => [...row.children].map(words))[0]).to.deep.equal([
      '5, очень легко',
      '128',
      '31%',
    ]);
    expect([...ease.querySelectorAll('thead th')].map(words)).to.deep.equal(['Ответ', 'Ответов', 'Доля']);
  });

  it('what is hidden is said to be hidden, and why; nothing can be computed past it', async () => {
    const element = await shown(published(september));
    const ease = section(element, 'Насколько легко было найти информацию?');
    expect(bars(ease)).to.deep.equal([
      '5, очень легкоскрыто',
      '4, скорее легко43% 9',
      '3, не трудно и не легкоскрыто',
      '2, скорее трудноскрыто',
      '1, очень трудно0% 0',
      'Затрудняюсь ответить0% 0',
    ]);
    await open(ease);
    expect(words(ease)).to.contain('Скрыты числа меньше 5');
    expect(words(ease)).not.to.match(/средняя оценка/i);
    expect(ease.querySelectorAll('rect[width]')).to.have.length(3);
    expect(words(section(element, 'Какими каналами Вы пользовались?'))).to.contain('Ответов меньше 10');
    const found = section(element, 'Удалось ли найти то, что нужно?');
    await open(found);
    expect(words(found)).not.to.contain('Скрыты');
  });

  it('earlier releases can be chosen, on a translated page too', async () => {
    const element = await shown(published(october, september));
    const title = element.renderRoot.querySelector('header p');
    title?.replaceChildren('412 responses');
    const select = element.renderRoot.querySelector('select') as HTMLSelectElement;
    expect([...select.options].map(words)).to.deep.equal(['9 ноября 2026', '12 октября 2026']);
    select.value = september.id;
    select.dispatchEvent(new Event('change'));
    while (!words(element.renderRoot.querySelector('header')).includes('21'))
      await new Promise((done) => setTimeout(done, 5));
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Ответов: 21. Опубликовано 12 октября 2026.');
    expect(words(element.renderRoot)).not.to.contain('412');
    expect((element.renderRoot.querySelector('select') as HTMLSelectElement).value).to.equal(september.id);
  });

  it('several at once may be over a hundred per cent, and it says so', async () => {
    const element = await shown(published(october));
    await open(section(element, 'Какими каналами Вы пользовались?'));
    await open(section(element, 'Удалось ли найти то, что нужно?'));
    expect(words(section(element, 'Какими каналами Вы пользовались?'))).to.contain('в сумме бывает больше 100%');
    expect(words(section(element, 'Удалось ли найти то, что нужно?'))).not.to.contain('100%');
  });

  it('none yet: when there will be some', async () => {
    const element = await shown(published());
    while (!words(element.renderRoot)) await new Promise((done) => setTimeout(done, 5));
    expect(words(element.renderRoot)).to.contain('Итогов пока нет.');
    expect(words(element.renderRoot)).to.contain('новых ответов будет не меньше 20. Публикуем не чаще раза в 7 дней');
  });

  it('ballots that could not be read are told of', async () => {
    const element = await shown(published({ ...october, invalid: { from: 2, to: 2 }, lost: { from: 1, to: 1 } }));
    expect(words(element.renderRoot)).to.contain('Не удалось прочитать: 3.');
  });

  it('speaks English', async () => {
    const element = await shown(published(september), { lang: 'en' });
    const details = [...element.renderRoot.querySelectorAll('details')].at(-1) as HTMLDetailsElement;
    details.open = true;
    while (!element.renderRoot.querySelector('table')) await new Promise((done) => setTimeout(done, 5));
    expect(words(element.renderRoot)).not.to.match(/[а-яё]/i);
    expect(words(element.renderRoot)).to.contain('Responses: 21. Published on 12 October 2026.');
  });
});
