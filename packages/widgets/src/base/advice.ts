import { inCurlyQuotes, isMixed, isWebAddress, reached } from './address.ts';
import { choices } from './choices.ts';
import type { OtklikElement } from './element.ts';
import { setting, type Setting } from './settings.ts';

const told = new WeakMap<OtklikElement, Set<string>>();

/** What to change; `hopeless`: until then the widget can't do anything, so its fallback stays. */
interface Advice {
  line: string;
  hopeless?: boolean;
}

/**
 * For whoever looks after the page: one line in the console that says what to change there, each once
 * for an element. Of what isn't theirs to mend, such as a line that is down, nothing is said.
 * @param host the element, or a tag that is taken by another copy of the library
 * @param error why something failed; its code is one of `otklik-error`, or of BackendError
 */
export async function advise(host: OtklikElement | string, error?: unknown): Promise<void> {
  if (typeof host === 'string')
    return console.warn(`otklik: <${host}> is registered already by another copy of the library`);
  const known = told.get(host) ?? new Set();
  told.set(host, known);
  for (const { line, hopeless } of await advice(host, (error as { code?: string }).code)) {
    if (!known.has(line)) console.warn(`otklik: <${host.localName}>: ${line}`);
    known.add(line);
    // What somebody has begun with stays.
    if (hopeless && !host.late) hide(host);
  }
}

const renamings = new Set<string>();

/** The same of a token that the page sets by an earlier name, once for a page. */
export function adviseRenaming(earlier: string, name: string): void {
  if (renamings.has(earlier)) return;
  renamings.add(earlier);
  console.warn(
    `otklik: ${earlier} is called ${name} now: rename it in the page's styles; until then it works as before`,
  );
}

/** Leaves its fallback alone until another setting is told: by an own method, so that no first screen has to know of it. */
function hide(host: OtklikElement): void {
  const settings = (): string =>
    [
      ...(['backend', 'agency', 'audience'] as const).map((name) => given(host, name)),
      ...['src', 'kind'].map((name) => host.getAttribute(name)),
    ].join();
  const wrong = settings();
  const own = host as unknown as { shows: () => boolean };
  const shows = own.shows.bind(host);
  own.shows = () => settings() !== wrong && shows();
  host.requestUpdate();
}

async function advice(host: OtklikElement, code = ''): Promise<Advice[]> {
  const backend = given(host, 'backend');
  const agency = given(host, 'agency');
  if (/^settings_|^query_invalid/.test(code)) return settingsAdvice(host, code, backend, agency);
  const { src } = host as { src?: string | null };
  if (src) return fileAdvice(host, src, code);
  // Who gave an object knows what it answers.
  if (typeof backend !== 'string') return [];
  const at = backend.replace(/\/+$/, '') || location.origin;
  const address = addressAdvice(backend);
  switch (code) {
    case 'agency_unknown':
      return [{ line: `${at} knows no agency "${agency as string}": correct the attribute "agency"`, hopeless: true }];
    case 'survey_unknown':
      return [
        {
          line: `${at} knows no survey "${host.getAttribute('survey')}" of this agency: correct the attribute "survey"`,
        },
      ];
    case 'route_unknown':
    case 'method_unknown':
    case 'answer_unreadable':
      return address.length
        ? address
        : [
            {
              line: `${at} answers what this script can't read: correct the attribute "backend", or take the script from there (${at}/v1/…), so that both are of one version`,
            },
          ];
    case 'network':
      return address.length ? address : unreached(at, `${at}/api/v1/agencies/${encodeURIComponent(String(agency))}`);
    default:
      return [];
  }
}

const given = (host: OtklikElement, name: Setting): unknown => host[name] ?? setting(host, name);

/** An address that no page, or not this one, can ask. */
function addressAdvice(backend: unknown): Advice[] {
  if (typeof backend !== 'string') return [];
  if (!isWebAddress(backend)) {
    const wrong = inCurlyQuotes(backend)
      ? 'put straight quotes (") round it'
      : 'write it whole, with https:// before the name';
    return [{ line: `backend="${backend}" is no web address: ${wrong}`, hopeless: true }];
  }
  return plainAdvice('backend', backend);
}

function plainAdvice(name: string, address: string): Advice[] {
  return isMixed(address)
    ? [{ line: `a page on https can't ask ${name}="${address}": write it with https`, hopeless: true }]
    : [];
}

function settingsAdvice(host: OtklikElement, code: string, backend: unknown, agency: unknown): Advice[] {
  if (!host.getAttribute('src') && (!backend || !agency))
    return [{ line: 'set the attributes "backend" and "agency"' }];
  if (/survey|results/.test(host.localName) && !host.getAttribute('survey'))
    return [{ line: 'set the attribute "survey"' }];
  const lines = addressAdvice(backend);
  for (const [name, words] of Object.entries(choices)) {
    const value = host.getAttribute(name) ?? (name === 'audience' || name === 'theme' ? given(host, name) : '');
    if (value && !words.includes(value as string))
      lines.push({
        line: `${name}="${value as string}" is none of ${words.join(', ')}`,
        hopeless: name === 'audience' || name === 'kind',
      });
  }
  const limit = host.getAttribute('limit');
  if (limit && !/^\d+$/.test(limit)) lines.push({ line: `limit="${limit}" is no number from 1 to 50` });
  const topic = host.getAttribute('topic');
  if (topic && code === 'query_invalid' && !lines.length)
    lines.push({ line: `topic="${topic}" is no name of a topic: correct the attribute "topic"` });
  return lines;
}

/** Of a feed or list that the page gives instead of a back end. */
async function fileAdvice(host: OtklikElement, src: string, code: string): Promise<Advice[]> {
  let address;
  try {
    address = new URL(src, document.baseURI);
  } catch {
    return [{ line: `src="${src}" is no web address` }];
  }
  const { href, origin } = address;
  const feed = host.localName === 'otklik-feed';
  switch (code) {
    case 'not_a_feed':
      return [{ line: `no RSS, Atom or JSON Feed at ${href}` }];
    case 'too_large':
      return [{ line: `more than 5 MB at ${href}` }];
    case 'answer_unreadable':
      return [{ line: feed ? `no file at ${href}` : `no JSON file with "channels" at ${href}` }];
    case 'network': {
      const plain = plainAdvice('src', href);
      return plain.length ? plain : unreached(origin, href);
    }
    default:
      return [];
  }
}

/** Whether the page's own policy, or what the other server says of foreign pages, stands in the way. */
async function unreached(at: string, url: string): Promise<Advice[]> {
  const found = await reached(url, 'HEAD');
  if (found === 'csp')
    return [{ line: `the page's content security policy stops it: add ${at} to connect-src`, hopeless: true }];
  if (found !== 'cors') return [];
  return [
    {
      line: `${at} answers, but not to pages of ${location.origin}: it, or a proxy before it, must send the header Access-Control-Allow-Origin`,
      hopeless: true,
    },
  ];
}
