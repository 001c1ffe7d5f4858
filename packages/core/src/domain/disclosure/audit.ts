import { System } from './system.ts';
import type { Span, Statement } from './types.ts';

/**
 * The auditor: how far all that was said narrows each hidden unknown. Unknowns are groups of ballots
 * that nothing divides further, and what is published is told as sums of them. So a figure of a
 * release over earlier and new ballots together is the statement [earlier, new] of two unknowns; a
 * cross-tab and the tables of its questions are statements about the same cells.
 * @returns exact ranges; `to` is `Infinity` where nothing limits it. Empty (`to` less than `from`)
 * where statements contradict each other or the solver gave up: to be taken as no width at all.
 */
export function audit(statements: readonly Statement[], hidden: readonly string[]): Map<string, Span> {
  const system = new System(statements);
  return new Map(
    hidden.map((cell) => {
      const least = system.extreme([cell], 'minimize');
      const most = system.extreme([cell], 'maximize');
      return [cell, least && most ? { from: least.sum, to: most.sum } : { from: 0, to: -1 }];
    }),
  );
}

/** Whether a range is narrower than may be. */
export const isNarrow = ({ from, to }: Span, width: number): boolean => !(to - from >= width);
