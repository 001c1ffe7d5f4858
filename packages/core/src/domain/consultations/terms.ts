import type { TermsPolicy } from '../../contract/agencies.ts';
import type { DerivationStep } from '../../contract/consultations.ts';
import { addDays, isWorkingDay, workingDayFrom, type Calendar, type IsoDate } from '../calendar.ts';

/** 8-FZ, article 18; the roll-over is a reading of practice (see domain notes in docs/decisions). */
export const defaultTerms: TermsPolicy = {
  registrationDays: 3,
  answerDays: 30,
  deferralDays: 15,
  deferralNoticeDays: 7,
  rollover: 'preceding',
  law: { ru: 'закон 8-ФЗ, статья 18', en: 'Federal Law 8-FZ, article 18' },
};

/** A date and how it came about, step by step. */
export interface Derived {
  date: IsoDate;
  derivation: DerivationStep[];
}

/**
 * A term of `days` calendar days after `from` (the day itself isn't counted), moved off a day that
 * isn't a working one. Moved back, it never falls on or before its start: then the next working day.
 */
export function term(
  rule: 'registration' | 'answer' | 'deferral',
  from: IsoDate,
  days: number,
  policy: TermsPolicy,
  calendar: Calendar,
): Derived {
  const end = addDays(from, days);
  const derivation: DerivationStep[] = [{ rule, from, days, result: end }];
  if (isWorkingDay(end, calendar)) return { date: end, derivation };
  const preceding = workingDayFrom(end, -1, calendar);
  const back = policy.rollover === 'preceding' && preceding > from;
  const date = back ? preceding : workingDayFrom(end, 1, calendar);
  derivation.push({
    rule: back ? 'preceding_working_day' : 'next_working_day',
    from: end,
    days: Math.round((Date.parse(date) - Date.parse(end)) / 86_400_000),
    result: date,
  });
  return { date, derivation };
}

/** When a request received on `received` must be registered (8-FZ, article 18: 3 days). */
export const registrationTerm = (received: IsoDate, policy: TermsPolicy, calendar: Calendar): Derived =>
  term('registration', received, policy.registrationDays, policy, calendar);

/** When a request registered on `registered` must be answered (8-FZ, article 18: 30 days). */
export const answerTerm = (registered: IsoDate, policy: TermsPolicy, calendar: Calendar): Derived =>
  term('answer', registered, policy.answerDays, policy, calendar);

/**
 * The latest possible date of an answer before registration: as if registered on the last day for
 * it. A later registration never gives an earlier date, so this is the latest.
 */
export function latestAnswer(
  received: IsoDate,
  policy: TermsPolicy,
  calendar: Calendar,
): Derived & { registerBy: IsoDate } {
  const registration = registrationTerm(received, policy, calendar);
  const answer = answerTerm(registration.date, policy, calendar);
  return {
    registerBy: registration.date,
    date: answer.date,
    derivation: [...registration.derivation, ...answer.derivation],
  };
}
