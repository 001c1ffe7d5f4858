import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language } from '@otklik/core/contract/common.js';
import { readFileSync } from 'node:fs';
import { escapeHtml } from './escape.ts';
import { inlineStyle } from './inline-style.ts';
import { words } from './words.ts';

/** Sections of an agency's pages, in the order of the menu. */
export const sections = ['publications', 'channels', 'consultation', 'case'] as const;

export interface Page {
  title: string;
  language: Language;
  agency: Agency;
  /** The section that is shown, if it is one of the menu. */
  section?: (typeof sections)[number];
  /** The script that takes the widget over, where there is one. */
  script?: string;
  /** A style sheet of this page alone, as an element. */
  style?: string;
  /** The same for programs, such as feeds. */
  alternates?: { title: string; type: string; href: string }[];
  /** Further elements of the head, each with its line break. */
  head?: string;
  /** HTML of the main part. */
  main: string;
}

/** The public tokens of the dark scheme; paper stays white. */
function darkTokens(): string {
  const tokens = readFileSync(new URL(import.meta.resolve('@otklik/widgets/tokens.css')), 'utf8');
  const [, dark] = /\[data-otklik-theme='dark'\] \{([^}]+)\}/.exec(tokens) ?? [];
  if (!dark) throw new Error('tokens.css has no dark scheme');
  return `@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }`;
}

/** The style sheet around the widgets. */
const frame = inlineStyle(readFileSync(new URL('page.css', import.meta.url), 'utf8') + darkTokens());

/**
 * The policy of hosted pages: everything from the own origin, no inline script, the page's own styles by
 * their hashes, Trusted Types enforced. The same that README states for host pages, plus styles and
 * native posting.
 */
export const pagePolicy = (widgetStyle = ''): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    `style-src ${[frame.hash, widgetStyle].filter(Boolean).join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html otklik 'allow-duplicates'",
  ].join('; ');

export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 36" fill="none" stroke="#0b5a7d" stroke-width="2"><path d="M2 2h28v18c0 8-7 11-14 14C9 31 2 28 2 20z"/><path d="M8 20l8-8 8 8M11 18v7h10v-7"/></svg>';

const crest =
  '<svg viewBox="0 0 32 36" width="28" height="32" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M2 2h28v18c0 8-7 11-14 14C9 31 2 28 2 20z"/><path d="M8 20l8-8 8 8M11 18v7h10v-7"/></svg>';

const alternate = ({ title, type, href }: { title: string; type: string; href: string }): string =>
  `\n<link rel="alternate" type="${type}" title="${escapeHtml(title)}" href="${escapeHtml(href)}">`;

/** One page, whole: it reads and posts without JavaScript; with it the widget takes over. */
export function renderPage(page: Page): string {
  const { title, language, agency, section, script, style = '', alternates = [], head = '', main } = page;
  const say = words(language);
  const name = escapeHtml(agency.shortName[language] ?? agency.shortName.ru);
  const region = escapeHtml(agency.region[language] ?? agency.region.ru);
  const query = language === 'en' ? '?lang=en' : '';
  const menu = sections.map(
    (one) => `<a href="/${agency.id}/${one}${query}"${one === section ? ' aria-current="page"' : ''}>${say[one]}</a>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}. ${name}</title>
<link rel="icon" href="/v1/icon.svg" type="image/svg+xml">
${head}${frame.element}${style}${alternates.map(alternate).join('')}
${script ? `<link rel="modulepreload" href="${script}" fetchpriority="low">\n<script type="module" src="/v1/hosted.js"></script>` : ''}
</head>
<body>
<a class="skip" href="#main">${say.skip}</a>
<header>${crest}<h1>${name} <small>${region}</small></h1>${agency.demonstration ? `<p class="demonstration">${say.demonstration}</p>` : ''}</header>
<nav aria-label="${say.menu}">${menu.join(' ')}</nav>
<main id="main">
${main}
</main>
<footer><p>${escapeHtml(agency.postalAddress[language] ?? agency.postalAddress.ru)}</p><p>${say.phone}: ${escapeHtml(agency.phone)}, ${escapeHtml(agency.phoneHours[language] ?? agency.phoneHours.ru)}</p></footer>
</body>
</html>
`;
}

/** A page that belongs to no agency. */
export const renderBare = (language: Language, title: string, hint: string, more = ''): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${frame.element}
</head>
<body><main id="main"><h1>${title}</h1><p>${hint}</p>${more}</main></body>
</html>
`;
