/**
 * What a webmaster pastes, made of what the page should show. No DOM: pages, builds and tests take it
 * from here, so that there is one place that knows how a page gets our files.
 */

/** A tag without its prefix. */
export type WidgetName = 'feed' | 'channels' | 'consultation' | 'case' | 'survey' | 'results';

export interface SnippetWidget {
  name: WidgetName;
  /** As they stand in the tag: `limit`, `kind`, `survey`, `src`… */
  attributes?: Readonly<Record<string, string>>;
  /** The link inside; leads to the back end's own page of it unless told. */
  href?: string;
  /** What the link says. */
  text: string;
  /**
   * Kept free until it is there, a CSS length: at least what will be shown, or as high as a screen, which
   * it is unless told. A feed of two items needs less.
   */
  room?: string;
}

/** What a build of the widgets says of itself: `/v1.2.3/integrity.json` and `/v1.2.3/later.json`. */
export interface SnippetFiles {
  /** `1.2.3` */
  version: string;
  /** Hash of each file, as `integrity` takes it. */
  integrity: Readonly<Record<string, string>>;
  /** What each script may load later. */
  later: Readonly<Record<string, readonly string[]>>;
}

export interface SnippetOptions {
  /** Origin of the back end; where there is none it and `agency` are empty. */
  backend: string;
  agency: string;
  /** Of the site itself, with our files in it, where there is no back end: `/otklik`. Its widgets need `src` and `href`. */
  folder?: string;
  widgets: readonly SnippetWidget[];
  /** Of all of them, as the page's own language is unless told. */
  lang?: 'ru' | 'en';
  /** Where the files are; of the back end unless told: `https://site.example.gov/otklik`. */
  files?: string;
  /** The file of all widgets, for one too: a site whose pages hold different ones fetches it once. */
  all?: boolean;
  /** Names one version, by its hashes: no other file runs. */
  pinned?: SnippetFiles;
  /** Origin of the page, where it is known: on the back end's own nothing can be fetched ahead. */
  site?: string;
}

export interface Snippet {
  /** Scripts, and for the fuller snippet what goes before them. */
  head: string;
  /** The tags. */
  body: string;
  /** By directive, what a content security policy must allow besides what the site needs itself. */
  policy: Readonly<Record<string, readonly string[]>>;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
const attribute = ([name, value]: [string, string]): string => ` ${name}="${escaped(value)}"`;
const cut = (address: string): string => address.replace(/\/+$/, '');
const originOf = (address: string): string => new URL(address).origin;

/** The page of the back end itself that shows the same. */
const pages: Record<WidgetName, (attributes: Readonly<Record<string, string>>) => string> = {
  feed: () => 'publications',
  channels: () => 'channels',
  consultation: () => 'consultation',
  case: () => 'case',
  survey: ({ survey = '' }) => `survey/${encodeURIComponent(survey)}`,
  results: ({ survey = '' }) => `results/${encodeURIComponent(survey)}`,
};

/** What each asks for at once, below the agency; as the widget asks, sign by sign, else it is fetched twice. */
const firstData: Record<WidgetName, (attributes: Readonly<Record<string, string>>) => string[]> = {
  feed: ({ audience = 'external', limit, kind, topic }) => {
    const size = `${Math.min(Math.max(Number(limit) || 10, 1), 50)}`;
    const query = { audience, limit: size, kind: kind ?? '', topic: topic ?? '' };
    return [`/publications?${new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString()}`];
  },
  channels: ({ audience = 'external' }) => [`/touchpoints?audience=${encodeURIComponent(audience)}`],
  consultation: ({ audience = 'external' }) => ['', `/consultation-topics?audience=${encodeURIComponent(audience)}`],
  case: () => [],
  survey: ({ survey = '' }) => [`/surveys/${encodeURIComponent(survey)}/manifest`],
  results: ({ survey = '' }) =>
    ['manifest', 'releases'].map((what) => `/surveys/${encodeURIComponent(survey)}/${what}`),
};

/**
 * Keeps room free. The link keeps it until the widget takes its place; what comes after it is below
 * the fold then. Of a short widget the tag keeps it, for good.
 */
const roomOf = ({ name, room }: SnippetWidget): string =>
  name === 'case'
    ? `otklik-case{display:block;min-height:${room ?? '14em'}}`
    : `otklik-${name}>a{display:block;min-height:${room ?? '100vh'}}`;

const sha256 = async (text: string): Promise<string> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...hash))}'`;
};

