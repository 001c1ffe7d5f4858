import { expect, fixture, html } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { showExample } from '../base/example.ts';
import { withOldReduce } from '@otklik/core/testing/old-library.js';
import { openAll, publishes } from './results.examples.ts';
import { august, before, manifest, november, october, september, tally, themes } from './results.published.examples.ts';
import { marksOf, satisfactionIndex } from './results.marks.ts';
import type { OtklikResults } from './results.ts';
import './results.define.ts';

const words = (element: Node | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const table = (element: Element): string[][] =>
  [...element.querySelectorAll('tr')].map((row) => [...row.children].map(words));

async function opened(backend: Partial<Backend>, attributes = {}): Promise<OtklikResults> {
  const example = { name: '', backend, attributes: { survey: 'information-access', ...attributes } };
  const element = (await showExample('otklik-results', example, await fixture(html`<div></div>`))) as OtklikResults;
  while (!words(element.renderRoot)) await new Promise((done) => setTimeout(done, 5));
  await openAll(element);
  return element;
}
const titled = (element: OtklikResults, title: string): Element | undefined =>
  [...element.renderRoot.querySelectorAll('section')].find((one) => words(one.querySelector('h3')) === title);
function section(element: OtklikResults, title: string): Element {
  const found = titled(element, title);
  if (!found) throw new Error(`no «${title}»`);
  return found;
}

describe('otklik-results: what else is told', () => {
  it('marks in bands are good or bad only where a band is wholly so', () => {
    const band = (id: string, from: number, to: number, count: number) => ({ id, from, to, count });
    const rating = [band('high', 4, 5, 11), band('middle', 3, 3, 7), band('low', 1, 2, 0)];
    expect(marksOf(rating)).to.deep.equal({ n: 18, good: 11, bad: 0, sum: NaN });
    const thirds = [band('high', 7, 10, 8), band('middle', 4, 6, 6), band('low', 0, 3, 6)];
    expect(marksOf(thirds, 9, 6)).to.deep.equal({ n: 20, good: NaN, bad: 12, sum: NaN });
    const net = [band('high', 9, 10, 8), band('middle', 7, 8, 6), band('low', 0, 6, 6), { id: 'unsure', count: 5 }];
    expect(marksOf(net, 9, 6)).to.deep.equal({ n: 20, good: 8, bad: 6, sum: NaN });
    expect(
      marksOf([
        { id: '5', count: NaN },
        { id: '4', count: 6 },
      ]).n,
    ).to.be.NaN;
  });

  it('the index weighs means by importance', () => {
    expect(
      satisfactionIndex([
        { importance: 1, mean: 5 },
        { importance: 3, mean: 3 },
      ]),
    ).to.be.closeTo(14 / 20, 1e-9);
  });

  it('the index with its formula and n; none while a mark of it is hidden', async () => {
    // (3 × 1461 ÷ 384 + 2 × 1442 ÷ 361) ÷ 25 = 0.776.
    const index = section(await opened(publishes([november])), 'Индекс удовлетворённости (CSI)');
    expect(words(index)).to.contain('78%от возможного, с учётом важностипо 2 вопросам; в каждом оценок: 361–384');
    expect(words(index)).to.contain('÷ сумма (важность × 5): (3 × 3,8 + 2 × 4) ÷ 25.');
    const hidden = section(await opened(publishes([october])), 'Индекс удовлетворённости (CSI)');
    expect(words(hidden)).to.contain('часть оценок, из которых он складывается, скрыта');
    expect(words(hidden)).not.to.contain('%');
  });

  it('the index on a page whose old library reduces lists otherwise', async () => {
    await withOldReduce(async () => {
      const index = section(await opened(publishes([november])), 'Индекс удовлетворённости (CSI)');
      expect(words(index)).to.contain('78%').and.to.contain('(3 × 3,8 + 2 × 4) ÷ 25.');
    });
  });

  it('no index where no question has a weight', async () => {
    const questions = manifest.questions.map((one) => (one.type === 'rating' ? { ...one, importance: null } : one));
    const element = await opened(publishes([november], { ...manifest, questions }));
    expect(titled(element, 'Индекс удовлетворённости (CSI)')).to.equal(undefined);
  });

  it('how scales changed, oldest first, over the releases that show them', async () => {
    const element = await opened(publishes([november, october, september]));
    const trend = section(element, 'Как менялось');
    const [ease, ...others] = [...trend.querySelectorAll('table')];
    expect(table(ease as Element)).to.deep.equal([
      ['Выпуск', 'Оценок', '4–5', 'Средняя из 5'],
      ['14 сентября 2026', '18', '61%', '–'],
      ['12 октября 2026', '300', '50%', '3,2'],
      ['9 ноября 2026', '384', '68%', '3,8'],
    ]);
    // The other scales are shown by no two releases.
    expect(others).to.have.length(0);
    const [line] = trend.querySelectorAll('polyline');
    expect(line?.getAttribute('points')).to.equal('4,16.4 80,20 156,14.3');
    expect(line?.closest('svg')?.getAttribute('aria-hidden')).to.equal('true');
    expect(titled(await opened(publishes([november])), 'Как менялось')).to.equal(undefined);
  });

  it('a declared table of two questions, with what is hidden in it explained', async () => {
    const groups = section(await opened(publishes([november])), 'Ответы по группам');
    expect(table(groups)).to.deep.equal([
      ['Какой канал был основным?', 'Да', 'Частично', 'Нет', 'Всего'],
      ['Сайт Службы', '65% 140', '25% 54', '9% 20', '214'],
      ['Справочный телефон', '63% 60', '27% 26', '10% 10', '96'],
      ['Форма запроса', '80% 40', 'скрыто', 'скрыто', '50'],
      ['Личный приём', '80% 16', 'скрыто', 'скрыто', '20'],
      ['МФЦ', 'скрыто', 'скрыто', 'скрыто', 'скрыто'],
      ['Почта', 'скрыто', 'скрыто', 'скрыто', 'скрыто'],
    ]);
    expect(words(groups)).to.contain('Скрыты группы меньше 20 ответов и числа меньше 5');
    const few = section(await opened(publishes([september])), 'Ответы по группам');
    expect(few.querySelector('table')).to.equal(null);
    expect(words(few)).to.contain('Ответов меньше 20: по группам их не делим');
    const withheld = november.crossTallies.map((one) => ({ ...one, withheld: 'audit' as const }));
    const audited = section(await opened(publishes([{ ...november, crossTallies: withheld }])), 'Ответы по группам');
    expect(words(audited)).to.contain('можно было бы вычислить ответы отдельных людей');
    expect(words(audited)).not.to.match(/\d/);
  });

  it('the numbers of ballots reconcile, in bands where the group is small', async () => {
    const many = section(await opened(publishes([november])), 'Сколько анкет');
    expect(words(many)).to.contain('Принято 415 = учтено 412 + не прошло проверку 3. Ещё потеряно 1–9');
    expect(words(many)).not.to.contain('точных чисел');
    const few = section(await opened(publishes([september])), 'Сколько анкет');
    expect(words(few)).to.contain('Принято 10–19 = учтено 10–19 + не прошло проверку 0–9.');
    expect(words(few)).to.contain('точных чисел не называем');
    expect(words(few)).not.to.contain('потеряно');
  });

  it('suggestions with what was decided, by whom, when and why; each by its own shape and words', async () => {
    const said = section(await opened(publishes([october])), 'Вы предложили – мы сделали');
    const decided = [...said.querySelectorAll('.rail > li:last-child')];
    expect(decided.map((one) => [one.className, words(one.querySelector('p'))])).to.deep.equal([
      ['us', 'Мы сделали, 20 октября 2026'],
      ['next', 'Сделаем, 16 октября 2026'],
      ['warn', 'Сделали частично, 15 октября 2026'],
      ['bad', 'Не сделаем, 14 октября 2026'],
    ]);
    expect(words(decided[0])).to.contain('Переписали 14 страниц');
    expect(words(decided[0])).to.contain('Решение: Начальник отдела по работе с гражданами');
    const first = said.querySelector('.rail > li') as Element;
    expect(words(first)).to.contain('Вы предложили, вопрос «Что нам улучшить?»');
    expect([...first.querySelectorAll('q')]).to.have.length(4);
    expect(words(first.querySelector('summary'))).to.equal('Ещё 1 предложение');
    expect(words(said)).to.contain('сначала читают сотрудники');
  });

  it('an internal survey shows themes alone; no decision yet is said', async () => {
    const wordless = themes.map((theme) => ({ ...theme, suggestions: [] }));
    const backend = publishes([october], { ...manifest, audience: 'internal' }, wordless);
    const internal = section(await opened(backend), 'Вы предложили – мы сделали');
    expect(words(internal)).to.contain('Ответы словами из внутренних опросов не публикуем');
    expect(internal.querySelector('q')).to.equal(null);
    const none = section(await opened(publishes([october], manifest, [])), 'Вы предложили – мы сделали');
    expect(words(none)).to.contain('Решений по предложениям пока нет.');
  });

  it('suggestions that can’t be fetched take nothing else along; opened again, they are tried again', async () => {
    let network = false;
    const backend = publishes([october]);
    const listThemes: Backend['listThemes'] = async (...asked) => {
      if (!network) throw new BackendError('network');
      return (await backend.listThemes?.(...asked)) ?? { items: [], next: null };
    };
    const element = await opened({ ...backend, listThemes });
    const said = section(element, 'Вы предложили – мы сделали');
    expect(words(said)).to.contain('Нет связи');
    expect(words(section(element, 'Сколько анкет'))).to.contain('Принято 300');
    network = true;
    const fold = said.closest('details') as HTMLDetailsElement;
    fold.open = false;
    await new Promise((done) => fold.addEventListener('toggle', done, { once: true }));
    fold.open = true;
    while (!said.querySelector('.rail')) await new Promise((done) => setTimeout(done, 5));
    expect(words(said)).not.to.contain('Нет связи');
  });

  it('files of what is published, and what is stored; the survey while it is open', async () => {
    const links = async (open: boolean): Promise<(string | null)[][]> => {
      const answers: Record<string, unknown> = {
        manifest,
        releases: { items: [october], next: null, open },
        themes: { items: [], next: null },
      };
      const { fetch } = window;
      window.fetch = async (url) => Response.json(answers[/\/(\w+)$/.exec(new Request(url).url)?.[1] ?? '']);
      try {
        const element = await fixture<OtklikResults>(
          html`<otklik-results backend="https://otklik.example" agency="housing" survey="information-access"></otklik-results>`,
        );
        while (!element.renderRoot.querySelector('details')) await new Promise((done) => setTimeout(done, 5));
        await openAll(element);
        const part = section(element, 'Скачать и проверить');
        expect(words(part)).to.contain('ровно то, что опубликовано');
        return [...part.querySelectorAll('a')].map((link) => [words(link), link.getAttribute('href')]);
      } finally {
        window.fetch = fetch;
      }
    };
    const file = 'https://otklik.example/api/v1/agencies/housing/surveys/information-access/releases';
    const page = 'https://otklik.example/housing/survey/information-access';
    const always = [
      ['Итоги в CSV', `${file}.csv`],
      ['Итоги в JSON', file],
      ['Что мы храним и чего не храним', `${page}/stored`],
    ];
    expect(await links(true)).to.deep.equal([...always, ['Ответить на вопросы', page]]);
    expect(await links(false)).to.deep.equal(always);
  });

  it('of another survey have nothing of the one before', async () => {
    const other = { ...manifest, survey: 'other', title: { ru: 'Другой опрос' } };
    const asked: string[] = [];
    const backend: Partial<Backend> = {
      readManifest: async (_, survey) => (survey === 'other' ? other : manifest),
      readManifestVersion: async (_, survey) => {
        asked.push(survey);
        return { ...before, survey, title: { ru: `Прежние вопросы: ${survey}` } };
      },
      listReleases: async (_, survey) => ({ items: [{ ...august, id: `${survey}-1` }], next: null, open: true }),
      listThemes: async (_, survey) => ({
        items: themes.slice(0, 1).map((theme) => ({ ...theme, title: { ru: `Тема: ${survey}` } })),
        next: null,
      }),
    };
    const element = await opened(backend);
    expect(words(element.renderRoot)).to.contain('Прежние вопросы: information-access');
    expect(words(element.renderRoot)).to.contain('Тема: information-access');
    element.survey = 'other';
    while (!words(element.renderRoot).includes('Тема: other')) await new Promise((done) => setTimeout(done, 5));
    expect(words(element.renderRoot)).to.contain('Прежние вопросы: other');
    expect(words(element.renderRoot)).not.to.contain('information-access');
    expect(asked).to.deep.equal(['information-access', 'other']);
  });

  it('of a survey that was passed over have no questions of what comes too late', async () => {
    const answer: Record<string, () => void> = {};
    const backend: Partial<Backend> = {
      readManifest: async (_, survey) => {
        if (survey !== manifest.survey) await new Promise<void>((done) => (answer[survey] = done));
        return { ...manifest, survey };
      },
      readManifestVersion: async (_, survey) => ({ ...before, survey, title: { ru: `Прежние вопросы: ${survey}` } }),
      listReleases: async (_, survey) => ({ items: [{ ...august, id: `${survey}-1` }], next: null, open: true }),
      listThemes: async () => ({ items: [], next: null }),
    };
    const element = await opened(backend);
    for (const survey of ['passed', 'other']) {
      element.survey = survey;
      await element.updateComplete;
    }
    for (const survey of ['passed', 'other']) {
      answer[survey]?.();
      await new Promise((done) => setTimeout(done));
    }
    while (!words(element.renderRoot).includes('Прежние вопросы: other')) {
      expect(words(element.renderRoot)).not.to.contain('passed');
      await new Promise((done) => setTimeout(done, 5));
    }
  });

  it('a release of a survey that asks a question no more has no part for it', async () => {
    const release: Release = { ...october, tallies: [tally('gone', 50, { yes: 50 })] };
    const element = await opened(publishes([release]));
    expect(words(element.renderRoot)).not.to.contain('50%');
  });
});
