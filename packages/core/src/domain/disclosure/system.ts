import { solve, type Constraint } from 'yalps';
import type { Span, Statement } from './types.ts';

/** Whole values of unknowns that agree with all statements. */
export type Witness = ReadonlyMap<string, number>;
/** A witness in which a sum is as small or as large as can be. `null`: none was found. */
export type Extreme = { sum: number; witness: Witness } | null;

/** A statement with its known cells taken out: how often it counts each of the others. */
interface Row {
  weights: Map<string, number>;
  from: number;
  to: number;
}

/** How much may still be reckoned, in figures of the programs that are solved; all systems of a table share it. */
export interface Effort {
  left: number;
}

const options = { maxIterations: 256, includeZeroVariables: true };

/**
 * Statements about whole numbers from 0 on, solved as far as plain subtraction goes, the rest as
 * integer programs. Statements that share no unknown are solved apart.
 */
export class System {
  /** Statements contradict each other. Where they do so in less plain ways, no extreme is found. */
  contradicts = false;
  readonly #fixed = new Map<string, number>();
  readonly #rowsOf = new Map<string, Row[]>();

  readonly #effort: Effort;

  constructor(statements: readonly Statement[], effort: Effort = { left: Infinity }) {
    this.#effort = effort;
    let rows = statements.map(({ cells, span }) => toRow(cells, span));
    for (let before = -1; before !== this.#fixed.size;) {
      before = this.#fixed.size;
      for (const row of rows) this.#substitute(row);
      rows = rows.filter(({ weights }) => weights.size > 0);
    }
    for (const row of rows) {
      const joined = [...row.weights.keys()].map((cell) => this.#rowsOf.get(cell) ?? []);
      const group = [...new Set([...joined.flat(), row])];
      for (const member of group) for (const cell of member.weights.keys()) this.#rowsOf.set(cell, group);
    }
  }

  /** The value of an unknown that statements give by plain subtraction. */
  fixed(cell: string): number | undefined {
    return this.#fixed.get(cell);
  }

  /**
   * The least or largest sum of cells, with bounds for some others.
   * @returns `Infinity` for a sum without limit, `null` if nothing fits, or the solver gave up.
   */
  extreme(cells: readonly string[], direction: 'minimize' | 'maximize', bounds?: ReadonlyMap<string, Span>): Extreme {
    if (this.contradicts) return null;
    const rows = [...new Set(cells.flatMap((cell) => this.#rowsOf.get(cell) ?? []))];
    const free = new Set(rows.flatMap(({ weights }) => [...weights.keys()]));
    const known = cells.reduce((sum, cell) => sum + (this.#fixed.get(cell) ?? 0), 0);
    const sought = toRow(
      cells.filter((cell) => !this.#fixed.has(cell)),
      { from: 0, to: 0 },
    ).weights;
    if ([...sought.keys()].some((cell) => !free.has(cell)) && direction === 'maximize') {
      return { sum: Infinity, witness: new Map() };
    }
    if (sought.size === 0) return { sum: known, witness: new Map() };

    const coefficients = new Map(
      [...free].map((cell) => [cell, [['sought', sought.get(cell) ?? 0]] as [string, number][]]),
    );
    const constraints: [string, Constraint][] = [];
    for (const [at, { weights, from, to }] of rows.entries()) {
      constraints.push([`${at}`, limits(from, to)]);
      for (const [cell, weight] of weights) coefficients.get(cell)?.push([`${at}`, weight]);
    }
    for (const [cell, { from, to }] of bounds ?? []) {
      if (!free.has(cell)) continue;
      constraints.push([`bound ${cell}`, limits(from, to)]);
      coefficients.get(cell)?.push([`bound ${cell}`, 1]);
    }
    this.#effort.left -= constraints.length * free.size;
    if (this.#effort.left < 0) return null;
    const found = solve(
      { direction, objective: 'sought', constraints, variables: coefficients, integers: true },
      options,
    );
    if (found.status === 'unbounded') return { sum: Infinity, witness: new Map() };
    if (found.status !== 'optimal') return null;
    return {
      sum: known + Math.round(found.result),
      witness: new Map(found.variables.map(([cell, value]) => [cell, Math.round(value)])),
    };
  }

  /** Takes known cells out of a row, and finds what the rest leaves no choice for. */
  #substitute(row: Row): void {
    for (const [cell, weight] of row.weights) {
      const value = this.#fixed.get(cell);
      if (value === undefined) continue;
      row.weights.delete(cell);
      row.from -= weight * value;
      row.to -= weight * value;
    }
    // Not "less than", so that a limit that isn't a number is one that nothing keeps.
    if (!(row.to >= Math.max(0, row.from)) || (row.weights.size === 0 && row.from > 0)) this.contradicts = true;
    else if (row.to === 0) for (const cell of row.weights.keys()) this.#fixed.set(cell, 0);
    else if (row.from === row.to && row.weights.size === 1) {
      for (const [cell, weight] of row.weights) {
        if (row.to % weight === 0) this.#fixed.set(cell, row.to / weight);
        else this.contradicts = true;
      }
    }
  }
}

function toRow(cells: readonly string[], { from, to }: Span): Row {
  const weights = new Map<string, number>();
  for (const cell of cells) weights.set(cell, (weights.get(cell) ?? 0) + 1);
  return { weights, from: Math.ceil(from), to: Math.floor(to) };
}

function limits(from: number, to: number): Constraint {
  if (from === to) return { equal: from };
  return { ...(from > 0 && { min: from }), ...(to < Infinity && { max: to }) };
}
