import type { Db, Tx } from '../database/open.ts';
import type { Keys } from '../keys/open.ts';
import { codeOf } from '../start-error.ts';
import { beginning, macOf, type Head } from './chain.ts';
import {
  changed,
  closedUp,
  cut,
  headDiffers,
  headUnusable,
  inserted,
  insertedBetween,
  lastDiffers,
  removed,
  reordered,
  unreadable,
  uprooted,
  type Finding,
} from './finding.ts';
import type { HeadFile } from './head-file.ts';
import { hasEntries, macsAt, readEntries, readLast, snapshot, type StoredEntry } from './store.ts';

type File = ReturnType<HeadFile['read']>;

export interface Verdict {
  /** The last entry up to which all is as it was written. */
  last: Head;
  /** null: the chain is whole. */
  finding: Finding | null;
}

const same = (found: unknown, wanted: Buffer): boolean => Buffer.isBuffer(found) && found.equals(wanted);

/** Whether this entry is, untouched, the one that was written as `sequence` after `previous`. */
const isGenuine = (keys: Keys, { content, mac }: StoredEntry, previous: Buffer, sequence: number): boolean =>
  same(mac, macOf(keys, previous, sequence, content));

/** Under which number, `from` to `to`, an entry was written, by its own word on what it follows; null: it isn't genuine. */
function originOf(keys: Keys, entry: StoredEntry, from: number, to: number): number | null {
  if (!Buffer.isBuffer(entry.previous)) return null;
  for (let number = from; number <= to; number++) if (isGenuine(keys, entry, entry.previous, number)) return number;
  return null;
}

/**
 * What was done where the chain breaks: `wrong` doesn't follow on `last`. Two questions tell the
 * kinds apart: is it a genuine entry of another place, and does the genuine one of this place stand
 * further on?
 */
async function explain(
  keys: Keys,
  wrong: StoredEntry,
  last: Head,
  further: AsyncIterable<StoredEntry>,
  file: File,
): Promise<Finding> {
  const at = last.sequence + 1;
  if (wrong.sequence > at) return removed(at, wrong.sequence - 1);
  if (wrong.sequence !== at) return insertedBetween(wrong.sequence);
  let genuine: StoredEntry | undefined;
  let end = at;
  for await (const entry of further) {
    end += 1;
    if (!genuine && isGenuine(keys, entry, last.mac, at)) genuine = entry;
  }
  const origin = originOf(keys, wrong, at, Math.max(end, typeof file === 'string' ? 0 : file.sequence));
  if (origin === null) return genuine ? inserted(at, genuine.sequence) : changed(at);
  if (origin === at) return uprooted(at);
  return genuine ? reordered(at, origin) : closedUp(at, origin);
}

/** What can be told only at the end: whether the journal goes as far as it once went. */
async function explainEnd(tx: Tx, last: Head, file: File, path: string): Promise<Finding | null> {
  if (typeof file === 'string') {
    if (last.sequence > 0) return headUnusable(file, path);
  } else if (file.sequence > last.sequence) return cut(last.sequence + 1, file.sequence);
  const known = await readLast(tx);
  if (known && known.sequence > last.sequence) return cut(last.sequence + 1, known.sequence);
  const agrees = known?.sequence === last.sequence && (last.sequence === 0 || same(known.mac, last.mac));
  return agrees ? null : lastDiffers(last.sequence);
}

/** Follows the chain from `start` to its end, or to the first entry that doesn't follow on. */
async function follow(tx: Tx, keys: Keys, start: Head, file: File, after?: number): Promise<Verdict> {
  const entries = readEntries(tx, after);
  let last = start;
  const contradicts = (): boolean =>
    typeof file !== 'string' && file.sequence === last.sequence && !file.mac.equals(last.mac);
  for (;;) {
    if (contradicts()) return { last, finding: headDiffers(last.sequence) };
    const { value: entry } = await entries.next();
    if (!entry) return { last, finding: await explainEnd(tx, last, file, keys.journalHead.path) };
    const follows =
      entry.sequence === last.sequence + 1 &&
      same(entry.previous, last.mac) &&
      isGenuine(keys, entry, last.mac, entry.sequence);
    if (!follows) return { last, finding: await explain(keys, entry, last, entries, file) };
    last = { sequence: entry.sequence, mac: entry.mac };
  }
}

/** PostgreSQL: undefined_table, undefined_column. */
const shapeless = new Set(['42P01', '42703']);

async function ifReadable(keys: Keys, verify: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await verify();
  } catch (error) {
    if (shapeless.has(codeOf(error))) return { last: beginning(keys), finding: unreadable };
    throw error;
  }
}

/**
 * Follows the whole chain, and compares it with the head file. A database that is ahead of the file
 * is right: a crash came between commit and file. Reads in pages, at one moment of the database.
 */
export function verifyJournal(db: Db, keys: Keys, file: File): Promise<Verdict> {
  return ifReadable(keys, () => snapshot(db, (tx) => follow(tx, keys, beginning(keys), file)));
}

/** Follows the chain from the entry that the head file names. */
export function verifyTail(db: Db, keys: Keys, file: File): Promise<Verdict> {
  const start = typeof file === 'string' ? beginning(keys) : file;
  return ifReadable(keys, () =>
    snapshot(db, async (tx) => {
      if (typeof file === 'string' && (await hasEntries(tx)))
        return { last: start, finding: headUnusable(file, keys.journalHead.path) };
      if (start.sequence > 0) {
        const macs = await macsAt(tx, start.sequence);
        const agrees = macs.length > 0 && macs.every((mac) => same(mac, start.mac));
        if (!agrees) return { last: start, finding: headDiffers(start.sequence) };
      }
      return follow(tx, keys, start, file, start.sequence);
    }),
  );
}
