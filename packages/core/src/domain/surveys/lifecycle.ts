import type { Role } from '../../contract/staff/accounts.ts';
import type { SurveyVersionState } from '../../contract/staff/surveys.ts';
import type { IsoDate } from '../calendar.ts';
import { requireOtherEyes, requireRole, withEditor, type Actor, type Step } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';

/** One version of a survey, without what it asks. */
export interface SurveyVersion {
  /** Counts from 1. Drafts that were deleted leave no gap: only the newest can be one. */
  version: number;
  /** Counts the changes of a draft. */
  revision: number;
  state: SurveyVersionState;
  /** Accounts that had a hand in it: none of them may open it. */
  editors: readonly string[];
  opened: Step | null;
  ended: Step | null;
}

/** `revision`: the one that was read. */
export type SurveyAction =
  | { type: 'edit'; version: number; revision: number }
  | { type: 'delete'; version: number; revision: number }
  /** `closesOn`: its last day, `today`: by the agency's clock. */
  | { type: 'open'; version: number; revision: number; closesOn: IsoDate | null; today: IsoDate }
  | { type: 'close' }
  /** Begins the next version, from the newest. */
  | { type: 'renew' };

/** Staff prepare, the head approves (order 078-О, 3.6). */
const roleFor: Record<SurveyAction['type'], Role> = {
  edit: 'analyst',
  delete: 'analyst',
  open: 'head',
  close: 'head',
  renew: 'analyst',
};

const draft = (version: number, { id }: Actor): SurveyVersion => ({
  ...{ version, revision: 1, state: 'draft', editors: [id], opened: null, ended: null },
});

/** The version that a new survey begins. @throws RuleBroken role_missing */
export function beginSurvey(actor: Actor): SurveyVersion {
  requireRole(roleFor.edit, actor);
  return draft(1, actor);
}

/** What takes answers takes no more. */
const end = (versions: readonly SurveyVersion[], step: Step): SurveyVersion[] =>
  versions.map((one) => (one.state === 'open' ? { ...one, state: 'ended', ended: step } : one));

/**
 * Takes one action at `moment`.
 * @param versions all versions of one survey, oldest first.
 * @returns all versions after it; the given ones are left as they were.
 * @throws RuleBroken version_unknown, role_missing, revision_outdated, not_draft, not_open, draft_exists,
 *   four_eyes, closes_on_past
 */
export function actOnSurvey(
  versions: readonly SurveyVersion[],
  action: SurveyAction,
  actor: Actor,
  moment: Date,
): SurveyVersion[] {
  requireRole(roleFor[action.type], actor);
  const step: Step = { by: actor.id, position: actor.position, at: moment.toISOString() };
  const newest = versions.at(-1);
  if (action.type === 'close') {
    if (!versions.some(({ state }) => state === 'open')) throw new RuleBroken('not_open');
    return end(versions, step);
  }
  if (action.type === 'renew') {
    if (newest?.state === 'draft') throw new RuleBroken('draft_exists', { version: newest.version });
    return [...versions, draft((newest?.version ?? 0) + 1, actor)];
  }
  const current = versions.find(({ version }) => version === action.version);
  if (!current) throw new RuleBroken('version_unknown');
  if (action.revision !== current.revision) throw new RuleBroken('revision_outdated', { revision: current.revision });
  if (current.state !== 'draft') throw new RuleBroken('not_draft', { state: current.state });
  const put = (list: readonly SurveyVersion[], change: Partial<SurveyVersion>): SurveyVersion[] =>
    list.map((one) => (one === current ? { ...one, ...change } : one));
  switch (action.type) {
    case 'edit':
      return put(versions, { revision: current.revision + 1, editors: withEditor(current.editors, actor) });
    case 'delete':
      return versions.filter((one) => one !== current);
    case 'open':
      requireOtherEyes(current.editors, step);
      if (action.closesOn !== null && action.closesOn < action.today)
        throw new RuleBroken('closes_on_past', { closesOn: action.closesOn });
      return put(end(versions, step), { state: 'open', opened: step });
  }
}
