import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { agency } from '../consultation/consultation.examples.ts';
import { answer, type Answer, fault, method, overBackEnds, seed } from '../testing/damaged.ts';
import { cases, otherCases } from './case.lives.ts';
import type { OtklikCase } from './case.ts';
import './case.define.ts';

const runs = 1000;
const code = '7KQ4-M2XD-91TH';

const noticed = (found: Case): Case => ({ ...found, notices: { by: 'email', to: 'a…@example.org' } });
const all = [...Object.values(cases), ...Object.values(otherCases)].map(noticed);
const slots: Slot[] = [7, 8].map((day) => ({
  ...{
    id: `slot-${day}`,
    kind: 'visit',
    startsAt: `2026-12-0${day}T06:00:00.000Z`,
    endsAt: `2026-12-0${day}T06:20:00.000Z`,
  },
  place: { ru: 'ул. Примерная, 1' },
}));
const told = fc.constantFrom(...all).chain((found) =>
  fc.record({
    readCase: answer(found),
    readAgency: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Answer>({ good: true, value: agency }) },
      { weight: 2, arbitrary: answer(agency) },
    ),
    listSurveys: answer({ items: [{ id: 'information-access', title: { ru: 'Опрос' }, questions: 12 }], next: null }),
    listSlots: answer({ items: slots, next: null }),
    /** Of whatever is done with it. */
    after: fc.oneof(answer(noticed(cases.withdrawn)), fc.constant<Answer>({ refused: new BackendError('slot_taken') })),
    question: fc.constant(found.question),
    /** How far a person goes. */
    steps: fc.constantFrom(2, 3, 4),
  }),
);

const press = (name: RegExp) => (element: OtklikCase) => {
  for (const control of element.renderRoot.querySelectorAll<HTMLElement>('button, summary'))
    if (name.test(control.textContent ?? '')) control.click();
};
type Step = [name: string, act: (element: OtklikCase) => void];
const steps: Step[] = [
  [
    'it is looked up',
    (element) => {
      const field = element.renderRoot.querySelector('input');
      if (field) field.value = code;
      press(/Показать$/)(element);
    },
  ],
  ['all is unfolded', press(/Записаться на приём|Перенести|Какой был срок|Как сообщать|Добавить файлы/)],
  [
    'something is done with it',
    (element) => {
      for (const form of element.renderRoot.querySelectorAll<HTMLFormElement>('form[data-act]')) {
        for (const field of form.querySelectorAll('textarea')) field.value = 'Да';
        form.querySelector<HTMLInputElement>('input[name=slot]')?.click();
      }
      const [first] = element.renderRoot.querySelectorAll<HTMLFormElement>('form[data-act]');
      first?.requestSubmit();
    },
  ],
  ['it is brought up to date', press(/что с запросом сейчас|Попробовать/)],
];

describe('otklik-case and whatever a back end answers', () => {
  it(`never throws, runs or asks anything of others, and shows what is as it should be (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(300_000);
    // Modules that come late come from here on at once.
    await import('./case.late.ts');
    await overBackEnds(told, runs, async (one, { show, nothingElse }) => {
      const { readCase, readAgency, listSurveys, listSlots, after, question, steps: far } = one;
      const element = document.createElement('otklik-case') as OtklikCase;
      Object.assign(element, { now: () => new Date('2026-11-23T08:00:00Z'), agency: 'housing' });
      const done = method(after);
      element.backend = {
        readCase: method(readCase),
        readAgency: method(readAgency),
        listSurveys: method(listSurveys),
        listSlots: method(listSlots),
        ...{ clarifyCase: done, withdrawCase: done, bookVisit: done, cancelVisit: done },
        ...{ setNotices: done, createUpload: done, addCaseFiles: done },
      };
      show(element);
      await element.updateComplete;
      const good = readCase.good && readAgency.good ? [question] : [];
      for (const [name, act] of steps.slice(0, far)) {
        act(element);
        // What is done may give another case, or none.
        const lasting = name === 'it is looked up' || name === 'all is unfolded' ? good : [];
        expect(await fault(element, lasting), name).to.equal(undefined);
        nothingElse(name);
      }
    });
  });
});
