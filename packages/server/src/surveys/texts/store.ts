import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { SurveyText, TextState } from '@otklik/core/contract/staff/surveys.js';
import type { DecisionKind, Theme } from '@otklik/core/contract/surveys.js';
import type { ThemeWay } from '@otklik/core/domain/surveys/themes.js';
import type { Db, Tx } from '../../database/open.ts';

export interface StoredTheme extends ThemeWay {
  id: string;
  title: LocalizedText;
  decision: DecisionKind;
  reason: LocalizedText;
}

export interface TextList {
  state: TextState | undefined;
  question: string | undefined;
  /** The id that the page before ended with. */
  after: string | null;
  limit: number;
}

const textColumns = ['id', 'question', 'body', 'state', 'theme', 'excerpt'] as const;

const textsOf = (db: Db, agency: string, survey: string) =>
  db.selectFrom('survey_texts').select(textColumns).where('agency', '=', agency).where('survey', '=', survey);

/** By their ids, which are random; one more than `limit`, if there are, tells that there is a next page. */
export async function listTexts(
  db: Db,
  agency: string,
  survey: string,
  { state, question, after, limit }: TextList,
): Promise<SurveyText[]> {
  let query = textsOf(db, agency, survey)
    .orderBy('id')
    .limit(limit + 1);
  if (state !== undefined) query = query.where('state', '=', state);
  if (question !== undefined) query = query.where('question', '=', question);
  if (after !== null) query = query.where('id', '>', after);
  return query.execute();
}

export const findText = (db: Db, agency: string, survey: string, id: string): Promise<SurveyText | undefined> =>
  textsOf(db, agency, survey).where('id', '=', id).executeTakeFirst();

/** A text of these words that nobody has read yet. @returns its id */
export async function findUnread(
  db: Db,
  agency: string,
  survey: string,
  question: string,
  body: string,
): Promise<string | undefined> {
  const row = await textsOf(db, agency, survey)
    .where('question', '=', question)
    .where('body', '=', body)
    .where('state', '=', 'unread')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

export type Review = Pick<SurveyText, 'state' | 'theme' | 'excerpt'>;

export async function updateText(tx: Tx, id: string, { state, theme, excerpt }: Review): Promise<void> {
  await tx.updateTable('survey_texts').set({ state, theme, excerpt }).where('id', '=', id).execute();
}

/** What stood under a theme is as if nobody had read it. */
export async function releaseTexts(tx: Tx, agency: string, survey: string, theme: string): Promise<void> {
  await tx
    .updateTable('survey_texts')
    .set({ state: 'unread', theme: null, excerpt: null })
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('theme', '=', theme)
    .execute();
}

const themesOf = (db: Db, agency: string, survey: string) =>
  db
    .selectFrom('survey_themes')
    .select(['id', 'question', 'revision', 'editors', 'title', 'decision', 'reason', 'decided'])
    .where('agency', '=', agency)
    .where('survey', '=', survey);

/** By id. */
export const listThemeRows = (db: Db, agency: string, survey: string): Promise<StoredTheme[]> =>
  themesOf(db, agency, survey).orderBy('id').execute();

export const findTheme = (db: Db, agency: string, survey: string, id: string): Promise<StoredTheme | undefined> =>
  themesOf(db, agency, survey).where('id', '=', id).executeTakeFirst();

const themeValues = ({ id: _, editors, title, reason, decided, ...rest }: StoredTheme) => ({
  ...rest,
  editors: JSON.stringify(editors),
  title: JSON.stringify(title),
  reason: JSON.stringify(reason),
  decided: decided && JSON.stringify(decided),
});

/** @returns false when the survey has a theme of that name. */
export async function insertTheme(tx: Tx, agency: string, survey: string, theme: StoredTheme): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('survey_themes')
    .values({ agency, survey, id: theme.id, ...themeValues(theme) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateTheme(tx: Tx, agency: string, survey: string, theme: StoredTheme): Promise<void> {
  await tx
    .updateTable('survey_themes')
    .set(themeValues(theme))
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('id', '=', theme.id)
    .execute();
}

export async function deleteThemeRow(tx: Tx, agency: string, survey: string, id: string): Promise<void> {
  await tx
    .deleteFrom('survey_themes')
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('id', '=', id)
    .execute();
}

/**
 * What is published of the texts under each theme. By the texts' ids: an order that says nothing.
 * @param only one theme alone
 */
export async function readSuggestions(
  db: Db,
  agency: string,
  survey: string,
  only?: string,
): Promise<Map<string, string[]>> {
  let query = db
    .selectFrom('survey_texts')
    .select(['theme', 'excerpt'])
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('state', '=', 'published')
    .orderBy('id');
  if (only !== undefined) query = query.where('theme', '=', only);
  const found = new Map<string, string[]>();
  for (const { theme, excerpt } of await query.execute()) {
    if (theme === null || excerpt === null) continue;
    const known = found.get(theme);
    if (known) known.push(excerpt);
    else found.set(theme, [excerpt]);
  }
  return found;
}

/** What the public reads: the last decided first. */
export async function listPublishedThemes(db: Db, agency: string, survey: string): Promise<Theme[]> {
  const [rows, suggestions] = await Promise.all([
    listThemeRows(db, agency, survey),
    readSuggestions(db, agency, survey),
  ]);
  return rows
    .flatMap(({ decided, ...theme }) => (decided ? [{ ...theme, decided }] : []))
    .sort((a, b) => Number(a.decided.at < b.decided.at) - Number(a.decided.at > b.decided.at))
    .map(({ id, question, title, decision, reason, decided: { on, position } }) => ({
      ...{ id, question, title, suggestions: suggestions.get(id) ?? [], decision, reason },
      ...{ decidedOn: on, decidedBy: position },
    }));
}
