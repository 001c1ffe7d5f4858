import type { TermsPolicy } from '../../contract/agencies.ts';
import type { DerivationStep } from '../../contract/case.ts';
import { addDays, daysBetween, isWorkingDay, workingDayFrom, type Calendar, type IsoDate } from '../calendar.ts';

/** A policy with nothing left open. Days are calendar days; the day from which a term counts isn't one of them. */
export type Terms = Required<TermsPolicy>;

/** 8-FZ, article 18; the roll-over is a reading of practice (docs/decisions). */
export const defaultTerms: Terms = {
  registrationDays: 3,
  answerDays: 30,
  deferralDays: 15,
  deferralNoticeDays: 7,
  forwardingDays: 7,
  appealMonths: 3,
  clarificationStopsClock: false,
  rollover: 'preceding',
  law: { ru: 'закон 8-ФЗ, статья 18', en: 'Federal Law 8-FZ, article 18' },
};

/** The body's own servants aren't users of information in the sense of 8-FZ: its own rules give these terms. */
export const defaultInternalTerms: Terms = {
  registrationDays: 1,
  answerDays: 10,
  deferralDays: 5,
  deferralNoticeDays: 5,
  forwardingDays: 5,
  appealMonths: 3,
  clarificationStopsClock: false,
  rollover: 'next',
  law: { ru: 'регламент Службы', en: 'rules of the Service' },
};

/** A date and how it came about, step by step: each begins where the one before ended. */
export interface Derived {
  date: IsoDate;
  derivation: DerivationStep[];
}

const moved = (end: IsoDate, to: IsoDate): DerivationStep => ({
  rule: to < end ? 'preceding_working_day' : 'next_working_day',
  from: end,
  days: daysBetween(end, to),
  result: to,
});

/**
 * A term of `days` calendar days after `from` (the day itself isn't counted), moved off a day that
 * isn't a working one. Moved back, it never falls on or before its start: then the next working day.
 * Of no days at all it is the day itself, working or not.
 */
export function term(
  rule: DerivationStep['rule'],
  from: IsoDate,
  days: number,
  { rollover }: Pick<Terms, 'rollover'>,
  calendar: Calendar,
): Derived {
  const end = addDays(from, days);
  const derivation: DerivationStep[] = [{ rule, from, days, result: end }];
  if (days === 0 || isWorkingDay(end, calendar)) return { date: end, derivation };
  const preceding = workingDayFrom(end, -1, calendar);
  const date = rollover === 'preceding' && preceding > from ? preceding : workingDayFrom(end, 1, calendar);
  return { date, derivation: [...derivation, moved(end, date)] };
}

/** When a request received on `received` must be registered: within 3 days, an oral one on the same day (8-FZ, article 18). */
export const registrationTerm = (received: IsoDate, terms: Terms, calendar: Calendar, oral = false): Derived =>
  term('registration', received, oral ? 0 : terms.registrationDays, terms, calendar);

/** When a request registered on `registered` must be answered (8-FZ, article 18: 30 days). */
export const answerTerm = (registered: IsoDate, terms: Terms, calendar: Calendar): Derived =>
  term('answer', registered, terms.answerDays, terms, calendar);

/**
 * The latest possible date of an answer before registration: as if registered on the last day for
 * it. A later registration never gives an earlier date, so this is the latest.
 */
export function latestAnswer(received: IsoDate, terms: Terms, calendar: Calendar): Derived & { registerBy: IsoDate } {
  const registration = registrationTerm(received, terms, calendar);
  const answer = answerTerm(registration.date, terms, calendar);
  return {
    registerBy: registration.date,
    date: answer.date,
    derivation: [...registration.derivation, ...answer.derivation],
  };
}

/** Until when something may be done, and the last day on which staff are there to do it. */
export interface Window {
  closes: IsoDate;
  lastWorkingDay: IsoDate;
  /** Of `lastWorkingDay`. */
  derivation: DerivationStep[];
}

/**
 * Within how many days of registration a deferral must be announced, or a request forwarded with
 * notice to the client (8-FZ, article 18: 7 days each). No roll-over makes it longer: what comes on
 * the eighth day is late, whatever day that is.
 */
export function windowOf(
  rule: 'deferral_notice' | 'forwarding',
  registered: IsoDate,
  terms: Terms,
  calendar: Calendar,
): Window {
  const days = rule === 'forwarding' ? terms.forwardingDays : terms.deferralNoticeDays;
  const closes = addDays(registered, days);
  const derivation: DerivationStep[] = [{ rule, from: registered, days, result: closes }];
  const preceding = workingDayFrom(closes, -1, calendar);
  if (isWorkingDay(closes, calendar) || preceding < registered) return { closes, lastWorkingDay: closes, derivation };
  return { closes, lastWorkingDay: preceding, derivation: [...derivation, moved(closes, preceding)] };
}
