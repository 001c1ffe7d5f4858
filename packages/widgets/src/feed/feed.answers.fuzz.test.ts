import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { answer, type Answer, fault, hostile, method, overBackEnds, refusals, seed } from '../testing/damaged.ts';
import { backend, earlier, now, publications, usefulness } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

const runs = 1000;

const [first, second, third] = publications as [(typeof publications)[0], (typeof publications)[0], unknown];
/** What another's text may bring along, and nobody may see. */
const trap = `<p>x<img src="https://evil.example/x.png" onerror="window.ran=1"><a href="ftp://evil.example/">x</a></p>`;
const whole = { ...first, body: { ru: first.body.ru + trap } };
const version = { preparedBy: first.preparedBy, approvedBy: first.approvedBy, withdrawnAt: null };
const answers = fc.record({
  // What is opened is of the list, or not.
  listPublications: fc.oneof(
    answer({ items: [first, second, third], next: '3' }),
    answer({ items: [second, third], next: '3' }),
  ),
  /** At every call but the first. */
  again: answer({ items: [first, second, third], next: '3' }),
  readPublication: answer(whole),
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

type Told = typeof answers extends fc.Arbitrary<infer T> ? T : never;

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

/** What must be there, and what must not, at a step. */
function expected(told: Told, [name]: Step): { good: string[]; bad?: RegExp } {
  const { listPublications, again, readPublication, listPublicationVersions } = told;
  if (!listPublications.good)
    return { good: name === 'it is there' && isNoList(listPublications) ? ['Материалы сейчас не открываются'] : [] };
  const asked = !['it is there', 'filters and versions are opened', 'it was useful'].includes(name);
  // Where nothing new can be had, what is there stays.
  if (asked && !again.good && !('refused' in again)) return { good: [] };
  const good = [second.title.ru];
  if (readPublication.good && reading.some(([one]) => one === name)) {
    good.push('Показания счётчика.', 'Откуда эти сведения');
    if (name === 'filters and versions are opened' && 'refused' in listPublicationVersions)
      good.push('Прежняя версия сейчас не открывается');
  }
  return asked ? { good } : { good, bad: /Материалы сейчас не открываются/ };
}
const isNoList = ({ value }: Answer): boolean => !Array.isArray((value as { items?: unknown } | undefined)?.items);

describe('otklik-feed and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others, and shows what is as it should be (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(200_000);
    // Modules that come late come from here on at once.
    await Promise.all([import('./feed.late.ts'), import('./feed.body.ts'), import('./feed.history.ts')]);
    await import('../survey/survey.cast.ts');
    const tried = fc.tuple(answers, fc.constantFrom(reading, looking));
    await overBackEnds(tried, runs, async ([told, steps], { show, nothingElse }) => {
      const element = document.createElement('otklik-feed') as OtklikFeed;
      Object.assign(element, { now, agency: 'housing', limit: 2, item: first.id });
      const { again, ...others } = told;
      element.backend = { ...backend };
      for (const [name, one] of Object.entries(others)) Object.assign(element.backend, { [name]: method(one) });
      element.backend.listPublications = method(told.listPublications, again);
      show(element);
      for (const step of steps) {
        const [name, act] = step;
        act(element);
        const { good, bad } = expected(told, step);
        expect(await fault(element, good), name).to.equal(undefined);
        if (bad) expect(element.renderRoot.textContent, name).not.to.match(bad);
        nothingElse(name);
      }
    });
  });
});
