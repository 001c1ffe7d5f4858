import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import type { TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { takeViolations } from '../testing/violations.ts';
import { list, now } from './channels.examples.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const seed = Number(new URLSearchParams(location.search).get('seed') ?? Date.now() % 1e9);
describe(`otklik-channels: answers of any shape (fast-check, seed ${seed})`, () => {
  it('break nothing, run nothing and ask nobody else: 1,000 of them', async function () {
    this.timeout(100_000);
    const failures: string[] = [];
    const failed = (event: ErrorEvent | PromiseRejectionEvent): void => {
      failures.push(String('reason' in event ? event.reason : event.message));
    };
    addEventListener('error', failed);
    addEventListener('unhandledrejection', failed);
    const bad = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('javascript:alert(1)', '<img src=x onerror=alert(1)>', '99:99', '2026-13-45', '__proto__', {
        _$litType$: 1,
        strings: ['<script>alert(1)</script>'],
        values: [],
      } as never),
    );
    const [channel] = list.channels;
    const mutated = <T extends object>(whole: T): fc.Arbitrary<unknown> =>
      fc
        .tuple(fc.subarray(Object.keys(whole), { maxLength: 3 }), fc.array(bad, { minLength: 3, maxLength: 3 }))
        .map(([keys, values]) => ({ ...whole, ...Object.fromEntries(keys.map((key, at) => [key, values[at]])) }));
    const channels = fc.array(fc.oneof(bad, mutated(channel ?? {})), { maxLength: 3 });
    const answer = fc.oneof(
      bad,
      mutated(list),
      channels.map((given) => ({ ...list, channels: given })),
      fc.array(bad, { maxLength: 2 }).map((given) => ({ ...list, items: given, appealPortals: given })),
    );
    const parent = await fixture(html`<div></div>`);
    await fc.assert(
      fc.asyncProperty(answer, async (given) => {
        const element = document.createElement('otklik-channels') as OtklikChannels;
        const readTouchpoints = (): Promise<TouchpointList> => Promise.resolve(given as TouchpointList);
        Object.assign(element, { backend: { readTouchpoints }, agency: 'housing', now });
        parent.replaceChildren(element);
        await element.updateComplete;
        await new Promise((done) => queueMicrotask(() => done(undefined)));
        await element.updateComplete;
        if (element.renderRoot.querySelector('script, img, iframe, [href^="javascript:"]')) failures.push('markup');
      }),
      { seed, numRuns: 1000 },
    );
    removeEventListener('error', failed);
    removeEventListener('unhandledrejection', failed);
    expect(failures).to.deep.equal([]);
    expect(await takeViolations()).to.deep.equal([]);
  });
});
