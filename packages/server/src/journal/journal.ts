import type { LocalizedText } from '@otklik/core/contract/common.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import type { Db, Tx } from '../database/open.ts';
import { describeError } from '../http/problems.ts';
import type { Keys } from '../keys/open.ts';
import type { Services } from '../services.ts';
import { beginning, macOf } from './chain.ts';
import { bringHeadForward } from './forward.ts';
import { contentsOf, insertEntry, lockLast } from './store.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** What somebody did to something (order 078-О, 3.6: who prepared, who approved). */
export interface JournalEntry {
  agency: string;
  at: Date;
  /** Account id; null: the system itself. */
  staff: string | null;
  /** As it stood then. */
  position: LocalizedText | null;
  subject: 'publications' | 'touchpoints' | 'consultations' | 'slots' | 'staff' | 'calendar' | 'surveys';
  /** Of the thing. */
  id: string;
  /** `approved`, `withdrawn`. */
  action: string;
  /** What changed: the number of a version, SHA-256 of its content. Never personal data of applicants: nothing is ever deleted here. */
  data: Json;
}

type Needs = Pick<Services, 'database' | 'keys' | 'report'>;

/**
 * Appends one entry inside a transaction. Comes last in it: until it ends, nobody else in the whole
 * installation can append. Use `withJournal`, which sees to that and to the head file; what is
 * appended without it gets into the head file with the next entry, or at the next start.
 */
export async function appendEntry(tx: Tx, keys: Keys, entry: JournalEntry): Promise<void> {
  const { agency, at, staff, position, subject, id, action, data } = entry;
  const content = canonicalJson({ agency, at: at.toISOString(), staff, position, subject, id, action, data });
  const last = await lockLast(tx);
  const { mac: previous } = last.sequence === 0 ? beginning(keys) : last;
  const sequence = last.sequence + 1;
  await insertEntry(tx, { sequence, content, previous, mac: macOf(keys, previous, sequence, content) });
}

/** Committed is committed: what goes wrong now is told to whoever runs the server, not to who made the request. */
async function afterCommit({ report = (line) => console.error(line), ...services }: Needs): Promise<void> {
  try {
    const finding = await bringHeadForward(services);
    if (finding) report(`journal: ${finding.sentence}`);
  } catch (error) {
    report(`journal: ${describeError(error)}`);
  }
}

/**
 * Runs `work` in a transaction whose doings are journalled; stands in for `db.transaction()`.
 * `append` only takes note: the entries are written, in their order, when `work` is through, so the
 * journal is locked late and briefly. Either all of it is in the database afterwards or nothing;
 * then the head file is brought forward.
 */
export async function withJournal<T>(
  services: Needs,
  work: (tx: Tx, append: (entry: JournalEntry) => void) => Promise<T>,
): Promise<T> {
  const entries: JournalEntry[] = [];
  const result = await services.database.db.transaction().execute(async (tx) => {
    const done = await work(tx, (entry) => void entries.push(entry));
    // One that comes later, by a forgotten await, must not be lost in silence.
    Object.freeze(entries);
    for (const entry of entries) await appendEntry(tx, services.keys, entry);
    return done;
  });
  if (entries.length > 0) await afterCommit(services);
  return result;
}

/** What was journalled about one thing, the oldest first. Not verified. */
export async function entriesOf(
  db: Db,
  agency: string,
  subject: JournalEntry['subject'],
  id: string,
): Promise<JournalEntry[]> {
  const contents = await contentsOf(db, agency, subject, id);
  return contents.map((content) => {
    const entry = JSON.parse(content) as Omit<JournalEntry, 'at'> & { at: string };
    return { ...entry, at: new Date(entry.at) };
  });
}
