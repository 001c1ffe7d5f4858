import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ReactiveElement } from '../base/reactive.ts';
import { foreignRequests } from './requests.ts';

/* Back ends that answer anything at all, or nothing: another version's JSON, half of it, somebody else's. */

export const seed = Number(new URLSearchParams(location.search).get('seed') ?? Date.now() % 1e9);

/** Values that nobody expects; what of them is code leaves a trace if it runs. */
export const hostile = fc.constantFrom<unknown>(
  ...['', '<img src=x onerror="window.ran=1">', '<script>window.ran=1</script>', 'javascript:window.ran=1'],
  ...['//evil.example/x', 'https://evil.example/x.png', '\u202e', '2026-13-45', '99:99', 'null', '{{', '${1}'],
  ...['__proto__', null, undefined, true, 0, -1, 1e308, NaN, [], {}, [null], { ru: null }, { ru: '<b>x</b>' }],
  {
    ru: '<p>x<img src="https://evil.example/x.png" onerror="window.ran=1"><a href="javascript:window.ran=1">x</a></p>',
  },
  // What a template looks like to Lit.
  { _$litType$: 1, strings: ['<script>window.ran=1</script>'], values: [] },
);

const isObject = (value: unknown): value is Record<string, unknown> => !!value && typeof value === 'object';

/** Where something stands in a value, at any depth. */
const places = (value: unknown, above: string[] = []): string[][] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, one]) => [[...above, key], ...places(one, [...above, key])])
    : [];

/** A good value with one to three things in it gone, or something else: the rest is seen. */
function harmed(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.constantFrom(...places(value)), to: hostile, gone: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy: unknown = structuredClone(value);
    for (const { at, to, gone } of changes) {
      const last = at.at(-1) ?? '';
      const holder = at.slice(0, -1).reduce<unknown>((one, key) => (isObject(one) ? one[key] : undefined), copy);
      if (isObject(holder)) Object.assign(holder, { [last]: to });
      if (isObject(holder) && gone) Reflect.deleteProperty(holder, last);
    }
    return copy;
  });
}

/** A good value with a good deal of it gone, or something else. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value))
    return fc.oneof(
      { weight: 6, arbitrary: fc.tuple(...value.map((one: unknown) => damaged(one))) },
      { weight: 1, arbitrary: hostile },
    );
  if (isObject(value)) {
    const parts = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, damaged(one)]));
    return fc.oneof(
      { weight: 12, arbitrary: fc.record(parts, { requiredKeys: Object.keys(parts).filter((_, at) => at % 5 !== 3) }) },
      { weight: 1, arbitrary: hostile },
    );
  }
  return fc.oneof({ weight: 14, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: hostile });
}

/** A good value whose addresses lead where no link may. */
function readdressed(value: unknown): fc.Arbitrary<unknown> {
  const to = fc.constantFrom(
    ...['javascript:window.ran=1', ' javascript:window.ran=1', 'data:text/html,x', 'vbscript:x', 'ftp://evil.example/'],
  );
  return to.map((address): unknown =>
    JSON.parse(JSON.stringify(value), (key, one: unknown) => (/^(?:url|route)$/.test(key) ? address : one)),
  );
}

export interface Answer {
  /** Whether it is as it should be. */
  good?: boolean;
  value?: unknown;
  /** Why there is none. */
  refused?: unknown;
}

export const refusals = fc.constantFrom<Answer>(
  { refused: new BackendError('network') },
  { refused: new TypeError('no such method') },
  // Whoever writes a back end may forget the Error.
  { refused: 'no' },
);

/** A third of them as they should be, so that it is seen what one breaks of the others. */
export const answer = (value: unknown): fc.Arbitrary<Answer> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ good: true, value, [fc.toStringMethod]: () => 'good' }) },
    { weight: 4, arbitrary: harmed(value).map((one) => ({ value: one })) },
    { weight: 2, arbitrary: damaged(value).map((one) => ({ value: one })) },
    { weight: 1, arbitrary: readdressed(value).map((one) => ({ value: one })) },
    { weight: 1, arbitrary: hostile.map((one) => ({ value: one })) },
    { weight: 1, arbitrary: refusals },
  );

/** Answers so at the first call, and then in turn; the last goes on. */
export function method(...told: [Answer, ...Answer[]]): () => Promise<never> {
  let calls = 0;
  return async () => {
    const [one] = told.slice(Math.min(calls++, told.length - 1)) as [Answer];
    await Promise.resolve();
    if ('refused' in one) throw one.refused;
    return one.value as never;
  };
}

