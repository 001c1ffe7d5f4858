import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { check } from '@otklik/core/contract/check.js';
import { receiptSchema } from '@otklik/core/contract/consultations.js';
import { answer, type Answer, fault, hostile, method, overBackEnds, refusals, seed } from '../testing/damaged.ts';
import { agency, examples, fill, filled, receipt } from './consultation.examples.ts';
import { Prover } from '../base/prover.ts';
import { pace } from './queue.ts';
import type { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

const runs = 1000;
const usual = { ...pace };
const [{ backend }] = examples as [(typeof examples)[0]];

const answers = fc.record({
  readAgency: answer(agency),
  listConsultationTopics: answer({ items: [{ id: 'repair', title: { ru: 'Капитальный ремонт' } }], next: null }),
  fileConsultation: fc.oneof(
    { weight: 4, arbitrary: answer(receipt) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        refusals,
        hostile.map((value) => ({ value })),
      ),
    },
  ),
});

const confirms = (one: Answer): boolean => !('refused' in one) && check(receiptSchema, one.value).ok;
const button = (element: OtklikConsultation, name: RegExp): HTMLButtonElement | undefined =>
  [...element.renderRoot.querySelectorAll('button')].find(
    (one) => name.test(one.textContent ?? '') && !one.closest('[hidden]'),
  );
const said = (element: OtklikConsultation): string => element.renderRoot.textContent ?? '';

/** Until that is said, or long enough has passed to see that it isn't. */
async function heard(element: OtklikConsultation, words: RegExp): Promise<void> {
  for (let tries = 0; tries < 300 && !words.test(said(element)); tries++)
    await new Promise((done) => setTimeout(done, 5));
}

describe('otklik-consultation and whatever a back end answers', () => {
  it(`never throws, calls nothing sent without a receipt, and loses nothing that was typed (seed ${seed}, ${runs} back ends)`, async function () {
    this.timeout(280_000);
    Object.assign(pace, { first: 60_000, pause: 60_000 });
    const { solve } = Prover.prototype;
    // What it costs is shown elsewhere.
    Prover.prototype.solve = () => Promise.resolve('x'.repeat(86));
    await Promise.all([import('./consultation.late.ts'), import('../base/qr.ts')]);
    try {
      await overBackEnds(answers, runs, async (told, { show, nothingElse }) => {
        const element = document.createElement('otklik-consultation') as OtklikConsultation;
        Object.assign(element, { agency: 'housing' });
        element.backend = {
          ...backend,
          readAgency: method(told.readAgency),
          listConsultationTopics: method(told.listConsultationTopics),
          fileConsultation: method(told.fileConsultation),
        };
        show(element);
        expect(await fault(element, ['Задать вопрос']), 'it is there').to.equal(undefined);
        const topic = element.renderRoot.querySelector<HTMLSelectElement>('[name=topic]');
        // Whatever topics came: there is one to choose.
        if (topic && ![...topic.options].some(({ value }) => value === 'repair')) topic.add(new Option('x', 'repair'));
        fill(element, filled);
        const consent = element.renderRoot.querySelector<HTMLInputElement>('[name=consent]');
        if (consent) consent.checked = true;
        button(element, /Проверить и отправить/)?.click();
        await heard(element, /Проверьте перед отправкой|Исправьте/);
        expect(await fault(element), 'it is checked').to.equal(undefined);
        const typed = (): string =>
          (element.renderRoot.querySelector<HTMLTextAreaElement>('[name=question]')?.value ?? '') + said(element);
        expect(typed(), 'what was typed').to.contain(filled.question);
        button(element, /^\s*Отправить\s*$/)?.click();
        await heard(element, /Не отправлено|Запрос принят|Исправьте/);
        expect(await fault(element), 'it is sent').to.equal(undefined);
        const good = confirms(told.fileConsultation);
        const asked = /Исправьте/.test(said(element));
        if (!good || asked) {
          expect(said(element)).not.to.contain('Запрос принят');
          expect(typed(), 'what was typed').to.contain(filled.question);
          if (!asked) expect(said(element)).to.contain('Не отправлено');
        } else {
          expect(said(element)).to.contain('Запрос принят');
          expect(said(element)).to.contain((told.fileConsultation.value as typeof receipt).code);
        }
        nothingElse('nothing else');
        // What is left behind sends no more.
        button(element, /^\s*Изменить\s*$/)?.click();
      });
    } finally {
      Prover.prototype.solve = solve;
      Object.assign(pace, usual);
    }
  });
});
