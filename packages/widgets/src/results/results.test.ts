import { expect, fixture, html } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import { examples, openAll, publishes } from './results.examples.ts';
import { august, before, exactly, manifest, november, october, september } from './results.published.examples.ts';
import type { OtklikResults } from './results.ts';
import './results.define.ts';

const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikResults> => {
  const example = { name: '', backend, attributes: { survey: 'information-access', ...attributes } };
  const element = (await showExample('otklik-results', example, await fixture(html`<div></div>`))) as OtklikResults;
  await until(() => !!words(element.renderRoot));
  return element;
};
const until = async (holds: () => unknown): Promise<void> => {
  while (!holds()) await new Promise((done) => setTimeout(done, 5));
};
const words = (element: Node | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The part of a question, or of something else, by its title. */
function section(element: OtklikResults, title: string): Element {
  const found = [...element.renderRoot.querySelectorAll('section')].find(
    (one) => words(one.querySelector('h3')) === title,
  );
  if (!found) throw new Error(`no «${title}»`);
  return found;
}
const bars = (element: Element): string[] => [...element.querySelectorAll('li')].map(words);
const table = (element: Element | null): string[][] =>
  [...(element?.querySelectorAll('tr') ?? [])].map((row) => [...row.children].map(words));
const recommend = 'Посоветуете ли Вы наш сайт знакомым?';
const ease = 'Насколько легко было найти информацию?';
const find = 'Удалось ли найти то, что нужно?';

describe('otklik-results', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-results', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('figures with n and formula beside them, as bars and as a table', async () => {
    const element = await shown(publishes([october]));
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Ответов: 300. Опубликовано 12 октября 2026.');
    const part = section(element, ease);
    expect(bars(part)).to.deep.equal([
      '5, очень легко 17% ответов: 50',
      '4, скорее легко 33% ответов: 100',
      '3, не трудно и не легко 17% ответов: 50',
      '2, скорее трудно 17% ответов: 50',
      '1, очень трудно 17% ответов: 50',
      'Затрудняюсь ответить 0% ответов: 0',
    ]);
    expect(part.querySelector('rect')?.getAttribute('width')).to.equal('17%');
    // 150 ÷ 300; (50 + 100 + 150 + 400 + 250) ÷ 300.
    expect(words(part)).to.contain('50%поставили 4 или 5: 150 из 300 оценок');
    expect(words(part)).to.contain('3,2средняя оценка из 5; оценок: 300');
    expect(words(part)).to.contain('Проценты от ответов на вопрос (300), округлены до целых.');
    expect(bars(section(element, find))).to.deep.equal([
      'Да 50% ответов: 150',
      'Частично 33% ответов: 100',
      'Нет 17% ответов: 50',
    ]);
    await openAll(element);
    expect(words(part.querySelector('caption'))).to.equal(`${ease} Ответов: 300`);
    expect(table(part.querySelector('table')).slice(0, 2)).to.deep.equal([
      ['Ответ', 'Ответов', 'Доля'],
      ['5, очень легко', '50', '17%'],
    ]);
    expect(words(part)).to.contain('Доля: (оценки 4 и 5) ÷ 300. Средняя оценка: сумма оценок ÷ 300.');
  });

  it('what is hidden is said to be hidden, and why; nothing is computed past it', async () => {
    const thresholds = { ...manifest.thresholds, cell: 7 };
    const element = await shown(publishes([october], { ...manifest, thresholds }));
    const part = section(element, 'Насколько она понятна?');
    expect(bars(part).slice(3)).to.deep.equal([
      '2, скорее непонятна скрыто',
      '1, совсем непонятна скрыто',
      'Затрудняюсь ответить 13% ответов: 40',
    ]);
    expect(words(part)).to.contain('Скрыты числа меньше 7');
    await openAll(element);
    expect(words(part)).not.to.match(/средняя оценка|поставили/i);
    expect(part.querySelectorAll('rect[width]')).to.have.length(4);
    expect(words(section(element, find))).not.to.contain('Скрыты');
  });

  it('0 to 10: NPS and mean, with how they were made', async () => {
    const element = await shown(publishes([november]));
    const part = section(element, recommend);
    // Of 380 marks 130 are 9 and 10, 100 are 0 to 6; their sum is 2815.
    expect(words(part)).to.contain(
      '+8индекс рекомендаций (NPS)34% поставили 9–10, минус 26% поставили 0–6; оценок: 380',
    );
    expect(words(part)).to.contain('7,4средняя оценка из 10; оценок: 380');
    expect(bars(part)[0]).to.equal('10, обязательно 15% ответов: 60');
    expect(bars(part)[1]).to.equal('9 18% ответов: 70');
    expect(bars(part).slice(-2)).to.deep.equal(['0, ни за что 3% ответов: 10', 'Затрудняюсь ответить 5% ответов: 20']);
  });

  it('«затрудняюсь» is no mark, and hasn’t the colour of one', async () => {
    const fills = (part: Element): string[] =>
      [...part.querySelectorAll('li > [part=bar]')].map((bar) => getComputedStyle(bar).fill);
    const element = await shown(publishes([november]));
    const [mark] = fills(section(element, find));
    const marks = [fills(section(element, ease)), fills(section(element, recommend))];
    const banded = fills(section(await shown(publishes([september])), ease));
    for (const given of [...marks, banded]) {
      const apart = given.pop();
      expect(new Set(given)).to.deep.equal(new Set([mark]));
      expect(apart).not.to.equal(mark);
    }
  });

  it('what is there of a row stays in its place while the rest of it comes', async () => {
    const places = (row: Element): unknown[] => {
      const [label, figures, share] = [...row.querySelectorAll('span:not(.vh), b')].map((one) =>
        one.getBoundingClientRect(),
      );
      return [label?.left, label?.right, figures?.left, figures?.right, figures?.top, share?.right, share?.top];
    };
    for (const width of [328, 1248])
      for (const release of [november, september]) {
        const element = await shown(publishes([release]));
        element.style.inlineSize = `${width}px`;
        const rows = [...element.renderRoot.querySelectorAll('.bars > li')];
        expect(rows.length).to.be.above(6);
        for (const row of rows) {
          const [whole, bar] = [places(row), row.querySelector('[part=bar]')];
          const [share, count] = [row.querySelector('b'), row.querySelector('small') as Element];
          expect(bar === row.lastElementChild, 'the bar comes last').to.equal(true);
          bar?.remove();
          count.textContent = words(count).slice(0, 1);
          expect(places(row), `${words(row)} at ${width} px`).to.deep.equal(whole);
          if (!share) continue;
          count.remove();
          share.textContent = words(share).slice(0, 1);
          expect(places(row), `${words(row)} at ${width} px`).to.deep.equal(whole);
        }
      }
  });

  it('a matrix: each row by itself, and all in a table', async () => {
    const element = await shown(publishes([november]));
    const part = section(element, 'Как с Вами разговаривали?');
    const rows = [...part.querySelectorAll('.rows > div')];
    expect(rows.map((row) => words(row.querySelector('h4')))).to.deep.equal(['По телефону', 'На приёме', 'В письмах']);
    expect(bars(rows[0] as Element)).to.deep.equal([
      'Хорошо 50% ответов: 150',
      'Терпимо 40% ответов: 120',
      'Плохо 10% ответов: 30',
    ]);
    expect(bars(rows[1] as Element)[0]).to.equal('Хорошо скрыто');
    expect(words(rows[2])).to.contain('Ответов меньше 10. Не показываем');
    await openAll(element);
    expect(table(part.querySelector('table'))).to.deep.equal([
      ['Строка', 'Ответов', 'Хорошо', 'Терпимо', 'Плохо'],
      ['По телефону', '300', '50% 150', '40% 120', '10% 30'],
      ['На приёме', '40', 'скрыто', '75% 30', 'скрыто'],
    ]);
  });

  it('few ballots: bands, large majorities and what is withheld are told in words', async () => {
    const thresholds = { ...manifest.thresholds, answers: 12, subgroup: 25, majority: 95 };
    const element = await shown(publishes([september], { ...manifest, thresholds }));
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Ответов: 10–19.');
    const part = section(element, ease);
    expect(bars(part)).to.deep.equal([
      '4–5, скорее легко, очень легко 61% ответов: 11',
      '3, не трудно и не легко 39% ответов: 7',
      '1–2, очень трудно, скорее трудно 0% ответов: 0',
      'Затрудняюсь ответить 0% ответов: 0',
    ]);
    // 11 ÷ 18; a mean can't be made of bands.
    expect(words(part)).to.contain('61%поставили 4 или 5: 11 из 18 оценок');
    expect(words(part)).to.contain('Ответов меньше 25, поэтому оценки показаны группами.');
    expect(words(part)).not.to.contain('средняя оценка');
    expect(words(section(element, 'Насколько она понятна?'))).not.to.contain('поставили');
    const majority = section(element, find);
    expect(bars(majority)).to.deep.equal(['Да подавляющее большинство', 'Частично почти никто', 'Нет почти никто']);
    expect(words(majority)).to.contain('Ответов: 18. Когда');
    expect(words(majority)).to.contain(
      'Когда ответов меньше 25, больше 95% называем подавляющим большинством, а меньше 5%',
    );
    expect(words(section(element, 'Какой канал был основным?'))).to.contain('Ответов меньше 12. Не показываем');
    const audited = section(element, 'Что Вы искали?');
    expect(words(audited)).to.contain('можно было бы вычислить ответы отдельных людей');
    expect(audited.querySelector('details, li')).to.equal(null);
  });

  it('several at once may be over a hundred per cent, and it says so', async () => {
    const element = await shown(publishes([november]));
    await openAll(element);
    expect(words(section(element, 'Что Вы искали?'))).to.contain('в сумме бывает больше 100%');
    expect(words(section(element, find))).not.to.contain('100%');
  });

  it('questions are told as they were asked then', async () => {
    const asked: number[] = [];
    const backend = {
      ...publishes([october, august]),
      readManifestVersion: async (_agency: string, _survey: string, version: number) => {
        asked.push(version);
        return before;
      },
    };
    const element = await shown(backend);
    await openAll(element);
    expect(asked).to.deep.equal([]);
    const link = [...element.renderRoot.querySelectorAll<HTMLElement>('[data-release]')].find(
      (one) => words(one) === '10 августа 2026',
    );
    link?.click();
    await until(() => words(element.renderRoot.querySelector('h2')) === 'Довольны ли Вы сайтом');
    expect(asked).to.deep.equal([0]);
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Анкета с тех пор изменилась');
    expect(bars(section(element, 'Легко ли было искать на сайте?'))[0]).to.equal('5, очень легко 20% ответов: 20');
    expect((await shown(publishes([august]))).renderRoot.querySelector('h2')?.textContent).to.equal(
      'Довольны ли Вы сайтом',
    );
  });

  it('another release can be chosen, on a translated page too; the title takes the focus', async () => {
    const element = await shown(publishes([november, october]));
    await openAll(element);
    element.renderRoot.querySelector('header p')?.replaceChildren('412 responses');
    const links = [...element.renderRoot.querySelectorAll<HTMLElement>('[data-release]')];
    expect(links.map((link) => [words(link), link.getAttribute('aria-current')])).to.deep.equal([
      ['9 ноября 2026', 'true'],
      ['12 октября 2026', 'false'],
    ]);
    links[1]?.click();
    await until(() => element.renderRoot.activeElement?.localName === 'h2');
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Ответов: 300. Опубликовано 12 октября 2026.');
    expect(words(element.renderRoot.querySelector('header'))).to.contain('Это более ранний выпуск.');
    expect(words(element.renderRoot)).not.to.contain('412');
    element.renderRoot.querySelector<HTMLElement>('header [data-release]')?.click();
    await until(() => words(element.renderRoot.querySelector('header')).includes('Ответов: 412'));
  });

  it('a release whose questions can’t be fetched leaves what is there, and says so', async () => {
    const element = await shown({
      ...publishes([october, august]),
      readManifestVersion: () => Promise.reject(new BackendError('network')),
    });
    await openAll(element);
    [...element.renderRoot.querySelectorAll<HTMLElement>('[data-release]')].at(-1)?.click();
    await until(() => element.renderRoot.querySelector('[role=alert]'));
    expect(words(element.renderRoot.querySelector('[role=alert]'))).to.contain('Нет связи');
    expect(words(element.renderRoot.querySelector('header'))).to.contain('12 октября 2026');
  });

  it('none yet: when there will be some; once closed, that there are none', async () => {
    const none = await shown(publishes([]));
    expect(words(none.renderRoot)).to.contain('Итогов пока нет.');
    expect(words(none.renderRoot)).to.contain('новых ответов будет не меньше 20. Публикуем не чаще раза в 7 дней');
    for (const [closesOn, said] of [
      ['2026-10-10', 'Опрос закрыт 10 октября 2026. Итогов пока нет.'],
      // By staff, before its last day or without one.
      ['2999-10-10', 'Опрос закрыт. Итогов пока нет.'],
      [null, 'Опрос закрыт. Итогов пока нет.'],
    ] as const) {
      const closed = await shown(publishes([], { ...manifest, closesOn }, [], false));
      expect(words(closed.renderRoot)).to.contain(said);
      expect(words(closed.renderRoot)).not.to.contain('Публикуем');
    }
  });

  it('without JavaScript’s late parts it says what a first screen can, in one request each', async () => {
    const calls: string[] = [];
    const backend = publishes([{ ...october, lost: exactly(0) }]);
    const counting = new Proxy(backend, {
      get: (target, name) => {
        calls.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
    await shown(counting);
    expect(calls.sort()).to.deep.equal(['listReleases', 'readManifest']);
  });

  it('speaks English', async () => {
    const element = await shown(publishes([november, september], manifest, []), { lang: 'en' });
    await openAll(element);
    expect(words(element.renderRoot)).not.to.match(/[а-яё]/i);
    expect(words(element.renderRoot)).to.contain('Responses: 412. Published on 9 November 2026.');
  });
});
