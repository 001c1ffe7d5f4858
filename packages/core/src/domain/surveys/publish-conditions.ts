import type { SurveyThresholds } from '../../contract/surveys.ts';
import { audit, isNarrow } from '../disclosure/audit.ts';
import { questionStatements } from '../disclosure/statements.ts';
import type { Statement } from '../disclosure/types.ts';
import { narrowed } from '../disclosure/witnesses.ts';
import type { PublishedCounter } from './publish.ts';

/** What the number of answers to a conditional question says about the question that it depends on. */
function told(next: PublishedCounter, asked: string, counted: number): Statement[] {
  const { answered } = next.table;
  if (answered === null) return [];
  return next.asked.question.when
    .filter((condition) => condition.asked === asked)
    .map(({ is, values }) =>
      is === 'any'
        ? { cells: values, span: { from: answered, to: Infinity } }
        : { cells: values, span: { from: 0, to: Math.max(0, counted - answered) } },
    );
}

/** What a table with several answers to a person says: each option apart. */
const optionStatements = ({ table }: PublishedCounter): Statement[] =>
  table.counts.map(({ option, count }) => ({
    cells: [option],
    span: count === null ? { from: 0, to: table.answered ?? Infinity } : { from: count, to: count },
  }));

/**
 * Whether the answers to a conditional question narrow a hidden figure of a question before it: all
 * that are published so far count together.
 */
export function narrowsConditions(
  next: PublishedCounter,
  before: readonly PublishedCounter[],
  counted: number,
  { cell, width }: SurveyThresholds,
): boolean {
  const names = new Set(next.asked.question.when.map(({ asked }) => asked));
  return before
    .filter(({ asked, table }) => names.has(asked.name) && table.withheld === null && table.answered !== null)
    .some((earlier) => {
      const { table, asked } = earlier;
      const hidden = table.counts
        .filter((one) => one.count === null && one.majority === null)
        .map(({ option }) => option);
      if (hidden.length === 0) return false;
      const dependent = [...before, next].flatMap((one) => told(one, asked.name, counted));
      // A band holds the marks that a condition names, so what is said of them is said of it at least.
      if (table.banded) return dependent.length > 0;
      if (asked.question.type === 'multiple') {
        const ranges = audit([...optionStatements(earlier), ...dependent], hidden);
        return [...ranges.values()].some((range) => isNarrow(range, width));
      }
      const statements = [...questionStatements(table, (option) => [option]), ...dependent];
      const small = { groups: [hidden], span: { from: 1, to: cell - 1 }, width };
      const targets = hidden.map((option) => [option]);
      return narrowed(statements, targets, small).size > 0;
    });
}
