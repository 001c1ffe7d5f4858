import { sql } from 'kysely';
import type { Db, Tx } from '../database/open.ts';
import type { Head } from './chain.ts';

export interface StoredEntry extends Head {
  /** Canonical JSON of what was journalled. */
  content: string;
  /** The mac of the entry before it. */
  previous: Buffer;
}

const pageSize = 1_000;

/** The last entry; nobody else appends until the transaction ends. */
export const lockLast = (tx: Tx): Promise<Head> =>
  tx.selectFrom('journal_head').select(['sequence', 'mac']).forUpdate().executeTakeFirstOrThrow();

/** What the database itself holds for the last entry. */
export const readLast = (db: Db): Promise<Head | undefined> =>
  db.selectFrom('journal_head').select(['sequence', 'mac']).executeTakeFirst();

export async function insertEntry(tx: Tx, entry: StoredEntry): Promise<void> {
  await tx.insertInto('journal').values(entry).execute();
  await tx.updateTable('journal_head').set({ sequence: entry.sequence, mac: entry.mac }).execute();
}

/** The macs that stand at a number: one, unless somebody tampered. */
export async function macsAt(db: Db, sequence: number): Promise<Buffer[]> {
  const rows = await db.selectFrom('journal').select('mac').where('sequence', '=', sequence).execute();
  return rows.map(({ mac }) => mac);
}

export const hasEntries = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('journal').select('sequence').limit(1).executeTakeFirst()) !== undefined;

/**
 * Entries by number, all or those above `after`, in pages, so that memory doesn't grow with the
 * journal. By a cursor, not by numbers: where somebody tampered, a number may be there twice.
 */
export async function* readEntries(tx: Tx, after?: number): AsyncGenerator<StoredEntry, void, void> {
  const those = after === undefined ? sql`` : sql`where sequence > ${sql.lit(after)}`;
  await sql`declare journal_entries no scroll cursor for
    select sequence, content, previous, mac from journal ${those} order by sequence`.execute(tx);
  for (;;) {
    const { rows } = await sql<StoredEntry>`fetch ${sql.lit(pageSize)} from journal_entries`.execute(tx);
    yield* rows;
    if (rows.length < pageSize) return;
  }
}

/** One moment of the database, for reading alone. */
export const snapshot = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

/** The contents of what was journalled about one thing, by number. */
export async function contentsOf(db: Db, agency: string, subject: string, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('journal')
    .select('content')
    .where(sql`content::jsonb ->> 'agency'`, '=', agency)
    .where(sql`content::jsonb ->> 'subject'`, '=', subject)
    .where(sql`content::jsonb ->> 'id'`, '=', id)
    .orderBy('sequence')
    .execute();
  return rows.map(({ content }) => content);
}
