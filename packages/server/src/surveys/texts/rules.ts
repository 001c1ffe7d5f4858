import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Page } from '@otklik/core/contract/common.js';
import { pageLimit } from '@otklik/core/contract/publications.js';
import type {
  newThemeSchema,
  StaffTheme,
  SurveyText,
  TextQuery,
  TextReview,
  themeChangeSchema,
} from '@otklik/core/contract/staff/surveys.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import * as rules from '@otklik/core/domain/surveys/themes.js';
import { requireAgency } from '../../agencies/port.ts';
import type { Db, Tx } from '../../database/open.ts';
import { isName, isUuid } from '../../http/names.ts';
import type { Services } from '../../services.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import { entryOf, withSurvey } from '../definitions/rules.ts';
import { asksForText, findSurveyRow } from '../definitions/store.ts';
import {
  deleteThemeRow,
  findText,
  findTheme,
  insertTheme,
  listTexts,
  listThemeRows,
  readSuggestions,
  releaseTexts,
  updateText,
  updateTheme,
  type Review,
  type StoredTheme,
} from './store.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;
export type NewTheme = v.InferOutput<typeof newThemeSchema>;
export type ThemeChange = v.InferOutput<typeof themeChangeSchema>;

const wrong = (path: string, code: string): BackendError =>
  new BackendError('fields_invalid', {}, [{ path, code, params: {} }]);

async function requireSurvey(db: Db, agency: string, id: string): Promise<void> {
  if (!isName(id) || !(await findSurveyRow(db, agency, id))) throw new BackendError('survey_unknown', { survey: id });
}

/** Where a page of texts ended. @throws BackendError cursor_invalid */
function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isUuid(id)) throw new BackendError('cursor_invalid');
  return id;
}

/** @throws BackendError survey_unknown, cursor_invalid */
export async function listSurveyTexts(
  { database: { db } }: Needs,
  agency: string,
  survey: string,
  { state, question, cursor, limit = pageLimit.default }: TextQuery,
): Promise<Page<SurveyText>> {
  await requireSurvey(db, agency, survey);
  const after = cursor === undefined ? null : idOf(cursor);
  const found = await listTexts(db, agency, survey, { state, question, after, limit });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > limit ? Buffer.from(last.id).toString('base64url') : null };
}

async function requireTheme(tx: Tx, agency: string, survey: string, id: string): Promise<StoredTheme> {
  const theme = isName(id) ? await findTheme(tx, agency, survey, id) : undefined;
  if (!theme) throw new BackendError('theme_unknown', { theme: id });
  return theme;
}

/** What comes of a review: whatever isn't published keeps neither theme nor excerpt. */
function reviewed(text: SurveyText, { state, theme, excerpt }: TextReview): Review {
  if (state !== 'published') return { state, theme: null, excerpt: null };
  if (theme === null) throw wrong('theme', 'required');
  return { state, theme, excerpt: excerpt ?? text.body };
}

/**
 * Decides on a text. Under a theme it comes, or leaves it, only while the theme isn't published: what
 * the head read is what is public.
 * @throws BackendError survey_unknown, text_unknown, theme_unknown, fields_invalid; RuleBroken
 */
export const reviewSurveyText = (
  services: Needs,
  worker: Worker,
  survey: string,
  id: string,
  input: TextReview,
): Promise<SurveyText> =>
  withSurvey(services, worker, survey, async (tx, { audience }, append) => {
    const { agency } = worker;
    const text = isUuid(id) ? await findText(tx, agency, survey, id) : undefined;
    if (!text) throw new BackendError('text_unknown');
    rules.requirePublishable(audience, input.state);
    const review = reviewed(text, input);
    for (const name of new Set([text.theme, review.theme])) {
      if (name === null) continue;
      const theme = await requireTheme(tx, agency, survey, name);
      if (name === review.theme && theme.question !== text.question) throw wrong('theme', 'question_differs');
      await updateTheme(tx, agency, survey, { ...theme, ...rules.changeTheme(theme, actorOf(worker)) });
    }
    await updateText(tx, id, review);
    const { state, theme } = review;
    // Not its hash: it isn't public yet, and may never be. Who guesses at the words could try them.
    append(entryOf(worker, survey, `text_${state}`, { text: id, theme }, services.now()));
    return { ...text, ...review };
  });

const themeView = (theme: StoredTheme, suggestions: readonly string[], account: string): StaffTheme => {
  const { id, question, title, decision, reason, revision, editors, decided } = theme;
  return {
    ...{ id, question, title, suggestions: [...suggestions], decision, reason, revision },
    ...{ published: decided !== null, own: editors.includes(account) },
    ...{ decidedOn: decided?.on ?? null, decidedBy: decided?.position ?? null },
  };
};

/** By id. @throws BackendError survey_unknown */
export async function listStaffThemes(
  { database: { db } }: Needs,
  { agency, staff }: Worker,
  survey: string,
): Promise<Page<StaffTheme>> {
  await requireSurvey(db, agency, survey);
  const suggestions = await readSuggestions(db, agency, survey);
  const themes = await listThemeRows(db, agency, survey);
  return { items: themes.map((theme) => themeView(theme, suggestions.get(theme.id) ?? [], staff.id)), next: null };
}

