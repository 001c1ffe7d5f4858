import { inCurlyQuotes, isMixed, isWebAddress, reached, stopped } from '../base/address.ts';
import type { Finding } from './finding.ts';
import { given, shownOnes } from './tags.ts';

/** What an address answers with, or why it can't be had. */
async function reach(address: string): Promise<{ response: Response } | { finding: Finding }> {
  const { href, origin } = new URL(address, document.baseURI);
  if (isMixed(href)) return { finding: { code: 'mixed', params: { address: href } } };
  const found = await reached(href);
  if (found instanceof Response) return { response: found };
  const params = { origin, address: href, here: location.origin };
  return { finding: { code: found, params: found === 'csp' ? { origin, directive: 'connect-src' } : params } };
}

/** Whether each tag's back end, or its own file, answers this page. */
export async function readBackends(): Promise<Finding[]> {
  const found: Finding[] = [];
  const asked = new Map<string, ReturnType<typeof reach>>();
  const once = (address: string): ReturnType<typeof reach> => {
    const known = asked.get(address) ?? reach(address);
    asked.set(address, known);
    return known;
  };
  for (const element of shownOnes()) {
    const src = element.getAttribute('src');
    const backend = (given(element, 'backend') ?? '').replace(/\/+$/, '');
    const agency = given(element, 'agency') ?? '';
    if (!src && (!isWebAddress(backend) || !agency)) continue;
    const survey = element.getAttribute('survey');
    const tag = element.localName;
    const root = `${backend}/api/v1/agencies/${encodeURIComponent(agency)}`;
    const addresses = src
      ? [src]
      : [root, ...(survey ? [`${root}/surveys/${encodeURIComponent(survey)}/manifest`] : [])];
    for (const address of addresses) {
      const got = await once(address);
      const finding =
        'finding' in got ? got.finding : await judged(got.response, { tag, address, src, agency, survey });
      if (!finding) continue;
      found.push(finding);
      break;
    }
  }
  return found;
}

const listIn = (json: string, name: string): boolean => {
  try {
    return Array.isArray((JSON.parse(json) as Record<string, unknown>)[name]);
  } catch {
    return false;
  }
};
const isFeed = (text: string): boolean => /<(?:\w+:)?(?:rss|feed|rdf)[\s>]/i.test(text) || listIn(text, 'items');
const isChannels = (text: string): boolean => listIn(text, 'channels');

interface Asked {
  tag: string;
  address: string;
  src: string | null;
  agency: string;
  survey: string | null;
}

async function judged(response: Response, { tag, address, src, agency, survey }: Asked): Promise<Finding | null> {
  const { href, origin } = new URL(address, document.baseURI);
  const { status } = response;
  if (src && !response.ok) return { code: 'missing', params: { address: href, status } };
  if (src) {
    const [code, right] = tag === 'otklik-feed' ? ['not_feed', isFeed] : ['not_channels', isChannels];
    return right(await response.clone().text()) ? null : { code, params: { address: href } };
  }
  const told = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  if (response.ok && Object.keys(told).length) return null;
  if (told.code === 'agency_unknown') return { code: 'agency_unknown', params: { origin, agency } };
  if (told.code === 'survey_unknown') return { code: 'survey_unknown', params: { origin, survey: survey ?? '' } };
  return { code: 'answer', params: { address: href, status } };
}

/** Of tags that nothing has registered: whether their script is there, and what keeps it. */
export async function readScripts(): Promise<Finding[]> {
  const dead = [...new Set(shownOnes().map(({ localName }) => localName))].filter((tag) => !customElements.get(tag));
  if (!dead.length) return [];
  const found: Finding[] = [];
  for (const tag of dead) {
    const script = scriptOf(tag);
    const finding = script ? await readScript(script) : { code: 'no_script', params: { tag } };
    if (finding) found.push(finding);
  }
  return found;
}

/** The script that should bring a tag; where none is called so, one beside this file or on its back end: misspelt, perhaps. */
function scriptOf(tag: string): HTMLScriptElement | undefined {
  const named = new RegExp(`/v\\d[\\d.]*/(otklik|${tag.replace('otklik-', '')})\\.js`);
  const others = /\/(feed|channels|consultation|case|survey|results|settings|check)\.js/;
  const backends = shownOnes().map((element) => given(element, 'backend') ?? '');
  const homes = [import.meta.url.replace(/[^/]*$/, ''), ...backends.filter((address) => /^https?:/i.test(address))];
  const scripts = [...document.scripts];
  return (
    scripts.find(({ src }) => named.test(src)) ??
    scripts.find(({ src }) => !others.test(src) && homes.some((home) => src.startsWith(home)))
  );
}

async function readScript(script: HTMLScriptElement): Promise<Finding | null> {
  const { src: address, type, integrity } = script;
  if (inCurlyQuotes(script.getAttribute('src') ?? '') || inCurlyQuotes(type))
    return { code: 'quotes', params: { where: '<script>', attribute: 'src' } };
  const { origin } = new URL(address);
  if (isMixed(address)) return { code: 'mixed', params: { address } };
  if (type !== 'module') return { code: 'not_module', params: { address } };
  // A name of its own: one that failed isn't asked for again under its first.
  const blocked = await stopped(() =>
    import(/* @vite-ignore */ `${address}?check=${Date.now()}`).catch(() => undefined),
  );
  if (blocked.has('script-src')) return { code: 'csp', params: { origin, directive: 'script-src' } };
  if (blocked.has('trusted-types') || blocked.has('require-trusted-types-for')) return { code: 'csp_types' };
  const got = await reach(address);
  if ('finding' in got) return got.finding;
  if (!got.response.ok) return { code: 'missing', params: { address, status: got.response.status } };
  const wanted = integrity.split(/\s+/).filter((hash) => hash.startsWith('sha384-'));
  if (!wanted.length || !isSecureContext) return null;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', await got.response.arrayBuffer()));
  const is = `sha384-${btoa(String.fromCharCode(...hash))}`;
  return wanted.includes(is) ? null : { code: 'integrity', params: { address } };
}

/** What the page's policy keeps from coming later, though first screens are shown: pictures, and texts with markup. */
export async function readPolicy(): Promise<Finding[]> {
  const found: Finding[] = [];
  const addresses = shownOnes().map((element) => given(element, 'backend') ?? '');
  const origins = new Set(
    addresses.filter((one) => /^https?:/i.test(one) && !isMixed(one)).map((one) => new URL(one).origin),
  );
  for (const origin of origins) {
    const blocked = await stopped(async () => void (new Image().src = `${origin}/favicon.ico`));
    if (blocked.has('img-src')) found.push({ code: 'csp', params: { origin, directive: 'img-src' } });
  }
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } };
  try {
    for (const name of ['lit-html', 'otklik']) trustedTypes?.createPolicy(name, {});
  } catch {
    found.push({ code: 'csp_types' });
  }
  return found;
}
