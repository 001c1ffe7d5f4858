import type { TermsPolicy } from '../../contract/agencies.ts';
import type { Answer, Case, CaseEvent, CaseStatus, Consultation, Refusal } from '../../contract/consultations.ts';
import type { LocalizedText } from '../../contract/common.ts';
import { addDays, localTime, type Calendar, type IsoDate } from '../calendar.ts';
import { answerTerm, latestAnswer, term } from './terms.ts';

/** What the body can do with a case. Time is given by whoever carries it out. */
export type CaseAction =
  | { type: 'register' }
  | { type: 'start'; unit: LocalizedText }
  | { type: 'defer'; days: number; reason: LocalizedText; decidedBy: LocalizedText }
  | { type: 'answer'; answer: Answer }
  | { type: 'refuse'; refusal: Refusal };

/** Which action may be taken in which state. */
const allowed: Record<CaseAction['type'], readonly CaseStatus[]> = {
  register: ['received'],
  start: ['registered'],
  defer: ['registered', 'in_progress'],
  answer: ['registered', 'in_progress', 'deferred'],
  refuse: ['registered', 'in_progress', 'deferred'],
};

/** Why an action was not taken; `code` is stable, params are for the sentence. */
export class RuleBroken extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'RuleBroken';
    this.code = code;
    this.params = params;
  }
}

/** What the rules need to know of the agency. */
export interface Rules {
  policy: TermsPolicy;
  calendar: Calendar;
  timeZone: string;
}

const filled = (value: LocalizedText | null): boolean => !!value?.ru.trim();

/** Deferral: once, by at most `deferralDays`, announced within `deferralNoticeDays` of registration, with its reason (8-FZ, article 18). */
function defer(
  current: Case,
  action: CaseAction & { type: 'defer' },
  today: IsoDate,
  at: string,
  { policy, calendar }: Rules,
): Case {
  const noticeBy = addDays(current.registeredOn ?? today, policy.deferralNoticeDays);
  if (today > noticeBy) throw new RuleBroken('deferral_too_late', { noticeBy });
  if (!filled(action.reason)) throw new RuleBroken('reason_missing');
  if (action.days < 1 || action.days > policy.deferralDays)
    throw new RuleBroken('deferral_too_long', { max: policy.deferralDays });
  const { date, derivation } = term('deferral', current.dueBy, action.days, policy, calendar);
  const event: CaseEvent = {
    type: 'deferred',
    at,
    reason: action.reason,
    days: action.days,
    previousDueBy: current.dueBy,
    dueBy: date,
    decidedBy: action.decidedBy,
  };
  return {
    ...current,
    status: 'deferred',
    dueBy: date,
    derivation: [...current.derivation, ...derivation],
    timeline: [...current.timeline, event],
  };
}

/** A refusal has a ground, an explanation and the way to appeal (order 078-О, 2.1; 8-FZ, articles 19, 20, 23). */
function checkRefusal(refusal: Refusal): void {
  if (!filled(refusal.explanation)) throw new RuleBroken('explanation_missing');
  if (!filled(refusal.appeal)) throw new RuleBroken('appeal_missing');
  if (refusal.ground === 'restricted' && !filled(refusal.act)) throw new RuleBroken('act_missing');
}

/**
 * Takes one action at `moment`.
 * @returns the case after it; the given one is left as it was.
 * @throws RuleBroken when the state or the law doesn't allow it.
 */
export function act(current: Case, action: CaseAction, moment: Date, rules: Rules): Case {
  if (!allowed[action.type].includes(current.status)) {
    throw new RuleBroken('action_not_allowed', { action: action.type, status: current.status });
  }
  const at = moment.toISOString();
  const today = localTime(moment, rules.timeZone).date;
  const add = (status: CaseStatus, event: CaseEvent): Case => ({
    ...current,
    status,
    timeline: [...current.timeline, event],
  });
  switch (action.type) {
    case 'register': {
      const { date, derivation } = answerTerm(today, rules.policy, rules.calendar);
      return {
        ...add('registered', { type: 'registered', at, dueBy: date }),
        registeredOn: today,
        dueBy: date,
        derivation,
      };
    }
    case 'start':
      return add('in_progress', { type: 'in_progress', at, unit: action.unit });
    case 'defer':
      return defer(current, action, today, at, rules);
    case 'answer':
      if (!filled(action.answer.text)) throw new RuleBroken('answer_missing');
      return { ...add('answered', { type: 'answered', at, answer: action.answer }), closedOn: today };
    case 'refuse':
      checkRefusal(action.refusal);
      return { ...add('refused', { type: 'refused', at, refusal: action.refusal }), closedOn: today };
  }
}

/** The case that a consultation received at `moment` opens. */
export function openCase(
  number: string,
  consultation: Consultation,
  topic: LocalizedText,
  moment: Date,
  rules: Rules,
): Case {
  const latest = latestAnswer(localTime(moment, rules.timeZone).date, rules.policy, rules.calendar);
  const at = moment.toISOString();
  return {
    number,
    audience: consultation.audience,
    status: 'received',
    topic,
    question: consultation.question,
    replyForm: consultation.replyForm,
    receivedAt: at,
    registeredOn: null,
    registerBy: latest.registerBy,
    dueBy: latest.date,
    closedOn: null,
    derivation: latest.derivation,
    timeline: [{ type: 'received', at }],
  };
}