const suggestionsUnder = async (tx: Tx, agency: string, survey: string, theme: string): Promise<readonly string[]> =>
  (await readSuggestions(tx, agency, survey, theme)).get(theme) ?? [];

async function shown(tx: Tx, { agency, staff }: Worker, survey: string, id: string): Promise<StaffTheme> {
  const theme = await requireTheme(tx, agency, survey, id);
  return themeView(theme, await suggestionsUnder(tx, agency, survey, id), staff.id);
}

async function requireTextQuestion(tx: Tx, agency: string, survey: string, question: string): Promise<void> {
  if (!(await asksForText(tx, agency, survey, question))) throw wrong('question', 'question_unknown');
}

/** @throws BackendError survey_unknown, theme_taken, fields_invalid */
export const createTheme = (
  services: Needs,
  worker: Worker,
  survey: string,
  { id, question, ...words }: NewTheme,
): Promise<StaffTheme> =>
  withSurvey(services, worker, survey, async (tx, _survey, append) => {
    const { agency } = worker;
    await requireTextQuestion(tx, agency, survey, question);
    const theme = { id, ...words, ...rules.beginTheme(question, actorOf(worker)) };
    if (!(await insertTheme(tx, agency, survey, theme))) throw new BackendError('theme_taken', { id });
    append(entryOf(worker, survey, 'theme_begun', { theme: id, revision: 1 }, services.now()));
    return shown(tx, worker, survey, id);
  });

/** Takes one action on a theme and journals it. @throws BackendError survey_unknown, theme_unknown, revision_outdated; RuleBroken */
const withTheme = (
  services: Needs,
  worker: Worker,
  survey: string,
  id: string,
  action: string,
  act: (theme: StoredTheme, tx: Tx, moment: Date) => Promise<StoredTheme>,
): Promise<StaffTheme> =>
  withSurvey(services, worker, survey, async (tx, _survey, append) => {
    const { agency } = worker;
    const moment = services.now();
    const theme = await act(await requireTheme(tx, agency, survey, id), tx, moment);
    await updateTheme(tx, agency, survey, theme);
    const { revision, decision, question, title, reason } = theme;
    // What the public reads from now on, for whoever later holds a copy against the journal.
    const read = JSON.stringify([question, title, decision, reason, await suggestionsUnder(tx, agency, survey, id)]);
    const content = theme.decided && { content: createHash('sha256').update(read).digest('hex') };
    append(entryOf(worker, survey, action, { theme: id, revision, decision, ...content }, moment));
    return shown(tx, worker, survey, id);
  });

/** @throws BackendError survey_unknown, theme_unknown, revision_outdated, fields_invalid; RuleBroken */
export const changeTheme = (
  services: Needs,
  worker: Worker,
  survey: string,
  id: string,
  { revision, question, ...words }: ThemeChange,
): Promise<StaffTheme> =>
  withTheme(services, worker, survey, id, 'theme_changed', async (theme, tx) => {
    rules.requireRead(theme, revision);
    const changed = { ...theme, ...rules.changeTheme(theme, actorOf(worker)), ...words, question };
    if (question !== theme.question) {
      await requireTextQuestion(tx, worker.agency, survey, question);
      // Its suggestions were written to the other question.
      if ((await suggestionsUnder(tx, worker.agency, survey, id)).length > 0) throw new RuleBroken('theme_has_texts');
    }
    return changed;
  });

/** Texts under it are unread again. @throws BackendError survey_unknown, theme_unknown, revision_outdated; RuleBroken */
export const deleteTheme = (
  services: Needs,
  worker: Worker,
  survey: string,
  id: string,
  revision: number,
): Promise<void> =>
  withSurvey(services, worker, survey, async (tx, _survey, append) => {
    const { agency } = worker;
    const theme = await requireTheme(tx, agency, survey, id);
    rules.requireRead(theme, revision);
    rules.changeTheme(theme, actorOf(worker));
    await releaseTexts(tx, agency, survey, id);
    await deleteThemeRow(tx, agency, survey, id);
    append(entryOf(worker, survey, 'theme_deleted', { theme: id, revision }, services.now()));
  });

/** @throws BackendError survey_unknown, theme_unknown, revision_outdated; RuleBroken */
export async function publishTheme(
  services: Needs,
  worker: Worker,
  survey: string,
  id: string,
  revision: number,
): Promise<StaffTheme> {
  const { timeZone } = await requireAgency(services.database.db, worker.agency);
  return withTheme(services, worker, survey, id, 'theme_published', async (theme, _tx, moment) => {
    const day = localTime(moment, timeZone).date;
    return { ...theme, ...rules.publishTheme(theme, revision, actorOf(worker), moment, day) };
  });
}

/** @throws BackendError survey_unknown, theme_unknown; RuleBroken */
export const withdrawTheme = (services: Needs, worker: Worker, survey: string, id: string): Promise<StaffTheme> =>
  withTheme(services, worker, survey, id, 'theme_withdrawn', async (theme) => ({
    ...theme,
    ...rules.withdrawTheme(theme, actorOf(worker)),
  }));
