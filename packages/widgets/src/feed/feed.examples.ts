import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { File } from '@otklik/core/contract/common.js';
import type { EarlierVersion, Publication } from '@otklik/core/contract/publications.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { historyOf } from '@otklik/core/domain/publications/history.js';
import { matches, toSummary } from '@otklik/core/domain/publications/selection.js';
import { untilFocused, type Example } from '../base/example.ts';
import type { OtklikElement } from '../base/element.ts';

const file = (id: string, ru: string, en: string, format: string, size: number): File => ({
  id,
  title: { ru, en },
  mediaType: 'application/octet-stream',
  format,
  size,
  language: 'ru',
  url: `/api/v1/agencies/housing/attachments/${id}`,
});

const common = {
  topic: null,
  reviewBy: null,
  attachments: [],
  body: { ru: '<p>Подробности есть в приложенных файлах.</p>' },
  version: 1,
  preparedBy: { ru: 'отдел контроля за начислением платы', en: 'charges control department' },
  approvedBy: { ru: 'заместитель начальника Службы', en: 'Deputy Head of the Service' },
};

const made = (
  publication: Pick<Publication, 'id' | 'kind' | 'title' | 'summary'> & Partial<Publication>,
  day: string,
): Publication => ({
  ...common,
  publishedAt: `${day}T06:30:00.000Z`,
  approvedAt: `${day}T05:00:00.000Z`,
  ...publication,
});

/** Invented, newest first. */
export const publications: Publication[] = [
  made(
    {
      id: 'heating-charges',
      kind: 'clarification',
      topic: 'charges',
      title: {
        ru: 'Как проверить, правильно ли начислили плату за отопление',
        en: 'How to check whether heating has been charged correctly',
      },
      summary: {
        ru: 'Сравните показания общего счётчика в квитанции и на щите в подъезде. Если они расходятся, попросите у управляющей организации расчёт. Она обязана его дать.',
        en: 'Compare the meter’s reading on your bill with the board in the entrance hall. If they differ, ask the management company for its calculation.',
      },
      reviewBy: '2027-05-20',
      version: 2,
      attachments: [
        file('example', 'Пример расчёта для дома со счётчиком', 'Example for a house with a meter', 'PDF', 340_000),
        file('tariffs', 'Тарифы и нормативы на 2026 год', 'Tariffs and norms for 2026', 'XLSX', 48_000),
      ],
      body: {
        ru: `<p>Плата за отопление зависит от общего счётчика дома, площади квартиры и тарифа. С 1 декабря тариф и норматив не меняются.</p>
<h3>Что сверить</h3>
<ol><li><strong>Показания счётчика.</strong> Они есть в квитанции и на щите.</li><li><strong>Площадь квартиры.</strong> Балкон и лоджия не считаются.</li></ol>
<table><thead><tr><th>Что нужно знать</th><th>Пример</th></tr></thead><tbody><tr><td>Тепло на весь дом за месяц</td><td>220 Гкал</td></tr><tr><td>Площадь Вашей квартиры</td><td>54 м²</td></tr></tbody></table>
<p>Не сходится? Спросите нас или <a href="https://www.gosuslugi.ru">подайте жалобу через Госуслуги</a>.</p>`,
        en: '<p>The charge depends on the meter of the house, the area of the flat and the tariff.</p>',
      },
    },
    '2026-11-20',
  ),
  made(
    {
      id: 'winter',
      kind: 'inspection',
      title: {
        ru: 'Проверили подготовку домов к зиме: 214 домов, 9 предписаний',
        en: 'Houses checked for winter: 214 houses, 9 orders',
      },
      summary: {
        ru: 'В девяти домах нашли неисправные тепловые узлы. Срок устранения: 1 декабря.',
        en: 'Nine houses had faulty heating units. To be repaired by 1 December.',
      },
      attachments: [
        file('act', 'Сводный акт проверки', 'Summary report', 'PDF', 1_234_000),
        file('houses', 'Перечень домов и сроки', 'List of houses and dates', 'CSV', 26_000),
      ],
    },
    '2026-11-18',
  ),
  made(
    {
      id: 'october',
      kind: 'appeals-review',
      title: { ru: 'О чём спрашивали жители в октябре', en: 'What people asked in October' },
      summary: {
        ru: 'Чаще всего: капитальный ремонт, перерасчёт за отопление, протоколы собраний. Отвечали в среднем 12 дней.',
        en: 'Most often: major repairs, recalculation, minutes of meetings. We answered within 12 days on average.',
      },
    },
    '2026-11-10',
  ),
  made(
    {
      id: 'register',
      kind: 'clarification',
      title: {
        ru: 'Как внести дом в реестр лицензий управляющей организации',
        en: 'How to enter a house in the register of licences',
      },
      summary: {
        ru: 'Какие документы приложить к заявлению и когда дом появится в реестре.',
        en: 'Which papers to attach and when the house appears in the register.',
      },
      reviewBy: '2026-11-01',
    },
    '2026-11-08',
  ),
  ...[6, 5, 4, 3, 2].map((day) =>
    made(
      {
        id: `vacancy-${day}`,
        kind: 'vacancy',
        title: {
          ru: `Конкурс № ${day}: ведущий специалист отдела лицензирования`,
          en: `Vacancy ${day}: leading specialist`,
        },
        summary: {
          ru: 'Документы принимаем до 4 декабря 2026. Опыт работы не требуется.',
          en: 'Apply by 4 December 2026.',
        },
      },
      `2026-11-0${day}`,
    ),
  ),
];

