import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { untilFocused } from '../base/example.ts';
import { withOldJson } from '@otklik/core/testing/old-library.js';
import { choose, press, send, shows, write } from './survey.acts.ts';
import { takesBallots } from './survey.examples.ts';
import { everyKind, explained, internal, stepped } from './survey.samples.ts';
import { focused, labelled, openBox, shown, text } from './survey.testing.ts';
import type { OtklikSurvey } from './survey.ts';

const asking = async (asked: Manifest, first: string): Promise<OtklikSurvey> => {
  const element = await shown(takesBallots(asked), { survey: asked.survey });
  await shows(element, first);
  await element.updateComplete;
  return element;
};
const said = (element: OtklikSurvey): string =>
  [...element.renderRoot.querySelectorAll('[role=status]')].map((one) => one.textContent?.trim()).join(' ');
/** Titles of the questions that are to be seen, with their numbers. */
const seen = (element: OtklikSurvey): string[] =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('.q')]
    .filter((one) => one.checkVisibility())
    .map((one) => one.querySelector('.label')?.textContent?.replace(/\s+/g, ' ').trim() ?? '');
const update = async (element: OtklikSurvey): Promise<void> => {
  await element.updateComplete;
  await element.updateComplete;
};

describe('rarer kinds of questions', () => {
  it('are there on a page whose old library makes JSON otherwise', async () => {
    for (const kind of ['yesno', 'score', 'matrix']) {
      const questions = everyKind.questions.filter(({ type }) => type === kind).map((one) => ({ ...one, when: [] }));
      const [first] = questions;
      if (!first) throw new Error(`no ${kind}`);
      await withOldJson(() => asking({ ...everyKind, steps: [], questions: [first] }, first.title.ru));
    }
  });

  it('a matrix: each mark is named by its row and its column, and arrows stay in the row', async () => {
    const element = await asking(everyKind, 'Вы задавали');
    choose(element, 'Да');
    await update(element);
    const marks = [...element.renderRoot.querySelectorAll<HTMLInputElement>('[name="q.qualities.quick"]')];
    const named = marks.map((mark) =>
      (mark.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => element.renderRoot.getElementById(id)?.textContent?.trim())
        .join(' '),
    );
    expect(named).to.deep.equal(['Быстрым Да', 'Быстрым Отчасти', 'Быстрым Нет', 'Быстрым Не знаю']);
    marks[0]?.focus();
    await sendKeys({ press: ' ' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    expect(marks.map(({ checked }) => checked)).to.deep.equal([false, true, false, false]);
    expect(focused(element)).to.equal(marks[1]);
  });

  it('a matrix is a table where there is room, and its rows stand one under another where there is none', async () => {
    const element = await asking(everyKind, 'Вы задавали');
    choose(element, 'Да');
    await update(element);
    const display = (): string =>
      getComputedStyle(element.renderRoot.querySelector('.matrix tbody tr') as Element).display;
    element.style.inlineSize = '50em';
    expect(display()).to.equal('table-row');
    element.style.inlineSize = '20em';
    expect(display()).to.equal('block');
    const words = element.renderRoot.querySelector('.matrix .choice span') as HTMLElement;
    expect(words.checkVisibility()).to.equal(true);
  });

  it('a mark from 0 to 10 wraps into two rows where it is narrow, and 0 is told like any other', async () => {
    const element = await asking(everyKind, 'Вы задавали');
    element.style.inlineSize = '18em';
    const boxes = [...element.renderRoot.querySelectorAll('.eleven .box')];
    expect(new Set(boxes.map((box) => box.getBoundingClientRect().top)).size).to.equal(2);
    choose(element, '0, точно нет');
    await shows(element, 'Ваша оценка: 0, точно нет');
    choose(element, '7');
    await shows(element, 'Ваша оценка: 7');
    choose(element, 'Затрудняюсь ответить');
    for (let tries = 0; tries < 300 && text(element).includes('Ваша оценка'); tries++)
      await new Promise((done) => setTimeout(done, 10));
    expect(text(element)).not.to.contain('Ваша оценка');
  });

  it('what goes with nothing else stands alone, either way, and says so', async () => {
    const element = await asking(everyKind, 'Вы задавали');
    const ticked = (): string[] =>
      [...element.renderRoot.querySelectorAll<HTMLInputElement>('[name="q.ways"]:checked')].map(({ value }) => value);
    choose(element, 'На сайте');
    choose(element, 'По телефону');
    expect(ticked()).to.deep.equal(['site', 'phone']);
    choose(element, 'Никак из этого');
    expect(ticked()).to.deep.equal(['none']);
    await update(element);
    expect(said(element)).to.contain('Снята отметка: На сайте, По телефону.');
    choose(element, 'На сайте');
    expect(ticked()).to.deep.equal(['site']);
    await update(element);
    expect(said(element)).to.contain('Снята отметка: Никак из этого.');
    choose(element, 'На сайте');
    expect(ticked(), 'nothing is a trap').to.deep.equal([]);
  });

  it('all of it arrives as it was answered', async () => {
    const { backend, look } = await openBox(everyKind);
    const element = await shown(backend, { survey: 'every-kind' });
    await shows(element, 'Вы задавали');
    choose(element, 'Частично');
    choose(element, '10, точно да');
    await update(element);
    element.renderRoot.querySelector<HTMLInputElement>('[name="q.qualities.polite"][value=na]')?.click();
    choose(element, 'По телефону');
    await send(element);
    expect(await look()).to.deep.equal([{ asked: 'partly', advise: '10', 'qualities.polite': 'na', ways: ['phone'] }]);
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim()).join(': '),
    );
    expect(rows).to.contain('3. Каким был ответ? Вежливым: Не знаю');
    expect(rows).to.contain('3. Каким был ответ? Понятным: пропущен');
  });
});

