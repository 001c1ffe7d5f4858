import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { answer, answering, fault, hostile, refusals, seed, watched } from '../testing/damaged.ts';
import { foreignRequests } from '../testing/requests.ts';
import { backend, earlier, now, publications, usefulness } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

const runs = 1000;

const [first, second, third] = publications as [(typeof publications)[0], (typeof publications)[0], unknown];
const version = { preparedBy: first.preparedBy, approvedBy: first.approvedBy, withdrawnAt: null };
const answers = fc.record({
  // What is opened is of the list, or not.
  listPublications: fc.oneof(
    answer({ items: [first, second, third], next: '3' }),
    answer({ items: [second, third], next: '3' }),
  ),
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

const press = (name: RegExp) => (element: OtklikFeed) => {
  for (const control of element.renderRoot.querySelectorAll<HTMLElement>('button, summary'))
    if (name.test(control.textContent ?? '')) control.click();
};
const look = (element: OtklikFeed): void => {
  const field = element.renderRoot.querySelector('input');
  if (field) field.value = 'отопление';
  field?.form?.requestSubmit();
};
type Step = [name: string, act: (element: OtklikFeed) => void];
const there: Step = ['it is there', () => {}];
/** What a person may do, one after another: read on, */
const reading: Step[] = [
  there,
  ['filters and versions are opened', press(/Тема, вид, период|Что изменилось/)],
  ['it was useful', press(/^Да$/)],
  ['more is asked for', press(/Показать ещё|Попробовать/)],
];
/** or look for something else, which closes what was opened. */
const looking: Step[] = [
  there,
  ['words are sought', look],
  ['it is taken back', press(/Убрать все фильтры/)],
  ['another is opened', (element) => element.renderRoot.querySelector<HTMLElement>('a[data-id]')?.click()],
];

describe('otklik-feed and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others, and shows what is as it should be (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(200_000);
    localStorage.clear();
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
    const world = watched();
    try {
      await fc.assert(
        fc.asyncProperty(answers, fc.constantFrom(reading, looking), async (told, steps) => {
          world.found();
          const element = document.createElement('otklik-feed') as OtklikFeed;
          Object.assign(element, { now, agency: 'housing', limit: 2, item: first.id });
          element.backend = { ...backend, ...answering(told) };
          parent.replaceChildren(element);
          for (const step of steps) {
            const [name, act] = step;
            act(element);
            const good = told.listPublications.good ? [second.title.ru] : [];
            if (good[0] && told.readPublication.good && reading.includes(step))
              good.push('Показания счётчика.', 'Откуда эти сведения');
            expect(await fault(element, good), name).to.equal(undefined);
            expect(world.found(), name).to.equal(undefined);
          }
        }),
        { seed, numRuns: runs, includeErrorInReport: true },
      );
    } finally {
      world.stop();
      parent.remove();
    }
    expect(await foreignRequests()).to.deep.equal([]);
  });
});
