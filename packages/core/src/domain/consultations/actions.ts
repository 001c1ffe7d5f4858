import type { Visit } from '../../contract/case.ts';
import type { Portal } from '../../contract/agencies.ts';
import type { File, LocalizedText } from '../../contract/common.ts';
import type { CaseRecord, Draft, RecordEvent, RecordStatus } from '../../contract/staff/consultations.ts';
import { requireReason } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import { byOf, contextOf, filled, type By, type Context, type Effect } from './context.ts';
import { approve, issue, submit } from './decisions.ts';
import { guards } from './guards.ts';
import { caseActionTypes, isOpen, parties, transitions, type CaseActionType, type Target } from './lifecycle.ts';
import { awaitedOf, draftOf, revisionsOf, workingStatus } from './record.ts';
import { bookVisit, cancelVisit, withoutVisit } from './visits.ts';
import type { Rules } from './rules.ts';
import { answerTerm, term } from './terms.ts';

export type { By } from './context.ts';

/** The case into which a duplicate is merged. */
export type MergeTarget = Pick<CaseRecord, 'number' | 'status' | 'audience' | 'dueBy'>;

/** What can be done with a case. Moment and person are given by whoever carries it out. */
export type CaseAction =
  | { type: 'register' }
  /** `unit` prepares the answer; again: another one does. */
  | { type: 'start'; unit: LocalizedText }
  /** Asks the client for a clarification; the term runs on unless the agency's terms say otherwise. */
  | { type: 'ask'; question: LocalizedText }
  | { type: 'clarify'; text: string; files: File[] }
  /** Goes on without the clarification. */
  | { type: 'resume' }
  /**
   * Writes a draft, or the next revision of it; a submitted one is thereby taken back. May be
   * incomplete. `revision`: the one that was read, 0 for none: then nobody writes over another unseen.
   */
  | { type: 'draft'; draft: Draft; revision?: number | undefined }
  /** Brings a draft to the head; `revision` is the one that was read. */
  | { type: 'submit'; revision: number }
  | { type: 'return'; revision: number; reason: LocalizedText }
  /** `revision`: the one that was read; `number`: under which the answer is registered. */
  | { type: 'approve'; revision: number; number: string; signatures?: File[] }
  /** The same without approval, where the agency's rules ask for none. */
  | { type: 'issue'; revision: number; number: string; signatures?: File[] }
  | { type: 'answer_orally'; text: LocalizedText }
  | { type: 'defer'; days: number; reason: LocalizedText }
  /** `to`: the body that has the information. */
  | { type: 'forward'; to: LocalizedText; reason: LocalizedText }
  /** Requalifies it as an appeal under 59-FZ (переквалифицировать как обращение). */
  | { type: 'redirect'; explanation: LocalizedText; portals: Portal[] }
  /** `sameApplicant`: whether both come from the same person, which the case doesn't hold. */
  | { type: 'merge'; into: MergeTarget; sameApplicant: boolean }
  | { type: 'withdraw' }
  | { type: 'reopen'; reason: LocalizedText }
  | { type: 'add_files'; files: File[] }
  /** Books a free slot or, with a visit still to come, moves it there. That the slot is free, its keeper sees to. */
  | { type: 'book_visit'; visit: Visit }
  /** `reason`: why the body can't keep it; null from the client. */
  | { type: 'cancel_visit'; reason: LocalizedText | null };
type ActionOf<T extends CaseActionType> = Extract<CaseAction, { type: T }>;

function register({ at, today, by, rules }: Context): Effect {
  const { date, derivation } = answerTerm(today, rules.terms, rules.calendar);
  return {
    registeredOn: today,
    dueBy: date,
    derivation,
    events: [{ type: 'registered', at, dueBy: date, ...byOf(by) }],
  };
}