/** Two days after the newest one. */
export const now = (): Date => new Date('2026-11-22T08:00:00Z');

/** What the first one said before. */
export const earlier: EarlierVersion = {
  version: 1,
  title: { ru: 'Как проверить начисление за отопление', en: 'How to check a heating charge' },
  summary: publications[0]?.summary ?? { ru: '' },
  preparedBy: common.preparedBy,
  approvedBy: { ru: 'начальник Службы', en: 'Head of the Service' },
  approvedAt: '2026-03-03T05:00:00.000Z',
  body: {
    ru: `<p>Плата за отопление зависит от общего счётчика дома, площади квартиры и тарифа. С 1 июля тариф меняется.</p>
<h3>Что сверить</h3>
<ol><li><strong>Показания счётчика.</strong> Они есть в квитанции и на щите.</li></ol>
<table><thead><tr><th>Что нужно знать</th><th>Пример</th></tr></thead><tbody><tr><td>Тепло на весь дом за месяц</td><td>210 Гкал</td></tr><tr><td>Площадь Вашей квартиры</td><td>54 м²</td></tr></tbody></table>
<p>Нормативы утверждает правительство области.</p>
<p>Не сходится? Спросите нас или <a href="https://www.gosuslugi.ru">подайте жалобу через Госуслуги</a>.</p>`,
    en: '<p>The charge depends on the meter of the house and the tariff.</p>',
  },
};

/** One question, each answer of which is a button. */
export const usefulness = surveyOfDefinition('usefulness', {
  audience: 'external',
  title: { ru: 'Полезность материалов', en: 'Usefulness of publications' },
  questions: [
    {
      id: 'useful',
      type: 'single',
      title: { ru: 'Была ли информация полезна?', en: 'Was the information useful?' },
      options: [
        { id: 'yes', title: { ru: 'Да', en: 'Yes' } },
        { id: 'no', title: { ru: 'Нет', en: 'No' } },
      ],
    },
  ],
});

export const backend: Partial<Backend> = {
  listPublications: (_agency, query) => {
    const found = publications.filter((one) => matches(one, query as never));
    const start = Number(query.cursor ?? 0);
    const end = start + Number(query.limit);
    return Promise.resolve({
      items: found.slice(start, end).map(toSummary),
      next: end < found.length ? String(end) : null,
    });
  },
  listConsultationTopics: () =>
    Promise.resolve({
      items: [
        { id: 'charges', title: { ru: 'Начисление платы и перерасчёт', en: 'Charges and recalculation' } },
        { id: 'licensing', title: { ru: 'Лицензирование управляющих организаций', en: 'Licensing' } },
      ],
      next: null,
    }),
  readManifest: (_agency, survey) =>
    survey === usefulness.survey ? Promise.resolve(usefulness) : Promise.reject(new BackendError('survey_unknown')),
  listPublicationVersions: (_agency, id) => {
    const found = publications.find((one) => one.id === id);
    return found
      ? Promise.resolve({ items: historyOf(found, found.version > 1 ? [earlier] : []), next: null })
      : Promise.reject(new BackendError('publication_unknown'));
  },
  readPublicationVersion: (_agency, id) => {
    const found = publications.find((one) => one.id === id);
    return found
      ? Promise.resolve({ ...found, ...earlier, attachments: [] })
      : Promise.reject(new BackendError('publication_unknown'));
  },
  readPublication: (_agency, id) => {
    const found = publications.find((one) => one.id === id);
    return found ? Promise.resolve(found) : Promise.reject(new BackendError('publication_unknown'));
  },
};

