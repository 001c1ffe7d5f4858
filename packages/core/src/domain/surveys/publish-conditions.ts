import type { Condition, Question, SurveyThresholds } from '../../contract/surveys.ts';
import { bandOf } from '../disclosure/bands.ts';
import { majoritySpan } from '../disclosure/majority.ts';
import { questionStatements } from '../disclosure/statements.ts';
import { System } from '../disclosure/system.ts';
import type { Span, Statement } from '../disclosure/types.ts';
import { choices, exclusiveOptions, unsure } from './asked.ts';
import type { PublishedCounter } from './publish.ts';

/** Everything that holds for whoever is asked: an answer that is required was asked for in its turn. */
function conditionsOf(question: Question, before: readonly PublishedCounter[]): Condition[] {
  return question.when.flatMap((condition) => {
    const earlier = before.find(({ asked }) => asked.name === condition.asked);
    return [condition, ...(condition.is === 'any' && earlier ? conditionsOf(earlier.asked.question, before) : [])];
  });
}

/** The figures that an option of a table is the sum of: of a band, its marks. */
function cellsOf({ asked: { question }, table }: PublishedCounter): (option: string) => string[] {
  if (!table.banded) return (option) => [option];
  const marks = choices(question).filter((option) => option !== unsure);
  return (band) => (band === unsure ? [unsure] : marks.filter((_, at) => bandOf(at, marks.length) === band));
}

/** All that a table tells of its question's figures, `most` being who can have answered. */
function tableStatements(one: PublishedCounter, most: number, thresholds: SurveyThresholds): Statement[] {
  const { asked, table } = one;
  const { answered, counts } = table;
  const cells = cellsOf(one);
  const bounds = counts.map(({ option }): Statement => ({ cells: cells(option), span: { from: 0, to: most } }));
  if (answered === null) return [{ cells: choices(asked.question), span: { from: 0, to: most } }, ...bounds];
  const majorities = counts.flatMap(({ option, majority }) =>
    majority ? [{ cells: cells(option), span: majoritySpan(majority, answered, thresholds) }] : [],
  );
  if (asked.question.type !== 'multiple') return [...bounds, ...majorities, ...questionStatements(table, cells)];
  if (table.withheld) return bounds;
  const alone = exclusiveOptions(asked.question);
  // Majorities are told of those who picked any of the others.
  const rest = counts.reduce((left, { option, count }) => left - (alone.includes(option) ? (count ?? 0) : 0), answered);
  return counts.map(({ option, count, majority }) => ({
    cells: [option],
    span: majority
      ? majoritySpan(majority, alone.includes(option) ? answered : rest, thresholds)
      : count === null
        ? { from: 1, to: answered - 1 }
        : { from: count, to: count },
  }));
}

/** For each thing that an earlier table says of how many can have met conditions on it: at most so many. */
function rooms(
  earlier: PublishedCounter,
  conditions: readonly Condition[],
  counted: number,
  thresholds: SurveyThresholds,
): Span[] {
  const { question } = earlier.asked;
  const { answered, withheld } = earlier.table;
  const most = answered ?? (withheld === 'few' ? Math.min(counted, thresholds.answers - 1) : counted);
  const system = new System(tableStatements(earlier, most, thresholds));
  const sum = (cells: readonly string[]): Span => ({
    from: system.extreme(cells, 'minimize')?.sum ?? 0,
    to: system.extreme(cells, 'maximize')?.sum ?? Infinity,
  });
  const less = (from: number, { from: least, to }: Span): Span => ({ from: from - to, to: from - least });
  const more = (by: number, { from, to }: Span): Span => ({ from: by + from, to: by + to });

  const anyOf = conditions.filter(({ is }) => is === 'any').map(({ values }) => values);
  const none = [...new Set(conditions.filter(({ is }) => is === 'none').flatMap(({ values }) => values))];
  const all = anyOf.length > 0 ? most : counted;
  const outside = (values: readonly string[], of: readonly string[] = choices(question)): string[] =>
    of.filter((option) => !values.includes(option));
  if (question.type !== 'multiple') {
    const met = outside(none).filter((option) => anyOf.every((values) => values.includes(option)));
    return [anyOf.length > 0 ? sum(met) : less(all, sum(none))];
  }
  // Who picked any of several options are at least as many as picked one of them and those that stand alone,
  // at most as many as all of them together; and whoever picked none of them picked another.
  const alone = exclusiveOptions(question);
  const noneAlone = none.filter((option) => alone.includes(option));
  const noneShared = none.filter((option) => !alone.includes(option)).map((option) => [...noneAlone, option]);
  return [
    ...anyOf.flatMap((values) => [sum(outside(none, values)), less(most, sum(outside(values, alone)))]),
    ...(noneShared.length > 0 ? noneShared : [noneAlone]).map((cells) => less(all, sum(cells))),
    more(all - most, sum(outside(none))),
  ];
}

/**
 * Whether a conditional question would tell more of those that it depends on than their tables do: its
 * number of answers says how many met its conditions at least. One that isn't published for this had
 * enough answers, which would say it all the same. So one that few answered is told in the same words,
 * wherever enough answers could be too many.
 */
export function saysMore(
  next: PublishedCounter,
  before: readonly PublishedCounter[],
  counted: number,
  thresholds: SurveyThresholds,
): boolean {
  const conditions = conditionsOf(next.asked.question, before);
  const all = before.flatMap((earlier) => {
    const own = conditions.filter(({ asked }) => asked === earlier.asked.name);
    return own.length > 0 ? rooms(earlier, own, counted, thresholds) : [];
  });
  /** So many can meet the conditions whatever the hidden figures are, and so many if they are as they could be. */
  const sure = Math.min(...all.map(({ from }) => from));
  const possible = Math.min(counted, ...all.map(({ to }) => to));
  const { answered } = next.table;
  return answered === null ? possible >= thresholds.answers && possible > sure : answered > sure;
}