/** Where the time that the client took doesn't count, the term is longer by it. */
function afterWaiting(context: Context, event: RecordEvent): Effect {
  const { record, at, rules, waited } = context;
  if (!awaitedOf(record) || !rules.terms.clarificationStopsClock || waited === 0) return { events: [event] };
  const { date, derivation } = term('clarification', record.dueBy, waited, rules.terms, rules.calendar);
  return {
    dueBy: date,
    derivation: [...record.derivation, ...derivation],
    events: [
      event,
      {
        type: 'term_changed',
        at,
        cause: 'clarification',
        previousDueBy: record.dueBy,
        dueBy: date,
        ...byOf(context.by),
      },
    ],
  };
}

/** By at most `deferralDays`, with its reason (8-FZ, article 18); that it is in time, a guard says. */
function defer({ record, at, by, position, rules: { terms, calendar } }: Context, action: ActionOf<'defer'>): Effect {
  requireReason(action.reason);
  const { days } = action;
  if (!Number.isInteger(days) || days < 1 || days > terms.deferralDays)
    throw new RuleBroken('deferral_too_long', { max: terms.deferralDays });
  const { date, derivation } = term('deferral', record.dueBy, days, terms, calendar);
  const event: RecordEvent = {
    ...{ type: 'deferred', at, reason: action.reason, days },
    ...{ previousDueBy: record.dueBy, dueBy: date, decidedBy: position, ...byOf(by) },
  };
  return { dueBy: date, derivation: [...record.derivation, ...derivation], events: [event] };
}

function forward({ at, by, position }: Context, { to, reason }: ActionOf<'forward'>): Effect {
  if (!filled(to)) throw new RuleBroken('addressee_missing');
  requireReason(reason);
  return { events: [{ type: 'forwarded', at, to, reason, decidedBy: position, ...byOf(by) }] };
}

function redirect({ at, by }: Context, { explanation, portals }: ActionOf<'redirect'>): Effect {
  if (!filled(explanation)) throw new RuleBroken('explanation_missing');
  if (portals.length === 0) throw new RuleBroken('portals_missing');
  return { events: [{ type: 'redirected', at, explanation, portals, ...byOf(by) }] };
}

/** Only what the same client asked, and never so that the answer would come later by it. */
function merge({ record, at, by }: Context, { into, sameApplicant }: ActionOf<'merge'>): Effect {
  if (into.number === record.number) throw new RuleBroken('merged_with_itself');
  if (!sameApplicant || into.audience !== record.audience) throw new RuleBroken('applicant_differs');
  if (!isOpen(into.status)) throw new RuleBroken('target_closed', { number: into.number });
  if (into.dueBy > record.dueBy) throw new RuleBroken('target_due_later', { dueBy: into.dueBy });
  return { events: [{ type: 'merged', at, into: into.number, ...byOf(by) }] };
}

/** A new term of an answer, from the day of reopening. */
function reopen({ at, today, by, rules: { terms, calendar } }: Context, { reason }: ActionOf<'reopen'>): Effect {
  requireReason(reason);
  const { date, derivation } = term('reopened', today, terms.answerDays, terms, calendar);
  return { dueBy: date, derivation, events: [{ type: 'reopened', at, reason, dueBy: date, ...byOf(by) }] };
}

