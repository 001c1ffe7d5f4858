import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience, Language } from '@otklik/core/contract/common.js';
import type { ServerBackend } from '../backend.ts';
import { addressLinks, type Place } from './addresses.ts';
import { escapeHtml } from './escape.ts';
import { pagePolicy, renderPage, type Page } from './page.ts';
import { renderWidget, styleHash, withSheets } from './render.ts';
import type { HostedName } from './widgets.ts';

/** What every page is made with: a request's own view of the back end, its moment and language. */
export interface PageContext {
  backend: ServerBackend;
  agency: string;
  language: Language;
  audience: Audience;
  now: Date;
  /** Without it nobody is to keep the page: it came of a form. */
  place?: Place;
  /** Only the element is asked for, to stand in a page of another site. */
  fragment?: boolean;
}

export interface Rendered {
  status: number;
  html: string;
  /** The element alone. */
  fragment?: boolean;
  /** Content security policy, where it isn't that of a page without a widget. */
  policy?: string;
  /** Holds what belongs to one person, so no cache may keep it. */
  personal?: boolean;
  /** Whoever was turned away may come again in so many seconds. */
  retryAfter?: number;
}

/** A page of one widget. */
export interface Shown {
  name: HostedName;
  title: string;
  initial: unknown;
  section?: Page['section'];
  attributes?: Record<string, string>;
  texts?: Record<string, string>;
  alternates?: Page['alternates'];
  /** What of the query makes it another page. */
  query?: Record<string, string>;
  /** HTML around the widget. */
  before?: string;
  after?: string;
  status?: number;
  personal?: boolean;
  retryAfter?: number;
}

export async function show(context: PageContext, about: Agency, shown: Shown): Promise<Rendered> {
  const { agency, language, audience } = context;
  const {
    name,
    title,
    initial,
    section,
    attributes,
    alternates = [],
    query,
    texts = {},
    before = '',
    after = '',
    status = 200,
    personal = false,
    retryAfter,
  } = shown;
  const { place, fragment } = context;
  const origin = fragment ? place?.origin : undefined;
  const widget = await renderWidget(name, {
    // The page's own origin, unless it is another site's page.
    origin: origin ?? '/',
    agency,
    language,
    initial,
    attributes: { ...attributes, ...(audience === 'internal' && { audience }) },
    texts,
  });
  if (origin !== undefined) {
    const script = `<script type="module" src="${escapeHtml(origin)}/v1/hosted-${name}.js"></script>`;
    return { status, html: `${before}${withSheets(widget, origin)}${after}\n${script}\n`, personal, fragment: true };
  }
  const html = renderPage({
    title,
    language,
    agency: about,
    ...(section && { section }),
    script: `/v1/hosted-${name}.js`,
    alternates,
    head: status !== 200 ? '' : addressLinks(context, query),
    main: before + widget + after,
  });
  const policy = pagePolicy(styleHash(name));
  return { status, html, personal, policy, ...(retryAfter !== undefined && { retryAfter }) };
}