const turn = (): Promise<unknown> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });

/** Until nothing changes any more: what is on its way between promises, modules and events is there. */
async function settled(element: ReactiveElement): Promise<void> {
  let before;
  for (let same = 0; same < 3; same++) {
    await turn();
    await element.updateComplete;
    const now = element.renderRoot.textContent;
    if (now !== before) same = 0;
    before = now;
  }
}

/** What is wrong with what is shown: of what should be there something isn't, or something is that never may be. */
function wrong({ renderRoot }: ReactiveElement, good: readonly string[]): string | undefined {
  const said = renderRoot.textContent ?? '';
  // A link in the tag leads elsewhere as long as there is nothing.
  if (!said.trim() && renderRoot.querySelector('slot')?.hidden !== false) return 'nothing is said';
  // All that was asked for has come.
  if (/Загружаем|Отправляем/.test(said)) return 'it waits for ever';
  const lacking = good.find((text) => !said.includes(text));
  if (lacking) return `«${lacking}» isn’t there, though nothing is wrong with it:\n${said.replace(/\s+/g, ' ')}`;
  for (const link of renderRoot.querySelectorAll('a'))
    if (link.href && !/^(https?|mailto|tel|geo):|^blob:http/.test(link.href)) return link.outerHTML;
  const foreign = [...renderRoot.querySelectorAll<HTMLImageElement>('[src]')].find(
    ({ src }) => new URL(src, location.href).origin !== location.origin,
  );
  return (foreign ?? renderRoot.querySelector('script, iframe, style'))?.outerHTML;
}

/** The same once everything has come; what isn't there yet may be on its way, on a machine that has other things to do. */
export async function fault(element: ReactiveElement, good: readonly string[] = []): Promise<string | undefined> {
  let found;
  for (let tries = 0; tries < 100; tries++) {
    await settled(element);
    found = wrong(element, good);
    if (!found) return undefined;
    await new Promise((done) => setTimeout(done, 10));
  }
  return found;
}

/** Notes what is thrown and not caught, and scripts that run, until it is told to stop. */
export function watched(): { found(): string | undefined; stop(): void } {
  const world = window as { ran?: unknown };
  let thrown: string | undefined;
  const note = (event: Event): void => {
    event.preventDefault();
    const error: unknown = (event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason;
    thrown ??= error instanceof Error ? (error.stack ?? error.message) : `${event.type} ${String(error)}`;
  };
  addEventListener('error', note);
  addEventListener('unhandledrejection', note);
  delete world.ran;
  return {
    /** Since it was last asked. */
    found() {
      const found = world.ran === undefined ? thrown : 'a script ran';
      thrown = undefined;
      delete world.ran;
      return found;
    },
    stop() {
      removeEventListener('error', note);
      removeEventListener('unhandledrejection', note);
    },
  };
}

/** Of one back end: `show` puts an element on the page, `nothingElse` holds that nothing was thrown or run since. */
export interface Trial {
  show(element: Element): void;
  nothingElse(step: string): void;
}

/**
 * Tries a widget over so many back ends, each on a page of its own; nothing may ask anything of others.
 * What comes late is to be there already, so that waiting for it isn't part of it.
 */
export async function overBackEnds<T>(
  told: fc.Arbitrary<T>,
  runs: number,
  run: (told: T, trial: Trial) => Promise<void>,
): Promise<void> {
  localStorage.clear();
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(5000);
  const parent = await fixture<HTMLElement>(html`<div></div>`);
  // A link that goes elsewhere after all would end the test.
  parent.addEventListener('click', (event) => {
    if (event.composedPath().some((one) => one instanceof HTMLAnchorElement)) event.preventDefault();
  });
  await import('@otklik/core/backend/http.later.js');
  const world = watched();
  const trial: Trial = {
    show: (element) => parent.replaceChildren(element),
    nothingElse: (step) => expect(world.found(), step).to.equal(undefined),
  };
  try {
    await fc.assert(
      fc.asyncProperty(told, async (one) => {
        world.found();
        await run(one, trial);
      }),
      { seed, numRuns: runs, includeErrorInReport: true },
    );
  } finally {
    world.stop();
    parent.remove();
  }
  expect(await foreignRequests(), 'asked of others').to.have.length(0);
}
