import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import type { Backend } from '@otklik/core/backend/port.js';
import { backend, now, publications, usefulness } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

/*
 * Back ends that answer anything at all: another version's JSON, half of it, somebody else's. 1,000
 * answers; the seed stands in the test's name, and ?seed= sets it.
 */
const seed = Number(new URL(location.href).searchParams.get('seed') ?? Date.now() % 1e9);
const runs = 1000;

const hostile = fc.constantFrom<unknown>(
  ...['', '<img src=x onerror="window.ran=1">', '<script>window.ran=1</script>', 'javascript:window.ran=1'],
  ...['//evil.example/x', 'https://evil.example/x.png', '\u202e', '2026-13-45', 'null', '{{', '${1}'],
  ...[null, undefined, true, 0, -1, 1e308, NaN, [], {}, { ru: null }, { ru: '<b>x</b>' }],
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

const short = publications.slice(0, 3);
const answers = fc.record({
  list: damaged({ items: short, next: '3' }),
  whole: damaged(short[0]),
  manifest: damaged(usefulness),
  versions: damaged({ items: [{ ...short[0], supersededAt: null, withdrawnAt: null }], next: null }),
  topics: damaged({ items: [{ id: 'charges', title: { ru: 'Плата' } }], next: null }),
});

const turn = (ms = 0): Promise<unknown> => new Promise((done) => setTimeout(done, ms));

describe('otklik-feed and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others (seed ${seed}, ${runs} answers)`, async function () {
    this.timeout(120_000);
    localStorage.clear();
    const world = window as { ran?: unknown };
    delete world.ran;
    const thrown: unknown[] = [];
    const note = (event: Event): void => {
      event.preventDefault();
      thrown.push((event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason);
    };
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(5000);
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    let shown = 0;
    try {
      for (const { list, whole, manifest, versions, topics } of fc.sample(answers, { seed, numRuns: runs })) {
        const give = (value: unknown) => (): Promise<never> => Promise.resolve(value as never);
        const element = document.createElement('otklik-feed') as OtklikFeed;
        Object.assign(element, { now, agency: 'housing', limit: 2, item: short[0]?.id });
        element.backend = {
          ...(backend as Backend),
          ...{ listPublications: give(list), readPublication: give(whole), readManifest: give(manifest) },
          ...{ listPublicationVersions: give(versions), listConsultationTopics: give(topics) },
        };
        parent.append(element);
        await element.updateComplete;
        await turn();
        for (const control of element.renderRoot.querySelectorAll<HTMLElement>('button, summary')) control.click();
        await turn();
        await element.updateComplete;
        if (element.renderRoot.textContent?.trim()) shown++;
        for (const link of element.renderRoot.querySelectorAll('a'))
          if (link.href) expect(link.protocol, link.outerHTML).to.match(/^(https?|mailto|tel|geo):$/);
        element.remove();
        expect(thrown.map((one) => (one as Error | undefined)?.stack ?? String(one)).slice(0, 1)).to.deep.equal([]);
      }
      await turn(100);
    } finally {
      removeEventListener('error', note);
      removeEventListener('unhandledrejection', note);
    }
    expect(world.ran).to.equal(undefined);
    expect(shown, 'each says something').to.equal(runs);
    const elsewhere = performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).origin !== location.origin);
    expect(elsewhere.map(({ name }) => name)).to.deep.equal([]);
  });
});
