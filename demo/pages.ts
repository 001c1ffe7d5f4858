import { readFileSync } from 'node:fs';
import type { CaseStatus } from '@otklik/core/contract/consultations.js';

/** A page of the demonstration portal. */
export interface SitePage {
  /** Where it is served. */
  path: string;
  /** Its file in site/pages, without the ending. */
  file: string;
  title: string;
  description: string;
}

/** What a case of the demonstration is, and the code that opens it. */
export interface DemonstrationCode {
  status: CaseStatus;
  about: string;
  code: string;
}

export interface SiteValues {
  /** Public origin of the back end, without a slash at the end. */
  origin: string;
  codes: readonly DemonstrationCode[];
  /** The low-vision version: larger, on black. */
  vision?: boolean;
}

const page = (path: string, file: string, title: string, description: string): SitePage => ({
  path,
  file,
  title,
  description,
});

export const pages: SitePage[] = [
  page('/', 'index', 'Информация о деятельности', 'Проверки, разъяснения, обзоры обращений, ответы на вопросы.'),
  page('/demo/about.html', 'about', 'О Службе', 'Чем занимается Служба, её отделы и часы работы.'),
  page('/demo/inspections.html', 'inspections', 'Проверки', 'Результаты проверок.'),
  page('/demo/documents.html', 'documents', 'Документы', 'Приказы Службы.'),
  page('/demo/vacancies.html', 'vacancies', 'Вакансии', 'Конкурсы и вакансии.'),
  page('/demo/channels.html', 'channels', 'Каналы связи', 'Как связаться со Службой: часы, сроки ответа, доступность.'),
  page('/demo/consultation.html', 'consultation', 'Задать вопрос', 'Запрос информации и консультация без входа.'),
  page('/demo/case.html', 'case', 'Проверить запрос', 'Ход запроса по коду.'),
  page('/demo/survey.html', 'survey', 'Опрос', 'Анонимный опрос об информации Службы.'),
  page('/demo/results.html', 'results', 'Итоги опросов', 'Итоги опросов об информации Службы.'),
  page('/demo/privacy.html', 'privacy', 'Политика обработки данных', 'Какие данные мы берём, зачем и сколько храним.'),
  page('/demo/themes.html', 'themes', 'Оформление', 'Элементы в светлой, тёмной и контрастной схеме.'),
];

type Link = [path: string, title: string];
const main: Link[] = [
  ['/', 'Информация'],
  ['/demo/about.html', 'О Службе'],
  ['/demo/inspections.html', 'Проверки'],
  ['/demo/documents.html', 'Документы'],
  ['/demo/vacancies.html', 'Вакансии'],
  ['/demo/channels.html', 'Контакты'],
];
const section: Link[] = [
  ['/', 'Новое'],
  ['/housing/publications', 'Все материалы'],
  ['/demo/consultation.html', 'Задать вопрос'],
  ['/demo/case.html', 'Проверить запрос'],
  ['/demo/channels.html', 'Каналы связи'],
  ['/demo/survey.html', 'Опрос об информации'],
  ['/demo/results.html', 'Итоги опросов'],
  ['/demo/themes.html', 'Оформление'],
  ['/demo/configurator.html', 'Код для сайта'],
];
const themes = { light: 'Светлая', dark: 'Тёмная', contrast: 'Контрастная' };

/** In the order of a case's life. */
const statuses: Record<CaseStatus, string> = {
  received: 'Получен',
  registered: 'Зарегистрирован',
  clarification: 'Нужно уточнение',
  in_progress: 'Готовим ответ',
  approval: 'Ответ у руководителя',
  deferred: 'Срок продлён',
  forwarded: 'Передан в другой орган',
  answered: 'Ответ направлен',
  partial: 'Ответ дан частично',
  refused: 'Отказано',
  redirected: 'Это обращение',
  withdrawn: 'Отозван',
  merged: 'Объединён с другим',
};

const read = (name: string): string => readFileSync(new URL(`./site/${name}.html`, import.meta.url), 'utf8');
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function links(list: readonly Link[], current: string): string {
  const items = list.map(
    ([path, title]) => `<li><a href="${path}"${path === current ? ' aria-current="page"' : ''}>${title}</a></li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

const crumbs = ({ path, title }: SitePage): string =>
  path === '/'
    ? `<ol><li><a href="/demo/about.html">Служба</a></li><li aria-current="page">${title}</li></ol>`
    : `<ol><li><a href="/">Информация</a></li><li aria-current="page">${title}</li></ol>`;

const order = (status: CaseStatus): number => Object.keys(statuses).indexOf(status);
const codeRows = (codes: readonly DemonstrationCode[]): string =>
  [...codes]
    .sort((a, b) => order(a.status) - order(b.status))
    .map(({ status, about, code }) => {
      const cells = [escape(statuses[status]), escape(about), `<code>${escape(code)}</code>`];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    })
    .join('\n');

const themed = (): string =>
  Object.entries(themes)
    .map(([theme, name]) => read('pages/theme').replaceAll('{THEME}', theme).replaceAll('{NAME}', name))
    .join('');

/** Links within the portal keep the low-vision version. */
const keepVision = (html: string): string => html.replace(/href="(\/|\/demo\/[a-z]+\.html)"/g, 'href="$1?vision=on"');

/**
 * The page as it is served: files of `site` with their placeholders filled. Files are read anew
 * each time, so that a change shows without a restart.
 */
export function renderSitePage(shown: SitePage, { origin, codes, vision = false }: SiteValues): string {
  const content = read(`pages/${shown.file}`);
  const parts: Record<string, string> = {
    CONTENT: content,
    SCHEME: vision ? ' data-otklik-theme="contrast"' : '',
    TITLE: shown.title,
    DESCRIPTION: shown.description,
    WIDE: content.includes('<aside') ? '' : ' wide',
    NAV: links(main, shown.path),
    BURGER: links([...main, ...section.filter(([path]) => !main.some(([known]) => known === path))], shown.path),
    MENU: links(section, shown.path),
    CRUMBS: crumbs(shown),
    THEMES: themed(),
    CODES: codeRows(codes),
    ORIGIN: origin,
  };
  let html = read('layout');
  for (const [name, value] of Object.entries(parts)) html = html.replaceAll(`{${name}}`, () => value);
  if (vision) html = keepVision(html);
  const toggle = vision
    ? `<a href="${shown.path}">Обычная версия</a>`
    : `<a href="${shown.path}?vision=on">Версия для слабовидящих</a>`;
  return html.replace('{VISION}', () => toggle);
}

/** Files beside the pages, by address. */
export const siteFiles: Record<string, { file: URL; type: string }> = Object.fromEntries(
  [
    ['portal.css', 'text/css; charset=utf-8'],
    ['emblem.svg', 'image/svg+xml'],
    ...['cyrillic-400', 'cyrillic-700', 'latin-400', 'latin-700'].map((font) => [
      `fonts/pt-sans-${font}-normal.woff2`,
      'font/woff2',
    ]),
    ['fonts/LICENSE-pt-sans.txt', 'text/plain; charset=utf-8'],
  ].map(([name, type]) => [`/demo/${name}`, { file: new URL(`./site/${name}`, import.meta.url), type: type ?? '' }]),
);

/** The only policy that pages with Otklik need, whatever they are (see the README). */
export const contentSecurityPolicy = (origin: string): string =>
  [
    "default-src 'none'",
    `script-src ${origin}`,
    `connect-src ${origin}`,
    `img-src ${origin}`,
    "style-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html otklik 'allow-duplicates'",
  ].join('; ');