function effectOf(context: Context, action: CaseAction): Effect {
  const { record, at, by, position } = context;
  const told = <E extends RecordEvent>(event: E): Effect => ({ events: [{ ...event, ...byOf(by) }] });
  switch (action.type) {
    case 'register':
      return register(context);
    case 'start':
      if (!filled(action.unit)) throw new RuleBroken('unit_missing');
      return told({ type: 'in_progress', at, unit: action.unit });
    case 'ask':
      if (!filled(action.question)) throw new RuleBroken('question_missing');
      return told({ type: 'clarification', at, question: action.question });
    case 'clarify':
      if (!action.text.trim()) throw new RuleBroken('clarification_missing');
      return afterWaiting(context, { type: 'clarified', at, text: action.text, files: action.files, ...byOf(by) });
    case 'resume':
      return afterWaiting(context, { type: 'resumed', at, ...byOf(by) });
    case 'draft':
      return told({ type: 'drafted', at, revision: revisionsOf(record) + 1, draft: action.draft });
    case 'submit':
      return submit(context, action.revision);
    case 'return':
      requireReason(action.reason);
      return told({ type: 'returned', at, revision: action.revision, reason: action.reason });
    case 'approve':
      return approve(context, action);
    case 'issue':
      return issue(context, action);
    case 'answer_orally':
      if (!filled(action.text)) throw new RuleBroken('answer_missing');
      return told({ type: 'answered_orally', at, text: action.text, answeredBy: position });
    case 'defer':
      return defer(context, action);
    case 'forward':
      return forward(context, action);
    case 'redirect':
      return redirect(context, action);
    case 'merge':
      return merge(context, action);
    case 'withdraw':
      return told({ type: 'withdrawn', at });
    case 'reopen':
      return reopen(context, action);
    case 'add_files':
      if (action.files.length === 0) throw new RuleBroken('files_missing');
      return told({ type: 'files_added', at, files: action.files });
    case 'book_visit':
      return bookVisit(context, action.visit);
    case 'cancel_visit':
      return cancelVisit(context, action.reason);
  }
}

/** The state that a target means, once the events of the action are there. */
function statusOf(target: Target, after: CaseRecord): RecordStatus {
  if (target === 'same') return after.status;
  if (target === 'working') return workingStatus(after);
  if (target !== 'decided') return target;
  const decision = after.timeline.at(-1)?.type;
  return decision === 'partial' || decision === 'refused' ? decision : 'answered';
}

/** Whether this party may take the action in this state and at this time at all. @throws RuleBroken */
function checkAllowed(type: CaseActionType, context: Context): Target {
  const { record, by } = context;
  const own: readonly string[] = by === 'client' ? ['client'] : by.roles;
  if (!parties[type].some((party) => own.includes(party)))
    throw new RuleBroken('role_missing', { role: parties[type].join(' ') });
  const target = transitions[record.status][type];
  if (!target) throw new RuleBroken('action_not_allowed', { action: type, status: record.status });
  guards[type]?.(context);
  return target;
}

/**
 * Takes one action at `moment`.
 * @returns the case after it; the given one is left as it was.
 * @throws RuleBroken when state, person, term or law don't allow it, or something is missing:
 *   role_missing, action_not_allowed, revision_outdated, four_eyes, approval_needed, draft_missing,
 *   deferred_already, deferral_too_late, deferral_too_long, forwarding_too_late, not_oral_today,
 *   merged_with_itself, applicant_differs, target_closed, target_due_later, given_in_refusal,
 *   number_missing, slot_passed, visit_missing, visit_passed, and {unit question clarification reason answer given explanation act advice
 *   appeal addressee portals files}_missing
 */
export function act(record: CaseRecord, action: CaseAction, by: By, moment: Date, rules: Rules): CaseRecord {
  const context = contextOf(record, by, moment, rules);
  const target = checkAllowed(action.type, context);
  if ('revision' in action && action.revision !== undefined) {
    const revision = draftOf(record)?.revision ?? 0;
    if (action.revision !== revision) throw new RuleBroken('revision_outdated', { revision });
  }
  const { events, ...change } = effectOf(context, action);
  const after: CaseRecord = { ...record, ...change, timeline: [...record.timeline, ...events] };
  const status = statusOf(target, after);
  if (isOpen(status)) return { ...after, status, closedOn: null };
  return {
    ...after,
    status,
    closedOn: record.closedOn ?? context.today,
    timeline: withoutVisit(context, after, status),
  };
}

/** What this person could do with the case now: what `act` doesn't refuse whatever else the action says. */
export function possibleActions(record: CaseRecord, by: By, moment: Date, rules: Rules): CaseActionType[] {
  const context = contextOf(record, by, moment, rules);
  return caseActionTypes.filter((type) => {
    try {
      return checkAllowed(type, context);
    } catch (error) {
      if (error instanceof RuleBroken) return false;
      throw error;
    }
  });
}
