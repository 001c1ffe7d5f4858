import { expect } from '@open-wc/testing';
import type { Case, CaseEvent } from '@otklik/core/contract/case.js';
import { agency } from '../consultation/consultation.examples.ts';
import { testBackend } from '../testing/memory.ts';
import { enter } from './case.examples.ts';
import { cases } from './case.lives.ts';
import { code, facts, link, opened, shown, stepNames, steps, text, title, words } from './case.testing.ts';

/** An answer that another version gives. */
const strange = (change: object): Case => ({ ...cases.in_progress, ...change });
/** A case as a server answers it: nothing checks it on the way. */
const answered = async (found: Case, properties: object = {}) => {
  const element = await shown({ ...testBackend(), readCase: () => Promise.resolve(found) });
  Object.assign(element, properties);
  await enter(element, code);
  return element;
};

describe('otklik-case: another version, another clock', () => {
  it('events that it does not know are left out, which is said; the others are told', async () => {
    const more = [{ type: 'mediated', at: '2026-11-04T07:30:00.000Z' }, null, { type: 'answered', at: 'x' }];
    const element = await answered(strange({ timeline: [...cases.in_progress.timeline, ...more] }));
    expect(stepNames(element)).to.deep.equal(['Вы отправили запрос', 'Зарегистрировали', 'Готовим ответ', 'Ответ']);
    expect(text(element)).to.contain('Часть событий эта страница показать не умеет');
    expect(text(await answered(cases.in_progress))).not.to.contain('Часть событий');
  });

  it('a state that it does not know is told by whether there is anything to wait for', async () => {
    const open = await answered(strange({ status: 'mediation' }));
    expect(title(open)).to.equal('Ответим до 2 декабря 2026');
    expect(facts(open)['Статус']).to.equal('Готовим ответ');
    const over = await answered(strange({ status: 'archived', closedOn: '2026-11-12' }));
    expect(title(over)).to.equal('Запрос закрыт');
    expect(text(over)).to.contain('Закрыт 12 ноября 2026.');
    expect(over.renderRoot.querySelectorAll('.act')).to.have.length(0);
  });

  it('an answer that is no case is told as one that cannot be read, and the code stays', async () => {
    for (const change of [{ timeline: 'none' }, { dueBy: '2026-13-45' }, { derivation: null }, { receivedAt: {} }]) {
      const element = await answered(strange({ ...cases.answered, timeline: [], ...change }));
      expect(element.renderRoot.activeElement?.className, JSON.stringify(change)).to.contain('note danger');
      expect(element.renderRoot.querySelector('input')?.value).to.equal(code);
    }
  });

  it('the term is judged by the clock of the server, not by one that is wrong by a year', async () => {
    const wrong = { now: () => new Date('2027-11-23T08:00:00Z') };
    const element = await answered({ ...cases.in_progress, readAt: '2026-11-23T08:00:00.000Z' } as Case, wrong);
    expect(title(element)).to.equal('Ответим до 2 декабря 2026');
    expect(facts(element)['Осталось']).to.equal('9 дней');
    const late = await answered({ ...cases.in_progress, readAt: '2026-12-03T08:00:00.000Z' } as Case, {
      now: () => new Date('2025-11-23T08:00:00Z'),
    });
    expect(title(late)).to.equal('Мы не ответили до 2 декабря 2026');
  });

  it('how the answer comes is said with its term', async () => {
    const at = async (found: Case): Promise<string> => words(steps(await answered(found)).get('Ответ'));
    expect(await at(cases.in_progress)).to.contain('Пришлём на электронную почту и покажем здесь.');
    expect(await at({ ...cases.in_progress, notices: { by: 'email', to: 'a…@example.org' } })).to.contain(
      'Пришлём на почту a…@example.org',
    );
    expect(await at({ ...cases.in_progress, replyForm: 'post' })).to.contain('Пришлём письмом');
  });
});

describe('otklik-case: until when a refusal can be appealed against', () => {
  const refused = (appealBy?: string, change: Partial<Case> = {}): Case => ({
    ...cases.refused,
    timeline: cases.refused.timeline.map((event): CaseEvent => {
      if (event.type !== 'refused') return event;
      const { appealBy: _, ...refusal } = event.refusal;
      return { ...event, refusal: { ...refusal, ...(appealBy && { appealBy }) } };
    }),
    ...change,
  });
  const section = async (found: Case, now = '2026-11-23T08:00:00Z', about = agency): Promise<string> => {
    const element = await opened(found, {}, about);
    element.now = () => new Date(now);
    link(element, 'Ввести другой код')?.click();
    await element.updateComplete;
    await enter(element, code);
    return (
      [...element.renderRoot.querySelectorAll('section')]
        .map(words)
        .find((one) => one.startsWith('Если Вы не согласны')) ?? ''
    );
  };

  it('has its date and its rule', async () => {
    expect(await section(refused('2027-02-12'))).to.contain(
      'До 12 февраля 2027 включительно: 3 месяца с отказа (КАС, статья 219).',
    );
    expect(await section(refused('2027-02-12'), '2027-02-12T19:00:00Z')).to.contain('До 12 февраля 2027 включительно');
  });

  it('once it is over says so, and what can be done all the same', async () => {
    const told = await section(refused('2027-02-12'), '2027-02-13T08:00:00Z');
    expect(told).to.contain('Срок прошёл 12 февраля 2027').and.to.contain('может восстановить суд');
  });

  it('is told without a date where the decision has none', async () => {
    expect(await section(refused())).to.contain('Срок: 3 месяца с отказа (КАС, статья 219).');
    const about = { ...agency, terms: { ...agency.terms, appealMonths: 1 } };
    expect(await section(refused(), undefined, about)).to.contain('Срок: 1 месяц с отказа');
  });

  it('of an internal request goes by the rules of the body', async () => {
    const told = await section(refused('2027-02-12', { audience: 'internal' }));
    expect(told).to.contain('регламент Службы').and.not.to.contain('КАС');
  });
});
