import type { LocalizedText } from '../../contract/common.ts';
import type { Role } from '../../contract/staff/accounts.ts';
import { localTime, type IsoDate } from '../calendar.ts';
import { requireOtherEyes, requireReason, requireRole, withEditor, type Actor, type Step } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';

/** The document that approves a list (order 078-О, 3.3). */
export interface ListDocument {
  title: LocalizedText;
  number: string;
  date: IsoDate;
}

/** What staff did with it last. Whether an approved version is in force, the day says: `statusOn`. */
export const listVersionStates = ['draft', 'submitted', 'returned', 'approved'] as const;
export type ListVersionState = (typeof listVersionStates)[number];

export const listVersionStatuses = ['draft', 'submitted', 'returned', 'scheduled', 'in_force', 'superseded'] as const;
export type ListVersionStatus = (typeof listVersionStatuses)[number];

/** One version of the list of an audience, without channels and touchpoints. Days are the agency's. */
export interface ListVersion {
  /** Counts from 1, without gaps. */
  version: number;
  state: ListVersionState;
  /** Counts the changes of its content. */
  revision: number;
  /** Accounts that changed its content, or submitted it: none of them may approve it. */
  editors: readonly string[];
  /** null: not approved yet; or, of what a database started with, not known. */
  document: ListDocument | null;
  /** The first day; null: not approved yet; or, of what a database started with, since ever. */
  inForceFrom: IsoDate | null;
  /** The first day of the version that takes its place. */
  inForceUntil: IsoDate | null;
  submitted: Step | null;
  returned: (Step & { reason: LocalizedText }) | null;
  approved: Step | null;
}

export type ListAction =
  | { type: 'edit'; version: number; revision: number }
  | { type: 'submit'; version: number; revision: number }
  | { type: 'return'; version: number; revision: number; reason: LocalizedText }
  /** `revision`: the one that was read. */
  | { type: 'approve'; version: number; revision: number; document: ListDocument; inForceFrom: IsoDate }
  /** Begins the next version, from the content of the newest. */
  | { type: 'renew' };

/** Which action may be taken in which status: for `renew`, of the newest version. */
export const allowed: Record<ListAction['type'], readonly ListVersionStatus[]> = {
  edit: ['draft', 'submitted', 'returned'],
  submit: ['draft'],
  return: ['submitted'],
  approve: ['submitted'],
  renew: ['scheduled', 'in_force'],
};

/** Staff prepare, the head approves (order 078-О, 3.6). */
const roleFor: Record<ListAction['type'], Role> = {
  edit: 'author',
  submit: 'author',
  return: 'head',
  approve: 'head',
  renew: 'author',
};

export function statusOn({ state, inForceFrom, inForceUntil }: ListVersion, day: IsoDate): ListVersionStatus {
  if (state !== 'approved') return state;
  // Replaced by one in force from the same day: it never was.
  const never = inForceUntil !== null && inForceFrom !== null && inForceUntil <= inForceFrom;
  if (never || (inForceUntil !== null && inForceUntil <= day)) return 'superseded';
  return inForceFrom !== null && day < inForceFrom ? 'scheduled' : 'in_force';
}

const newVersion = (version: number, { id }: Actor): ListVersion => ({
  ...{ version, state: 'draft', revision: 1, editors: [id] },
  ...{ document: null, inForceFrom: null, inForceUntil: null, submitted: null, returned: null, approved: null },
});

/** The version that an audience's first list begins. @throws RuleBroken role_missing */
export function begin(actor: Actor): ListVersion {
  requireRole(roleFor.edit, actor);
  return newVersion(1, actor);
}

/**
 * A list is in force from its document's day at the earliest. It takes the place of the one before
 * it, also of one that isn't in force yet, and then from the same day at the earliest: on any day
 * the newest approved version that has begun is the one.
 */
function approve(
  versions: readonly ListVersion[],
  current: ListVersion,
  { document, inForceFrom }: Extract<ListAction, { type: 'approve' }>,
  step: Step,
  today: IsoDate,
): ListVersion[] {
  requireOtherEyes(current.editors, step);
  if (document.date > today) throw new RuleBroken('document_date_future', { date: document.date });
  if (inForceFrom < document.date) throw new RuleBroken('in_force_before_document', { date: document.date });
  const before = versions.filter(({ state }) => state === 'approved').at(-1);
  const earliest = before?.inForceFrom ?? null;
  if (earliest !== null && inForceFrom < earliest) throw new RuleBroken('in_force_before_previous', { date: earliest });
  return versions.map((one) => {
    if (one === current) return { ...one, state: 'approved', approved: step, document, inForceFrom };
    return one === before ? { ...one, inForceUntil: inForceFrom } : one;
  });
}

/**
 * Takes one action at `moment`.
 * @param versions all versions of one audience's list, oldest first.
 * @param timeZone of the agency, for days.
 * @returns all versions after it; the given ones are left as they were.
 * @throws RuleBroken version_unknown, role_missing, revision_outdated, action_not_allowed, four_eyes,
 *   reason_missing, document_date_future, in_force_before_document, in_force_before_previous
 */
export function act(
  versions: readonly ListVersion[],
  action: ListAction,
  actor: Actor,
  moment: Date,
  timeZone: string,
): ListVersion[] {
  const { type } = action;
  const today = localTime(moment, timeZone).date;
  const current = type === 'renew' ? versions.at(-1) : versions.find(({ version }) => version === action.version);
  if (!current) throw new RuleBroken('version_unknown');
  requireRole(roleFor[type], actor);
  if ('revision' in action && action.revision !== current.revision)
    throw new RuleBroken('revision_outdated', { revision: current.revision });
  const status = statusOn(current, today);
  if (!allowed[type].includes(status)) throw new RuleBroken('action_not_allowed', { action: type, status });
  const step: Step = { by: actor.id, position: actor.position, at: moment.toISOString() };
  const put = (change: Partial<ListVersion>): ListVersion[] =>
    versions.map((one) => (one === current ? { ...one, ...change } : one));
  switch (type) {
    case 'edit':
      return put({ state: 'draft', revision: current.revision + 1, editors: withEditor(current.editors, actor) });
    case 'submit':
      return put({ state: 'submitted', submitted: step, editors: withEditor(current.editors, actor) });
    case 'return':
      requireReason(action.reason);
      return put({ state: 'returned', returned: { ...step, reason: action.reason } });
    case 'approve':
      return approve(versions, current, action, step, today);
    case 'renew':
      return [...versions, newVersion(current.version + 1, actor)];
  }
}
