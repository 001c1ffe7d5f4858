export type FindingKind =
  /** Its content, number or mac isn't what was written, or it was written without the keys. */
  | 'changed'
  | 'removed'
  | 'reordered'
  | 'inserted'
  /** Entries are missing at the end. */
  | 'cut'
  /** The head file and the entry of its number don't agree. */
  | 'head-differs'
  | 'head-missing'
  | 'head-damaged'
  /** What the database takes for its last entry isn't. */
  | 'last-differs'
  /** No table, or one of another shape. */
  | 'unreadable';

/** The first thing that is wrong with the journal. */
export interface Finding {
  kind: FindingKind;
  /** The first number that doesn't hold what was written under it. */
  sequence: number;
  /** For the person who runs the server. */
  sentence: string;
}

/** «Entry 5 is», «Entries 5 to 7 are». */
const these = (from: number, to: number): string => (from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`);

export const changed = (at: number): Finding => ({
  kind: 'changed',
  sequence: at,
  sentence: `Entry ${at} was changed, or was written without the keys.`,
});

export const removed = (from: number, to: number): Finding => ({
  kind: 'removed',
  sequence: from,
  sentence: `${these(from, to)} missing.`,
});

/** Removed, and those behind renumbered to close the gap. */
export const closedUp = (at: number, origin: number): Finding => ({
  kind: 'removed',
  sequence: at,
  sentence: `${these(at, origin - 1)} missing: what stands as entry ${at} was written as entry ${origin}.`,
});

/** Genuine and in its place, but written when another entry stood before it. */
export const uprooted = (at: number): Finding => ({
  kind: 'removed',
  sequence: at,
  sentence:
    at === 1
      ? 'Entry 1 was written after another one, which is missing.'
      : `Entry ${at} was written after another entry ${at - 1} than the one that stands there: that one is missing.`,
});

export const reordered = (at: number, origin: number): Finding => ({
  kind: 'reordered',
  sequence: at,
  sentence: `Entries were reordered: what stands as entry ${at} was written as entry ${origin}.`,
});

export const inserted = (at: number, genuine: number): Finding => ({
  kind: 'inserted',
  sequence: at,
  sentence: `Entry ${at} was inserted: the genuine one stands behind it, as entry ${genuine}.`,
});

export const insertedBetween = (sequence: number): Finding => ({
  kind: 'inserted',
  sequence,
  sentence:
    sequence < 1
      ? `An entry was inserted before the first, with number ${sequence}.`
      : `An entry was inserted: number ${sequence} is there more than once.`,
});

export const cut = (from: number, to: number): Finding => ({
  kind: 'cut',
  sequence: from,
  sentence: `The journal's end was cut off: ${these(from, to).replace(/^E/, 'e')} missing.`,
});

export const headDiffers = (sequence: number): Finding => ({
  kind: 'head-differs',
  sequence,
  sentence: `Entry ${sequence}, the last that the head file knows, is missing or another one: the journal's end was cut off or replaced.`,
});

export const headUnusable = (file: 'missing' | 'damaged', path: string): Finding => ({
  kind: `head-${file}`,
  sequence: 1,
  sentence: `The head file ${path} is ${file}, though the journal has entries: whether its end was cut off can't be told.`,
});

export const lastDiffers = (sequence: number): Finding => ({
  kind: 'last-differs',
  sequence,
  sentence: `Entry ${sequence} is the last, but the database takes another one for it (table journal_head): the next entry would not follow on.`,
});

export const unreadable: Finding = {
  kind: 'unreadable',
  sequence: 1,
  sentence: "The journal's tables are missing or have another shape.",
};
