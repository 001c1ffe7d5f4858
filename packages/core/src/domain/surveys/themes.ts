import type { Audience } from '../../contract/common.ts';
import type { TextState } from '../../contract/staff/surveys.ts';
import type { IsoDate } from '../calendar.ts';
import { requireOtherEyes, requireRole, withEditor, type Actor, type Step } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';

/** A theme of suggestions, without its words. */
export interface ThemeWay {
  question: string;
  /** Counts the changes: of its words, and of what stands under it. */
  revision: number;
  /** Accounts that had a hand in any of it: none of them may publish it. */
  editors: readonly string[];
  /** `on`: the day, by the agency's clock; null: it isn't published. */
  decided: (Step & { on: IsoDate }) | null;
}

export const beginTheme = (question: string, actor: Actor): ThemeWay => {
  requireRole('analyst', actor);
  return { question, revision: 1, editors: [actor.id], decided: null };
};

/**
 * What is public stays as it was decided on; whoever read a theme read it with all its suggestions.
 * @throws RuleBroken role_missing, theme_published
 */
export function changeTheme(theme: ThemeWay, actor: Actor): ThemeWay {
  requireRole('analyst', actor);
  if (theme.decided) throw new RuleBroken('theme_published');
  return { ...theme, revision: theme.revision + 1, editors: withEditor(theme.editors, actor) };
}

/** @throws RuleBroken revision_outdated */
export function requireRead({ revision }: ThemeWay, read: number): void {
  if (read !== revision) throw new RuleBroken('revision_outdated', { revision });
}

/** The head decides (order 078-О, 3.6). @throws RuleBroken role_missing, revision_outdated, theme_published, four_eyes */
export function publishTheme(theme: ThemeWay, revision: number, actor: Actor, moment: Date, on: IsoDate): ThemeWay {
  requireRole('head', actor);
  requireRead(theme, revision);
  if (theme.decided) throw new RuleBroken('theme_published');
  const step: Step = { by: actor.id, position: actor.position, at: moment.toISOString() };
  requireOtherEyes(theme.editors, step);
  return { ...theme, decided: { ...step, on } };
}

/** @throws RuleBroken role_missing, theme_not_published */
export function withdrawTheme(theme: ThemeWay, actor: Actor): ThemeWay {
  requireRole('head', actor);
  if (!theme.decided) throw new RuleBroken('theme_not_published');
  return { ...theme, decided: null };
}

/**
 * Words of an internal survey are never published: colleagues would know whose they are (anonymity.md).
 * @throws RuleBroken internal_text
 */
export function requirePublishable(audience: Audience, state: TextState): void {
  if (audience === 'internal' && state === 'published') throw new RuleBroken('internal_text');
}
