/** The numbers of disclosure control. A survey's manifest may set its own. */
export interface Thresholds {
  /** Nothing is published of fewer answers. */
  answers: number;
  /** Under so many answers a group is shown coarsely: no subgroups, scales in bands, large majorities without a figure. */
  subgroup: number;
  /** Figures from 1 to one less than this are hidden. */
  cell: number;
  /** Nobody can narrow a hidden figure to a range less wide: to − from is at least this. */
  width: number;
  /** Per cent; in a group under `subgroup` a larger share is published as “large majority”. */
  majority: number;
}
export const defaultThresholds: Thresholds = { answers: 10, subgroup: 20, cell: 5, width: 5, majority: 90 };

/** Whole numbers, both ends included; equal ends when exact. Empty when `to` is less than `from`. */
export interface Span {
  from: number;
  to: number;
}
/** Unknowns are whole numbers from 0 on; the sum of these lies in `span`. */
export interface Statement {
  cells: readonly string[];
  span: Span;
}

/** Why a whole table isn't published: too few answers, or hidden figures could be narrowed too far. */
export type Withheld = 'few' | 'audit' | null;

export interface Count {
  option: string;
  /** `null`: hidden, or only a large majority is told. */
  count: number | null;
  /** More than `majority` per cent of a small group did, or did not, choose it. */
  majority: 'chosen' | 'not_chosen' | null;
}
/**
 * How the answers to a question count. `choice`: each answer picks exactly one option; `options`: any of them;
 * `scale`: one of an ordered scale of marks, worst first, and beside it perhaps `unsure`.
 */
export type Counting = 'choice' | 'options' | 'scale';
export interface QuestionCounts {
  kind: Counting;
  answered: number;
  /** `exclusive`: of `options`, one that is picked with no other. */
  counts: readonly { option: string; count: number; exclusive?: boolean }[];
}
/** One question, fit for publication. */
export interface ProtectedQuestion {
  /** `null` where there were too few to say. */
  answered: number | null;
  withheld: Withheld;
  /** The options of `counts` are bands of the scale: `low`, `middle`, `high`, and `unsure`. */
  banded: boolean;
  counts: Count[];
}

/** A declared cross-tab of two questions with single answers, counted over those who answered both. */
export interface CrossTabCounts {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly (readonly number[])[];
}
/** The tables of a cross-tab's two questions; `null` where there is none. */
export interface Known {
  rows: ProtectedQuestion | null;
  columns: ProtectedQuestion | null;
}
/** A cross-tab, fit for publication: `null` is hidden. A row or column whose total is hidden is hidden as a whole. */
export interface ProtectedCrossTab {
  withheld: Withheld;
  /** Ballots that answered both questions. */
  answered: number | null;
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
}
