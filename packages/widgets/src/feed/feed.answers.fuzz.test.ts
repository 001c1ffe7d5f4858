import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { BackendError } from '@otklik/core/backend/error.js';
import { foreignRequests } from '../testing/requests.ts';
import { backend, earlier, now, publications, usefulness } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

/*
 * Back ends that answer anything at all, or nothing: another version's JSON, half of it, somebody
 * else's. 1,000 of them; the seed stands in the test's name, and ?seed= sets it.
 */
const seed = Number(new URL(location.href).searchParams.get('seed') ?? Date.now() % 1e9);
const runs = 1000;

const hostile = fc.constantFrom<unknown>(
  ...['', '<img src=x onerror="window.ran=1">', '<script>window.ran=1</script>', 'javascript:window.ran=1'],
  ...['//evil.example/x', 'https://evil.example/x.png', '\u202e', '2026-13-45', 'null', '{{', '${1}'],
  ...[null, undefined, true, 0, -1, 1e308, NaN, [], {}, { ru: null }, { ru: '<b>x</b>' }],
  {
    ru: '<p>x<img src="https://evil.example/x.png" onerror="window.ran=1"><a href="javascript:window.ran=1">x</a></p>',
  },
  { _$litType$: 1, strings: ['<script>window.ran=1</script>'], values: [] },
);

/** A good value with some of what is in it gone, or something else. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value))
    return fc.oneof(
      { weight: 6, arbitrary: fc.tuple(...value.map((one: unknown) => damaged(one))) },
      { weight: 1, arbitrary: hostile },
    );
  if (value && typeof value === 'object') {
    const parts = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, damaged(one)]));
    return fc.oneof(
      { weight: 12, arbitrary: fc.record(parts, { requiredKeys: Object.keys(parts).filter((_, at) => at % 5 !== 3) }) },
      { weight: 1, arbitrary: hostile },
    );
  }
  return fc.oneof({ weight: 14, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: hostile });
}

interface Answer {
  /** Whether it is as it should be. */
  good?: boolean;
  value?: unknown;
  /** Why there is none. */
  refused?: unknown;
}
const method =
  (told: Answer): (() => Promise<unknown>) =>
  async () => {
    await Promise.resolve();
    if ('refused' in told) throw told.refused;
    return told.value;
  };
const refusals = fc.constantFrom<Answer>(
  { refused: new BackendError('network') },
  { refused: new TypeError('no such method') },
  // Whoever writes a back end may forget the Error.
  { refused: 'no' },
);
/** A third of them as they should be, so that it is seen what one breaks of the others. */
const answer = (value: unknown): fc.Arbitrary<Answer> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ good: true, value, [fc.toStringMethod]: () => 'good' }) },
    { weight: 7, arbitrary: damaged(value).map((one) => ({ value: one })) },
    { weight: 1, arbitrary: refusals },
  );

const short = publications.slice(0, 3);
const [first, second] = short as [(typeof short)[0], (typeof short)[0]];
const version = { preparedBy: first.preparedBy, approvedBy: first.approvedBy, withdrawnAt: null };
const answers = fc.record({
  // What is opened is of the list, or not.
  listPublications: fc.oneof(answer({ items: short, next: '3' }), answer({ items: short.slice(1), next: '3' })),
  readPublication: answer(first),
  readManifest: answer(usefulness),
  listPublicationVersions: answer({
    items: [
      { ...version, version: 2, publishedAt: first.publishedAt, supersededAt: null },
      { ...version, version: 1, publishedAt: earlier.approvedAt, supersededAt: first.publishedAt },
    ],
    next: null,
  }),
  readPublicationVersion: answer({ ...first, ...earlier }),
  listConsultationTopics: answer({ items: [{ id: 'charges', title: { ru: 'Плата' } }], next: null }),
  readBatch: fc.oneof(
    refusals,
    hostile.map((value) => ({ value })),
  ),
});

const turn = (): Promise<unknown> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
/** Until nothing changes any more: what is on its way between promises, modules and events is there. */
async function settled(element: OtklikFeed): Promise<void> {
  let before;
  for (let same = 0; same < 3; same++) {
    await turn();
    await element.updateComplete;
    const now = element.renderRoot.textContent;
    if (now !== before) same = 0;
    before = now;
  }
}

