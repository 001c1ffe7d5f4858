import type { CrossTally, Manifest, Release, Span, Tally } from '../../contract/surveys.ts';
import { participation } from '../disclosure/bands.ts';
import { protectCrossTab } from '../disclosure/cross-tab.ts';
import { protectQuestion } from '../disclosure/question.ts';
import type { Counting, ProtectedQuestion } from '../disclosure/types.ts';
import { exclusiveOptions, type Asked, type ClosedQuestion } from './asked.ts';
import { saysMore } from './publish-conditions.ts';

/** How often each answer to one thing that is asked was given. */
export interface Counter {
  asked: Asked<ClosedQuestion>;
  answered: number;
  /** In the order in which answers are shown. */
  counts: ReadonlyMap<string, number>;
}

/** How those who gave one answer answered another question, over those who answered both. */
export interface CrossCounter {
  rows: string;
  columns: string;
  rowOptions: readonly string[];
  columnOptions: readonly string[];
  cells: readonly (readonly number[])[];
}

const countings: Record<ClosedQuestion['type'], Counting> = {
  rating: 'scale',
  score: 'scale',
  single: 'choice',
  yesno: 'choice',
  matrix: 'choice',
  multiple: 'options',
};

/** One table as it is published, still with what it counts. */
export interface PublishedCounter extends Counter {
  table: ProtectedQuestion;
}

const withheldTable = ({ counts }: Counter): ProtectedQuestion => ({
  answered: null,
  withheld: 'audit',
  banded: false,
  counts: [...counts.keys()].map((option) => ({ option, count: null, majority: null })),
});

/**
 * Tables of all questions, fit for publication by the thresholds of the manifest. A question that is
 * asked only of those who gave a certain answer tells by its number of answers how many these were at
 * least: where that is more than their own table tells, it is withheld (`saysMore`).
 */
export function publishTallies(manifest: Manifest, counted: number, counters: readonly Counter[]): PublishedCounter[] {
  const published: PublishedCounter[] = [];
  for (const counter of counters) {
    const { question } = counter.asked;
    const alone = exclusiveOptions(question);
    const table = protectQuestion(
      {
        kind: countings[question.type],
        answered: counter.answered,
        counts: [...counter.counts].map(([option, count]) => ({
          option,
          count,
          exclusive: alone.includes(option),
        })),
      },
      manifest.thresholds,
    );
    const next = { ...counter, table };
    const safe = !saysMore(next, published, counted, manifest.thresholds);
    published.push(safe ? next : { ...next, table: withheldTable(counter) });
  }
  return published;
}

export const tallyOf = ({ asked: { question, row }, table }: PublishedCounter): Tally => ({
  question: question.id,
  row: row && row.id,
  ...table,
});

/** A declared cross-tab, checked against the tables of its two questions. */
export function publishCrossTab(
  { thresholds }: Manifest,
  { rows, columns, rowOptions, columnOptions, cells }: CrossCounter,
  tables: readonly PublishedCounter[],
): CrossTally {
  const tableOf = (id: string): ProtectedQuestion | null =>
    tables.find(({ asked }) => asked.name === id)?.table ?? null;
  const known = { rows: tableOf(rows), columns: tableOf(columns) };
  // A question that is withheld isn't told by another table.
  const hidden = [known.rows, known.columns].some((table) => table?.withheld);
  const tab = hidden ? null : protectCrossTab({ rows: rowOptions, columns: columnOptions, cells }, thresholds, known);
  const shown = tab?.withheld === null ? tab : { answered: null, cells: [], rowTotals: [], columnTotals: [] };
  return {
    rows,
    columns,
    rowOptions: [...rowOptions],
    columnOptions: [...columnOptions],
    ...shown,
    withheld: tab ? tab.withheld : 'few',
  };
}

/**
 * How many ballots there were. Of fewer than 20 that count only a band is told, and what else is told
 * gives no more away: accepted = counted + invalid holds for the bands.
 */
export function publishParticipation(
  { thresholds }: Manifest,
  accepted: number,
  counted: number,
): Pick<Release, 'accepted' | 'counted' | 'invalid'> {
  const told = { accepted: participation(accepted, thresholds), counted: participation(counted, thresholds) };
  const exact = counted >= thresholds.subgroup;
  const invalid: Span = exact
    ? { from: accepted - counted, to: accepted - counted }
    : {
        from: Math.max(0, told.accepted.from - told.counted.to),
        to: told.accepted.to - told.counted.from,
      };
  return { ...told, invalid };
}
