import type { LocalizedText } from '../contract/common.ts';
import type { Role } from '../contract/staff/accounts.ts';
import { RuleBroken } from './rule-broken.ts';

/* Staff prepare, the head approves (order 078-О, 3.6): what publications and touchpoint lists share. */

/** Who acts: the account, so that another session or another role is still the same person. */
export interface Actor {
  id: string;
  position: LocalizedText;
  /** Roles of this moment, in the agency. */
  roles: readonly Role[];
}

/** What was done, by whom and when. `by`: the account; null for what a database started with. */
export interface Step {
  by: string | null;
  position: LocalizedText;
  at: string;
}

/** Accounts that had a hand in something, and one more. */
export const withEditor = (editors: readonly string[], { id }: Actor): readonly string[] => [
  ...new Set([...editors, id]),
];

/** @throws RuleBroken role_missing */
export function requireRole(role: Role, { roles }: Actor): void {
  if (!roles.includes(role)) throw new RuleBroken('role_missing', { role });
}

/** Whoever had a hand in it doesn't approve it. @throws RuleBroken four_eyes */
export function requireOtherEyes(editors: readonly string[], { by }: Step): void {
  if (by === null || editors.includes(by)) throw new RuleBroken('four_eyes');
}

/** @throws RuleBroken reason_missing */
export function requireReason({ ru }: LocalizedText): void {
  if (!ru.trim()) throw new RuleBroken('reason_missing');
}
