import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Manifest, Release } from '@otklik/core/contract/surveys.js';
import { participation } from '@otklik/core/domain/disclosure/bands.js';
import type { Counted } from '@otklik/core/domain/surveys/tally.js';
import type { Db, Tx } from '../database/open.ts';
import type { HeldText } from './held-texts.ts';

export async function addLost(tx: Tx, agency: string, survey: string, lost: number): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({ lost: sql`lost + ${lost}` })
    .where('agency', '=', agency)
    .where('id', '=', survey)
    .execute();
}

/** Lost ballots that no release has told; nobody else tells them until the transaction ends. */
export async function lockLost(tx: Tx, agency: string, survey: string): Promise<number> {
  const { lost } = await tx
    .selectFrom('surveys')
    .select('lost')
    .where('agency', '=', agency)
    .where('id', '=', survey)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return lost;
}

/** Surveys with lost ballots that no release has told, and without a box whose release will. */
export const listLost = (db: Db): Promise<{ agency: string; survey: string }[]> =>
  db
    .selectFrom('surveys')
    .select(['agency', 'id as survey'])
    .where('lost', '>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('batches')
            .select('batches.id')
            .whereRef('batches.agency', '=', 'surveys.agency')
            .whereRef('batches.survey', '=', 'surveys.id'),
        ),
      ),
    )
    .orderBy('agency')
    .orderBy('id')
    .execute();

export async function lastReleasedOn(db: Db, agency: string, survey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('releases')
    .select('released_on')
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.released_on;
}

const textsAtOnce = 500;

/** Texts as they were shuffled: neither their places nor their ids say which stood on one ballot. */
async function insertTexts(tx: Tx, agency: string, survey: string, texts: Counted<HeldText>['texts']): Promise<void> {
  const ids = texts.map(() => randomUUID());
  const questions = texts.map(({ question }) => question);
  const bodies = texts.map(({ text }) => String(text));
  await sql`
    insert into survey_texts (id, agency, survey, question, body)
    select id, ${agency}, ${survey}, question, body
    from unnest(${ids}::uuid[], ${questions}::text[], ${bodies}::text[]) as text (id, question, body)`.execute(tx);
}

/** In bands as those who took part are told, but for none at all. */
const lostAsTold = (lost: number, thresholds: Manifest['thresholds']): Release['lost'] => {
  const { from, to } = participation(lost, thresholds);
  return lost === 0 ? { from: 0, to: 0 } : { from: Math.max(from, 1), to };
};

/** Writes a release and its texts, and takes the count of lost ballots over into it. */
export async function insertRelease(
  tx: Tx,
  agency: string,
  { survey, version, thresholds }: Pick<Manifest, 'survey' | 'version' | 'thresholds'>,
  releasedOn: string,
  counted: Counted<HeldText>,
): Promise<Release> {
  const lost = await lockLost(tx, agency, survey);
  await tx.updateTable('surveys').set({ lost: 0 }).where('agency', '=', agency).where('id', '=', survey).execute();
  const { sequence } = await tx
    .selectFrom('releases')
    .select(sql<number>`coalesce(max(sequence), 0)::int + 1`.as('sequence'))
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .executeTakeFirstOrThrow();
  const { texts, ...figures } = counted;
  const release = { version, issued: null, ...figures, lost: lostAsTold(lost, thresholds) };
  await tx
    .insertInto('releases')
    .values({ agency, survey, sequence, released_on: releasedOn, figures: JSON.stringify(release) })
    .execute();
  for (let at = 0; at < texts.length; at += textsAtOnce)
    await insertTexts(tx, agency, survey, texts.slice(at, at + textsAtOnce));
  return { id: `${survey}-${sequence}`, releasedOn, ...release };
}

/** Newest first. */
export async function listReleases(db: Db, agency: string, survey: string): Promise<Release[]> {
  const rows = await db
    .selectFrom('releases')
    .select(['sequence', 'released_on', 'figures'])
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .orderBy('sequence', 'desc')
    .execute();
  return rows.map(({ sequence, released_on, figures }) => ({
    id: `${survey}-${sequence}`,
    releasedOn: released_on,
    ...figures,
  }));
}