/** One has its own script, several have that of all. */
const scriptOf = ({ widgets, all }: SnippetOptions): string => {
  const [name, another] = new Set(widgets.map((widget) => widget.name));
  return `${all || another ? 'otklik' : (name ?? 'otklik')}.js`;
};

function tagOf({ name, attributes = {}, href, text }: SnippetWidget, options: SnippetOptions): string {
  const { backend, agency, lang } = options;
  const all = { ...(!attributes['src'] && { backend: cut(backend), agency }), ...(lang && { lang }), ...attributes };
  const link =
    href ??
    `${cut(backend)}/${encodeURIComponent(agency)}/${pages[name](attributes)}${lang === 'en' ? '?lang=en' : ''}`;
  const tag = `otklik-${name}`;
  return `<${tag}${Object.entries(all).map(attribute).join('')}>\n  <a href="${escaped(link)}">${escaped(text)}</a>\n</${tag}>`;
}

/** As a policy names where an address leads to. */
const sourceOf = (address: string): string => (/^https?:/i.test(address) ? originOf(address) : "'self'");

function basicPolicy({ backend, files = backend, folder, widgets }: SnippetOptions): Record<string, string[]> {
  const own = widgets.flatMap(({ attributes }) => attributes?.['src'] ?? []).map(sourceOf);
  return {
    'script-src': [sourceOf(folder ?? files)],
    'connect-src': [...new Set([...(backend ? [sourceOf(backend)] : []), ...own])],
    'img-src': [sourceOf(backend)],
  };
}

const addressOf = (options: SnippetOptions, version = '1'): string =>
  options.folder === undefined ? `${cut(options.files ?? options.backend)}/v${version}/` : `${cut(options.folder)}/`;

/** The one that README shows: a script and a tag. It follows `/v1/` as that moves. */
export function snippet(options: SnippetOptions): Snippet {
  return {
    head: `<script type="module" src="${escaped(addressOf(options) + scriptOf(options))}"></script>`,
    body: options.widgets.map((widget) => tagOf(widget, options)).join('\n'),
    policy: basicPolicy(options),
  };
}

/**
 * The fuller one: script and first data come together, nothing below moves when a widget takes its
 * place; with `pinned`, every file that runs is the one whose hash stands on the page, those that are
 * loaded later too where the browser takes integrity from an import map (others load them unchecked).
 * Belongs into the head, before any other module or import map.
 */
export async function fullerSnippet(options: SnippetOptions): Promise<Snippet> {
  const { backend, agency, widgets, site } = options;
  // Which version a folder has nobody knows here.
  const pinned = options.folder === undefined ? options.pinned : undefined;
  const policy = basicPolicy(options);
  const lines: string[] = [];

  const style = [...new Set(widgets.map(roomOf))].join('');
  lines.push(`<style>${style}</style>`);
  policy['style-src'] = [await sha256(style)];

  const folder = addressOf(options, pinned?.version);
  const script = scriptOf(options);
  if (pinned) {
    const hashes = (pinned.later[script] ?? []).map((file) => [folder + file, pinned.integrity[file]]);
    const map = JSON.stringify({ integrity: Object.fromEntries(hashes) as Record<string, string> }).replaceAll(
      '<',
      '\\u003c',
    );
    lines.push(`<script type="importmap">${map}</script>`);
    policy['script-src']?.push(await sha256(map));
  }
  for (const address of preloaded(widgets, cut(backend), agency, site))
    lines.push(`<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${escaped(address)}">`);
  const integrity = pinned ? ` integrity="${pinned.integrity[script] ?? ''}" crossorigin` : '';
  lines.push(`<script type="module" src="${escaped(folder + script)}"${integrity}></script>`);
  return { head: lines.join('\n'), body: snippet(options).body, policy };
}

/** First data that the widgets ask for with the same credentials as a preload: none, so not on the back end's own origin. */
function preloaded(widgets: readonly SnippetWidget[], backend: string, agency: string, site?: string): string[] {
  if (site && originOf(site) === originOf(backend)) return [];
  const root = `${backend}/api/v1/agencies/${encodeURIComponent(agency)}`;
  return [
    ...new Set(
      widgets
        .filter(({ attributes = {} }) => !attributes['src'])
        .flatMap(({ name, attributes = {} }) => firstData[name](attributes).map((path) => root + path)),
    ),
  ];
}

/** As it stands in the header `Content-Security-Policy`, or in a `<meta>`. */
export const policyText = (policy: Snippet['policy']): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