const press = (name: RegExp) => (element: OtklikFeed) => {
  for (const control of element.renderRoot.querySelectorAll<HTMLElement>('button, summary'))
    if (name.test(control.textContent ?? '')) control.click();
};
type Step = [name: string, act: (element: OtklikFeed) => void];
/** What a person may do, one after another: read on, */
const reading: Step[] = [
  ['filters and versions are opened', press(/Тема, вид, период|Что изменилось/)],
  ['it was useful', press(/^Да$/)],
  ['more is asked for', press(/Показать ещё|Попробовать/)],
];
/** or look for something else, which closes what was opened. */
const looking: Step[] = [
  [
    'words are sought',
    (element) => {
      const field = element.renderRoot.querySelector('input');
      if (field) field.value = 'отопление';
      field?.form?.requestSubmit();
    },
  ],
  ['it is taken back', press(/Убрать все фильтры/)],
  ['another is opened', (element) => element.renderRoot.querySelector<HTMLElement>('a[data-id]')?.click()],
];

/** What is wrong with what is shown. */
function fault({ renderRoot }: OtklikFeed, good: string[]): string | undefined {
  const said = renderRoot.textContent ?? '';
  if (!said.trim()) return 'nothing is said';
  const lacking = good.find((text) => !said.includes(text));
  if (lacking) return `${lacking} isn’t there, though nothing is wrong with it: ${said.replace(/\s+/g, ' ').trim()}`;
  for (const link of renderRoot.querySelectorAll('a'))
    if (link.href && !/^(https?|mailto|tel|geo):$/.test(link.protocol)) return link.outerHTML;
  const foreign = [...renderRoot.querySelectorAll<HTMLImageElement>('[src]')].find(
    ({ src }) => new URL(src, location.href).origin !== location.origin,
  );
  return (foreign ?? renderRoot.querySelector('script, iframe, style'))?.outerHTML;
}

describe('otklik-feed and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others, and shows what is as it should be (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(200_000);
    localStorage.clear();
    const world = window as { ran?: unknown };
    delete world.ran;
    const thrown: unknown[] = [];
    const note = (event: Event): void => {
      event.preventDefault();
      thrown.push((event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason ?? event.type);
    };
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(5000);
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    // A link that goes elsewhere after all would end the test.
    parent.addEventListener('click', (event) => {
      if (event.composedPath().some((one) => one instanceof HTMLAnchorElement)) event.preventDefault();
    });
    // Modules that come late come from here on at once.
    await Promise.all([import('./feed.late.ts'), import('./feed.body.ts'), import('./feed.history.ts')]);
    await Promise.all([import('../survey/survey.cast.ts'), import('@otklik/core/backend/http.later.js')]);
    try {
      await fc.assert(
        fc.asyncProperty(answers, fc.constantFrom(reading, looking), async (told, steps) => {
          thrown.length = 0;
          const element = document.createElement('otklik-feed') as OtklikFeed;
          Object.assign(element, { now, agency: 'housing', limit: 2, item: first.id });
          element.backend = { ...backend };
          for (const [name, one] of Object.entries(told)) Object.assign(element.backend, { [name]: method(one) });
          parent.replaceChildren(element);
          for (const [name, act] of [['it is there', () => {}] as Step, ...steps]) {
            act(element);
            const good = told.listPublications.good ? [second.title.ru] : [];
            if (good[0] && told.readPublication.good && !looking.some(([sought]) => sought === name))
              good.push('Показания счётчика.', 'Откуда эти сведения');
            let wrong;
            // What isn't there yet may be on its way on a machine that has other things to do.
            for (let tries = 0; tries < 100; tries++) {
              await settled(element);
              wrong = fault(element, good);
              if (!wrong) break;
              await new Promise((done) => setTimeout(done, 10));
            }
            expect(wrong, name).to.equal(undefined);
            expect(world.ran, `${name}: a script ran`).to.equal(undefined);
            expect(thrown.map((one) => (one as Error).stack ?? String(one)).slice(0, 1), name).to.deep.equal([]);
          }
        }),
        { seed, numRuns: runs, includeErrorInReport: true },
      );
    } finally {
      removeEventListener('error', note);
      removeEventListener('unhandledrejection', note);
      parent.remove();
    }
    expect(await foreignRequests()).to.deep.equal([]);
  });
});
