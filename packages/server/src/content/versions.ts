import { sql } from 'kysely';
import type { Db } from '../database/open.ts';

/** The last moment up to `now` at which a version appeared, or gave way, by the clock alone. */
const lastTurn = (column: 'shown_from' | 'shown_until', now: Date) =>
  sql`coalesce((select max(${sql.ref(column)}) from publication_versions
    where agency = content_versions.agency and ${sql.ref(column)} <= ${now})::text, '')`;

/**
 * The version of each agency's public content: another text after each change, its transaction
 * committed, and after each moment that something was scheduled for.
 */
export async function readContentVersions(db: Db, now: Date): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('content_versions')
    .select('agency')
    .select(
      sql<string>`version || ' ' || ${lastTurn('shown_from', now)} || ' ' || ${lastTurn('shown_until', now)}`.as(
        'version',
      ),
    )
    .orderBy('agency')
    .execute();
  return new Map(rows.map(({ agency, version }) => [agency, version]));
}
