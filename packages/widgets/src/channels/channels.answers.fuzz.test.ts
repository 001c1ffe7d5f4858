import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { answer, fault, method, overBackEnds, seed } from '../testing/damaged.ts';
import { takeViolations } from '../testing/violations.ts';
import { list, now } from './channels.examples.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const runs = 1000;

/** Of the list what a person meets in all kinds of cards; of its openings what is told of. */
const short = {
  ...list,
  channels: list.channels
    .filter(({ id }) => ['phone', 'form', 'visit'].includes(id))
    .map((one) => ({ ...one, schedule: { ...one.schedule, openings: one.schedule.openings.slice(0, 2) } })),
};
const titles = short.channels.map(({ title }) => title.ru);
const answers = fc.record({
  readTouchpoints: answer(short),
  readAgency: answer({ id: 'housing', shortName: { ru: 'Служба' } }),
});

const press = (name: RegExp) => (element: OtklikChannels) => {
  for (const control of element.renderRoot.querySelectorAll<HTMLElement>('button'))
    if (name.test(control.textContent ?? '')) control.click();
};
/** What a person may do, one after another. */
const steps: [name: string, act: (element: OtklikChannels) => void][] = [
  ['it is there', () => {}],
  [
    'a need and a way are chosen',
    (element) => {
      const [need, way] = ['select', 'input[value=come]'].map((one) => element.renderRoot.querySelector(one));
      if (need instanceof HTMLSelectElement) need.selectedIndex = 1;
      if (way instanceof HTMLInputElement) way.click();
    },
  ],
  ['all is opened', press(/Сохранить или поделиться|Чем обращение отличается|Попробовать/)],
  ['the page is seen again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['a form is picked', (element) => element.renderRoot.querySelector<HTMLElement>('a[href*="consultation?"]')?.click()],
];

describe('otklik-channels and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others, and shows what is as it should be (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(200_000);
    // Modules that come late come from here on at once.
    await Promise.all([import('./channels.late.ts'), import('./channels.share.ts')]);
    await overBackEnds(answers, runs, async (told, { show, nothingElse }) => {
      const element = document.createElement('otklik-channels') as OtklikChannels;
      Object.assign(element, { now, agency: 'housing', backend: {} });
      // What leads elsewhere would end the test.
      element.addEventListener('otklik-channel-pick', (event) => event.preventDefault());
      for (const [name, one] of Object.entries(told)) Object.assign(element.backend ?? {}, { [name]: method(one) });
      show(element);
      for (const [name, act] of steps) {
        act(element);
        expect(await fault(element, told.readTouchpoints.good ? titles : []), name).to.equal(undefined);
        nothingElse(name);
      }
    });
    expect(await takeViolations()).to.deep.equal([]);
  });
});
