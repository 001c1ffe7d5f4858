import { expect } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { PublicationQuery } from '@otklik/core/contract/publications.js';
import { answerWith } from '../testing/worker.ts';
import { narrow, press, publications, seek } from './feed.examples.ts';
import {
  active,
  control,
  embedded,
  listed,
  ready,
  served,
  shown,
  status,
  text,
  titles,
  until,
} from './feed.testing.ts';

/** Publications of a back end that notes what it is asked. */
function noting(): { asked: PublicationQuery[]; listPublications: Backend['listPublications'] } {
  const asked: PublicationQuery[] = [];
  return {
    asked,
    listPublications: (agency, query) => {
      asked.push(query);
      return listed(agency, query);
    },
  };
}

describe('looking in otklik-feed', () => {
  beforeEach(() => localStorage.clear());

  it('finds by words: the list narrows, the number is said, the focus stays, and all of it can be taken back', async () => {
    await answerWith(served());
    const element = await ready(await embedded({ limit: '3' }));
    const button = control<HTMLButtonElement>(element, 'Найти');
    button.focus();
    await seek(element, ' конкурс ');
    expect(titles(element)).to.have.length(3);
    expect(titles(element).every((title) => title.startsWith('Конкурс'))).to.equal(true);
    expect(status(element)).to.equal('Самые новые 3 материала, есть ещё.');
    expect(active(element)?.textContent).to.equal('Найти');
    await press(element, 'Показать ещё 3');
    await until(() => titles(element).length === 5);
    expect(control(element, 'Поиск по материалам').value, 'as it was typed').to.equal(' конкурс ');

    control(element, 'Показать все материалы').click();
    await until(() => titles(element)[0] === publications[0]?.title.ru);
    expect(status(element)).to.equal('Показаны все материалы, сначала новые');
    expect(active(element)?.id, 'what was pressed is gone').to.equal('q');
    expect(control(element, 'Поиск по материалам').value).to.equal('');
    expect(titles(element)).to.have.length(3);
  });

  it('narrows by topic, kind and time; further ones are narrowed alike', async () => {
    const { asked, listPublications } = noting();
    const element = await shown({ listPublications }, { limit: '2' });
    await narrow(element);
    const fold = element.renderRoot.querySelector('details');
    await element.updateComplete;
    expect(fold?.open, 'stays open though it brought what it shows').to.equal(true);
    const options = (name: string): string[] =>
      [...control<HTMLSelectElement>(element, name).options].map((one) => one.text);
    expect(options('Тема')).to.deep.equal([
      'Все темы',
      'Начисление платы и перерасчёт',
      'Лицензирование управляющих организаций',
    ]);
    expect(options('Период')).to.deep.equal([
      ...['За всё время', 'За последние 30 дней', '2026 год', '2025 год', '2024 год', 'До 2024 года'],
    ]);
    control<HTMLSelectElement>(element, 'Вид материала').value = 'vacancy';
    control<HTMLSelectElement>(element, 'Период').value = '2026';
    control(element, 'Показать').click();
    await until(() => status(element).startsWith('Самые новые'));
    expect(titles(element)).to.have.length(2);
    await press(element, 'Показать ещё 2');
    await until(() => titles(element).length === 4);
    const wanted = { kind: 'vacancy', from: '2026-01-01', to: '2026-12-31' };
    for (const query of asked.slice(1)) expect(query).to.include(wanted);
    expect(asked).to.have.length(3);
  });

  it('offers no choice that the page has made itself', async () => {
    const element = await shown({}, { limit: '2', kind: 'vacancy', topic: '' });
    control(element, 'Тема, вид, период').click();
    await until(() => element.renderRoot.querySelector('#period'));
    expect(element.renderRoot.querySelector('#kind')).to.equal(null);
  });

  it('says that nothing was found, and what to do', async () => {
    const element = await shown({}, { limit: '4' });
    await seek(element, 'парковка');
    const words = 'Ничего не нашлось. Попробуйте другие слова или уберите фильтры.';
    expect(status(element)).to.equal(words);
    expect(text(element)).to.contain(words);
    expect(control(element, 'Поиск по материалам').value).to.equal('парковка');
  });

  it('keeps list and words when it can’t look, and looks again', async () => {
    let fails = true;
    const element = await shown(
      {
        listPublications: (agency, query) =>
          query.q && fails ? Promise.reject(new BackendError('timeout')) : listed(agency, query),
      },
      { limit: '4' },
    );
    control(element, 'Поиск по материалам').value = 'октябре';
    control(element, 'Найти').click();
    await until(() => element.renderRoot.querySelector('[role=alert]')?.textContent?.includes('не ответил'));
    expect(titles(element)).to.have.length(4);
    expect(control(element, 'Поиск по материалам').value).to.equal('октябре');
    fails = false;
    control(element, 'Попробовать ещё раз').click();
    await until(() => titles(element).length === 1);
    expect(titles(element)).to.deep.equal(['О чём спрашивали жители в октябре']);
    expect(element.renderRoot.querySelector('[role=alert]')).to.equal(null);
  });

  it('asks for no search where all there is shows', async () => {
    const element = await shown({}, { kind: 'inspection' });
    expect(titles(element)).to.have.length(1);
    expect(element.renderRoot.querySelector('form')).to.equal(null);
  });
});