describe('questions that are asked of some', () => {
  it('come and go with the answers, are numbered by what is asked, and move no focus', async () => {
    const element = await asking(everyKind, 'Вы задавали');
    expect(seen(element)).to.deep.equal([
      'Вопрос 1 из 3 Вы задавали нам вопросы?',
      'Вопрос 2 из 3 Посоветуете ли Вы нас знакомым?',
      'Вопрос 3 из 3 Как Вам удобнее спрашивать?',
    ]);
    labelled(element, 'Частично').focus();
    choose(element, 'Да');
    await update(element);
    expect(seen(element)[2]).to.equal('Вопрос 3 из 4 Каким был ответ?');
    expect(focused(element)).to.equal(labelled(element, 'Частично'));
    expect(said(element)).to.contain('Теперь вопросов: 4.');
    choose(element, 'Нет');
    await update(element);
    expect(seen(element).at(-1)).to.equal('Вопрос 4 из 4 Что помешало?');
  });

  it('what was written there is kept while they are hidden, and isn’t sent', async () => {
    const { backend, look } = await openBox(everyKind);
    const element = await shown(backend, { survey: 'every-kind' });
    await shows(element, 'Вы задавали');
    const no = element.renderRoot.querySelector<HTMLInputElement>('[name="q.asked"][value=no]');
    no?.click();
    await update(element);
    write(element, 'Очередь');
    choose(element, 'Частично');
    await update(element);
    expect(seen(element).some((title) => title.includes('Что помешало'))).to.equal(false);
    no?.click();
    await update(element);
    expect(labelled<HTMLTextAreaElement>(element, 'Что помешало?').value).to.equal('Очередь');
    choose(element, 'Частично');
    await send(element);
    expect(await look()).to.deep.equal([{ asked: 'partly' }]);
  });

  it('a second question for some leaves the first one compact', async () => {
    const element = await asking(explained, 'Понятна ли');
    expect(element.renderRoot.querySelector('h2')).to.equal(null);
    expect(seen(element)).to.deep.equal(['Понятна ли информация на этой странице?']);
    choose(element, '1, непонятно');
    await update(element);
    expect(seen(element)).to.deep.equal([
      'Понятна ли информация на этой странице?',
      'Что именно непонятно? (по желанию)',
    ]);
    await send(element);
    expect(text(element)).to.contain('Спасибо, ответ принят');
    expect(text(element), 'nor is it large after it').not.to.contain('Нужен ответ?');
  });
});

