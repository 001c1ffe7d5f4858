import type { LocalizedText } from '../../contract/common.ts';
import type { Role } from '../../contract/staff/accounts.ts';
import { localTime, type IsoDate } from '../calendar.ts';
import { requireOtherEyes, requireReason, requireRole, withEditor, type Actor, type Step } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';

export type { Actor, Step };

/** What staff did with it last. Whether an approved version is public yet, or no more, the clock says: `statusAt`. */
export const versionStates = ['draft', 'submitted', 'returned', 'approved', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

export const versionStatuses = [
  'draft',
  'submitted',
  'returned',
  'scheduled',
  'published',
  'superseded',
  'withdrawn',
] as const;
export type VersionStatus = (typeof versionStatuses)[number];

/** One version of a text, without the text. Moments are ISO 8601 in UTC. */
export interface Version {
  /** Counts from 1, without gaps. */
  version: number;
  state: VersionState;
  /** Counts the changes of its text. */
  revision: number;
  /** Accounts that wrote any revision of it, or submitted it: none of them may approve it. */
  editors: readonly string[];
  /** Until when staff vouch for the text. */
  reviewBy: IsoDate | null;
  submitted: Step | null;
  returned: (Step & { reason: LocalizedText }) | null;
  approved: Step | null;
  withdrawn: (Step & { reason: LocalizedText }) | null;
  /** From when it is public; null: never. */
  shownFrom: string | null;
  /** From when it isn't any more: the next version took its place, or it was withdrawn. */
  shownUntil: string | null;
}

export type VersionAction =
  /** `reviewBy` left out: as it was. */
  | { type: 'edit'; version: number; revision: number; reviewBy?: IsoDate | null }
  | { type: 'submit'; version: number; revision: number }
  | { type: 'return'; version: number; revision: number; reason: LocalizedText }
  /** `revision`: the one that was read; `publishAt`: ISO 8601, null: now. */
  | { type: 'approve'; version: number; revision: number; publishAt: string | null }
  | { type: 'withdraw'; version: number; reason: LocalizedText }
  /** Begins the next version, from the text of the newest. */
  | { type: 'renew' };
type ActionOf<T extends VersionAction['type']> = Extract<VersionAction, { type: T }>;

/** Which action may be taken in which status: for `renew`, of the newest version. */
export const allowed: Record<VersionAction['type'], readonly VersionStatus[]> = {
  edit: ['draft', 'submitted', 'returned'],
  submit: ['draft'],
  return: ['submitted'],
  approve: ['submitted'],
  withdraw: ['scheduled', 'published'],
  renew: ['published', 'withdrawn'],
};

/** Staff prepare, the head approves (order 078-О, 3.6). */
const roleFor: Record<VersionAction['type'], Role> = {
  edit: 'author',
  submit: 'author',
  return: 'head',
  approve: 'head',
  withdraw: 'head',
  renew: 'author',
};

export function statusAt({ state, shownFrom, shownUntil }: Version, at: string): VersionStatus {
  if (state !== 'approved') return state;
  if (shownFrom === null || at < shownFrom) return 'scheduled';
  return shownUntil !== null && at >= shownUntil ? 'superseded' : 'published';
}

/** Whether the public sees it at a moment, be that past or to come. */
export const isShownAt = ({ shownFrom, shownUntil }: Version, at: string): boolean =>
  shownFrom !== null && shownFrom <= at && (shownUntil === null || at < shownUntil);

const newVersion = (version: number, editors: readonly string[], reviewBy: IsoDate | null): Version => ({
  ...{ version, state: 'draft', revision: 1, editors, reviewBy },
  ...{ submitted: null, returned: null, approved: null, withdrawn: null, shownFrom: null, shownUntil: null },
});

/** The version that a new text begins. @throws RuleBroken role_missing */
export function begin(actor: Actor, reviewBy: IsoDate | null): Version {
  requireRole(roleFor.edit, actor);
  return newVersion(1, [actor.id], reviewBy);
}

/** Nobody vouches for a text beyond a day that is over when it appears. */
function checkReview({ reviewBy }: Version, from: string, timeZone: string): void {
  const day = localTime(new Date(from), timeZone).date;
  if (reviewBy !== null && reviewBy < day) throw new RuleBroken('review_by_past', { reviewBy });
}

/** The new version takes the place of the one that stands, at the moment at which it appears. */
function approve(
  versions: readonly Version[],
  current: Version,
  { publishAt }: ActionOf<'approve'>,
  step: Step,
  timeZone: string,
): Version[] {
  requireOtherEyes(current.editors, step);
  const shownFrom = publishAt === null ? step.at : new Date(publishAt).toISOString();
  if (publishAt !== null && shownFrom <= step.at) throw new RuleBroken('publish_at_past');
  checkReview(current, shownFrom, timeZone);
  return versions.map((one) => {
    if (one === current) return { ...one, state: 'approved', approved: step, shownFrom };
    return one.state === 'approved' && one.shownUntil === null ? { ...one, shownUntil: shownFrom } : one;
  });
}

/** What was to appear doesn't, and what it would have replaced stays; what is public is so no more, and nothing older comes back. */
function withdraw(
  versions: readonly Version[],
  current: Version,
  { reason }: ActionOf<'withdraw'>,
  step: Step,
): Version[] {
  requireReason(reason);
  const early = statusAt(current, step.at) === 'scheduled';
  const shown = early ? { shownFrom: null } : { shownUntil: step.at };
  return versions.map((one) => {
    if (one === current) return { ...one, ...shown, state: 'withdrawn', withdrawn: { ...step, reason } };
    const stays = early && one.state === 'approved' && one.shownUntil === current.shownFrom;
    return stays ? { ...one, shownUntil: null } : one;
  });
}

/** Who changes a text that stands answers for the change alone; one that doesn't stand is still its editors' own. */
function renew(versions: readonly Version[], newest: Version, actor: Actor, at: string): Version[] {
  const stands = statusAt(newest, at) === 'published';
  const editors = stands ? [actor.id] : withEditor(newest.editors, actor);
  return [...versions, newVersion(newest.version + 1, editors, newest.reviewBy)];
}

/**
 * Takes one action at `moment`.
 * @param versions all versions of one text, oldest first.
 * @param timeZone of the agency, for days.
 * @returns all versions after it; the given ones are left as they were.
 * @throws RuleBroken version_unknown, role_missing, revision_outdated, action_not_allowed, four_eyes,
 *   reason_missing, review_by_past, publish_at_past
 */
export function act(
  versions: readonly Version[],
  action: VersionAction,
  actor: Actor,
  moment: Date,
  timeZone: string,
): Version[] {
  const { type } = action;
  const at = moment.toISOString();
  const current = type === 'renew' ? versions.at(-1) : versions.find(({ version }) => version === action.version);
  if (!current) throw new RuleBroken('version_unknown');
  requireRole(roleFor[type], actor);
  if ('revision' in action && action.revision !== current.revision)
    throw new RuleBroken('revision_outdated', { revision: current.revision });
  const status = statusAt(current, at);
  if (!allowed[type].includes(status)) throw new RuleBroken('action_not_allowed', { action: type, status });
  const step: Step = { by: actor.id, position: actor.position, at };
  const put = (change: Partial<Version>): Version[] =>
    versions.map((one) => (one === current ? { ...one, ...change } : one));
  switch (type) {
    case 'edit':
      return put({
        state: 'draft',
        revision: current.revision + 1,
        editors: withEditor(current.editors, actor),
        reviewBy: action.reviewBy === undefined ? current.reviewBy : action.reviewBy,
      });
    case 'submit':
      checkReview(current, at, timeZone);
      return put({ state: 'submitted', submitted: step, editors: withEditor(current.editors, actor) });
    case 'return':
      requireReason(action.reason);
      return put({ state: 'returned', returned: { ...step, reason: action.reason } });
    case 'approve':
      return approve(versions, current, action, step, timeZone);
    case 'withdraw':
      return withdraw(versions, current, action, step);
    case 'renew':
      return renew(versions, current, actor, at);
  }
}
