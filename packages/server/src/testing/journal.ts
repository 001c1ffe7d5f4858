import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { withJournal, type JournalEntry } from '../journal/journal.ts';
import type { StoredEntry } from '../journal/store.ts';
import { verifyJournal, type Verdict } from '../journal/verify.ts';
import type { World } from './app.ts';

export const testEntry = (id: string, change: Partial<JournalEntry> = {}): JournalEntry => ({
  agency: 'test',
  at: new Date('2026-11-24T08:00:00.123Z'),
  staff: 'b1c7f7b8-1df4-4d0c-9a9d-0d9f0c1f7a11',
  position: { ru: 'Руководитель', en: 'Head' },
  subject: 'publications',
  id,
  action: 'approved',
  data: { version: 2, sha256: 'ab', note: { b: 1, a: [null, true] } },
  ...change,
});

/** The journal as somebody has it who may do anything in the database, but doesn't have the keys. */
export interface OpenJournal {
  append(...ids: string[]): Promise<void>;
  rows(): Promise<StoredEntry[]>;
  /** Makes the table hold these rows; `last`: what the database takes for the last entry, by default the last of them. */
  replace(rows: readonly StoredEntry[], last?: Pick<StoredEntry, 'sequence' | 'mac'>): Promise<void>;
  verify(): Promise<Verdict>;
  /** The line in the head file; null: there is none. */
  head(): string | null;
  setHead(line: string | null): void;
}

export function openJournal({ services, keys }: World): OpenJournal {
  const { db } = services.database;
  const { path } = keys.journalHead;
  return {
    append: async (...ids) => {
      for (const id of ids) await withJournal(services, async (_tx, append) => append(testEntry(id)));
    },
    rows: () => db.selectFrom('journal').selectAll().orderBy('sequence').execute(),
    replace: (rows, last = rows.at(-1)) =>
      db.transaction().execute(async (tx) => {
        await sql`alter table journal disable trigger user`.execute(tx);
        await tx.deleteFrom('journal').execute();
        if (rows.length > 0)
          await tx
            .insertInto('journal')
            .values([...rows])
            .execute();
        await sql`alter table journal enable trigger user`.execute(tx);
        const { sequence = 0, mac = Buffer.alloc(0) } = last ?? {};
        await tx.updateTable('journal_head').set({ sequence, mac }).execute();
      }),
    verify: () => verifyJournal(db, keys, keys.journalHead.read()),
    head: () => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    setHead: (line) => (line === null ? rmSync(path, { force: true }) : writeFileSync(path, line)),
  };
}