describe('a survey in steps', () => {
  it('goes from step to step, the focus to each heading, past those on which nothing is asked', async () => {
    const element = await asking(stepped, 'Нашли то');
    const progress = (): (string | number | null)[] => {
      const bar = element.renderRoot.querySelector('progress');
      return [bar?.getAttribute('aria-label') ?? null, bar?.value ?? null, bar?.max ?? null];
    };
    expect(seen(element)).to.deep.equal(['Вопрос 1 из 3 Нашли то, что искали?']);
    expect(progress()).to.deep.equal(['Шаг 1 из 2', 1, 2]);
    choose(element, 'Нет');
    await update(element);
    expect(progress()).to.deep.equal(['Шаг 1 из 3', 1, 3]);
    await untilFocused(element, () => press(element, 'Дальше'));
    expect(focused(element)?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Шаг 2 из 3 Подробнее');
    const length = history.length;
    await untilFocused(element, () => press(element, 'Назад'));
    expect(focused(element)?.textContent).to.contain('Поиск');
    choose(element, 'Да');
    await update(element);
    await untilFocused(element, () => press(element, 'Дальше'));
    expect(focused(element)?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Шаг 2 из 2 В целом');
    expect(history.length).to.equal(length);
  });

  it('is sent from the last step alone, whole', async () => {
    const { backend, look } = await openBox(stepped);
    const element = await shown(backend, { survey: 'stepped' });
    await shows(element, 'Нашли то');
    const button = element.renderRoot.querySelector('button.main[part=button]') as HTMLElement;
    expect(button.checkVisibility(), 'nothing is to be sent on the first step').to.equal(false);
    choose(element, 'Да');
    await update(element);
    await untilFocused(element, () => press(element, 'Дальше'));
    choose(element, '9');
    expect(button.checkVisibility()).to.equal(true);
    await send(element);
    expect(await look()).to.deep.equal([{ found: 'yes', advise: '9' }]);
  });

  it('what is wrong leads to its step', async () => {
    const element = await asking(stepped, 'Нашли то');
    choose(element, 'Нет');
    await update(element);
    await untilFocused(element, () => press(element, 'Дальше'));
    write(element, 'я'.repeat(601));
    await untilFocused(element, () => press(element, 'Дальше'));
    await send(element);
    const link = focused(element)?.querySelector('a');
    expect(link?.textContent?.replace(/\s+/g, ' ')).to.equal('Вопрос 2 из 4. Сократите ответ на 1 знак');
    await untilFocused(element, () => link?.click());
    expect(focused(element)?.localName).to.equal('textarea');
    expect(focused(element)?.checkVisibility()).to.equal(true);
    expect(seen(element)).to.deep.equal(['Вопрос 2 из 4 Что Вы искали?']);
  });
});

it('a survey for employees isn’t embedded elsewhere: a link leads to it, and there is nothing to fill in', async () => {
  const element = document.createElement('otklik-survey') as OtklikSurvey;
  Object.assign(element, { agency: 'housing', survey: 'inside', backend: 'https://otklik.example' });
  element.initial = { manifest: internal };
  document.body.append(element);
  await update(element);
  expect(element.renderRoot.querySelectorAll('input, textarea, button')).to.have.length(0);
  const link = element.renderRoot.querySelector<HTMLAnchorElement>('form a');
  expect(link?.href).to.equal('https://otklik.example/housing/survey/inside');
  element.remove();
  const own = await asking(internal, 'Вы задавали');
  expect(own.renderRoot.querySelectorAll('textarea')).to.have.length(1);
});