/** Presses the link or button of that name, and waits until the focus is where it leads. */
export async function press(element: OtklikElement, name: string | RegExp): Promise<void> {
  const targets = [...element.renderRoot.querySelectorAll<HTMLElement>('a, button')];
  const target = targets.find((one) => one.textContent?.trim().match(name));
  await untilFocused(element, () => target?.click());
}

/** Looks for words, and waits until it is said what was found. */
export async function seek(element: OtklikElement, words: string): Promise<void> {
  const root = element.renderRoot;
  const field = root.querySelector<HTMLInputElement>('input[type=search]');
  const said = (): string => root.querySelector('.live')?.textContent?.trim() ?? '';
  if (field) field.value = words;
  field?.form?.requestSubmit();
  while (!said() || said().startsWith('Загружаем') || said().startsWith('Loading'))
    await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

/** Opens what narrows the list, and waits for its fields. */
export async function narrow(element: OtklikElement): Promise<void> {
  element.renderRoot.querySelector<HTMLElement>('.narrow summary')?.click();
  while (!element.renderRoot.querySelector('#topic')) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

/** Presses what doesn't move the focus, and waits until something is there. */
async function pressFor(element: OtklikElement, name: string, wanted: string): Promise<void> {
  const buttons = [...element.renderRoot.querySelectorAll<HTMLElement>('button')];
  buttons.find((one) => one.textContent?.trim() === name)?.click();
  while (!element.renderRoot.querySelector(wanted)) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

/** Opens an item and presses a button in it. */
const opened = (title: RegExp, button: string, wanted: string) => async (element: OtklikElement) => {
  await press(element, title);
  await pressFor(element, button, wanted);
};

const properties = { now };
const offline = (): Promise<never> => Promise.reject(new BackendError('network'));
const emptyPage = { items: [], next: null };

export const examples: Example[] = [
  { name: 'list', backend, properties },
  { name: 'list in English', backend, properties, attributes: { lang: 'en' } },
  { name: 'loading', backend: {} },
  { name: 'empty', backend: { listPublications: () => Promise.resolve(emptyPage) } },
  { name: 'failed', backend: { listPublications: offline } },
  {
    name: 'opened',
    backend,
    properties,
    attributes: { limit: '4' },
    act: (element) => press(element, /^Как проверить/),
  },
  {
    name: 'opened in English',
    backend,
    properties,
    attributes: { lang: 'en' },
    act: (element) => press(element, /^How to check/),
  },
  {
    name: 'narrowed',
    backend,
    properties,
    attributes: { limit: '4' },
    act: (element) => narrow(element),
  },
  {
    name: 'found',
    backend,
    properties,
    attributes: { limit: '3' },
    act: (element) => seek(element, 'конкурс'),
  },
  {
    name: 'nothing found',
    backend,
    properties,
    attributes: { limit: '4' },
    act: (element) => seek(element, 'парковка'),
  },
  {
    name: 'what has changed',
    backend,
    properties,
    attributes: { limit: '2' },
    act: opened(/^Как проверить/, 'Что изменилось', '.history'),
  },
  {
    name: 'what has changed in English',
    backend,
    properties,
    attributes: { limit: '2', lang: 'en' },
    act: opened(/^How to check/, 'What has changed', '.history'),
  },
  {
    name: 'answer not sent',
    backend: { ...backend, readBatch: offline },
    properties,
    attributes: { limit: '2' },
    act: opened(/^Как проверить/, 'Да', '.useful [role=alert] p'),
  },
  {
    name: 'more shown',
    backend,
    properties,
    attributes: { limit: '3' },
    act: (element) => press(element, /^Показать ещё/),
  },
];
