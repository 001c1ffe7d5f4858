import { requireOtherEyes } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import type { Context } from './context.ts';
import type { CaseActionType } from './lifecycle.ts';
import { draftOf, receiptOf, wasDeferred } from './record.ts';
import { windowOf } from './terms.ts';
import { requireVisit } from './visits.ts';
import { isOral } from './kinds.ts';

/** An answer is approved by a head who has no part in it (order 078-О, 3.6). */
function approve({ record, by, position, at }: Context): void {
  requireOtherEyes(draftOf(record)?.authors ?? [], { by: by === 'client' ? null : by.id, position, at });
}

function submit({ record }: Context): void {
  if (!draftOf(record)) throw new RuleBroken('draft_missing');
}

function issue(context: Context): void {
  if (context.rules.policy.approval) throw new RuleBroken('approval_needed');
  submit(context);
}

/** The day on which a window counts from; only what is registered comes here. */
const registered = ({ record, today }: Context): string => record.registeredOn ?? today;

/** Once, and announced within 7 days of registration (8-FZ, article 18). */
function defer(context: Context): void {
  const { record, today, rules } = context;
  if (wasDeferred(record)) throw new RuleBroken('deferred_already');
  // An agency may know no deferral.
  if (rules.terms.deferralDays < 1) throw new RuleBroken('deferral_too_long', { max: 0 });
  const { closes } = windowOf('deferral_notice', registered(context), rules.terms, rules.calendar);
  if (today > closes) throw new RuleBroken('deferral_too_late', { noticeBy: closes });
}

/** Within 7 days of registration, the client told in the same term: the event is the notice (8-FZ, article 18). */
function forward(context: Context): void {
  const { today, rules } = context;
  const { closes } = windowOf('forwarding', registered(context), rules.terms, rules.calendar);
  if (today > closes) throw new RuleBroken('forwarding_too_late', { forwardBy: closes });
}

/** What was asked by word of mouth may be answered so, there and then (8-FZ, articles 7 and 18). */
function answerOrally({ record, today, rules }: Context): void {
  const { origin, on } = receiptOf(record, rules.timeZone);
  if (!isOral(origin) || on !== today) throw new RuleBroken('not_oral_today');
}

/** What must hold beside state and role, whatever else an action says. Each throws RuleBroken when it doesn't. */
export const guards: Partial<Record<CaseActionType, (context: Context) => unknown>> = {
  approve,
  submit,
  issue,
  defer,
  forward,
  answer_orally: answerOrally,
  cancel_visit: requireVisit,
};
