import type { Condition } from '../../contract/surveys.ts';
import { definitionLimits } from './definition.ts';
import type { ConditionReason } from './surveyjs-report.ts';
import { readExpression, Unreadable, type Constant, type Expression, type Operator } from './surveyjs-expression.ts';

/** What a condition can look at: a question, or a row of a matrix, with its answers of SurveyJS and ours. */
export interface Target {
  /** Its name in answers. */
  asked: string;
  /** Several answers at a time. */
  multiple: boolean;
  /** By value in SurveyJS. */
  answers: { value: Constant; answer: string }[];
  /** All answers that can be given; none: it is written, not chosen. */
  all: string[];
}

/** Names of SurveyJS to what they stand for; a reason where none can be looked at. */
export type Find = (name: string) => Target | ConditionReason;

const most = 10;

/** SurveyJS compares numbers and words alike, without regard to case and outer spaces. */
const alike = (a: Constant, b: Constant): boolean => String(a).trim().toLowerCase() === String(b).trim().toLowerCase();

const compares: Partial<Record<Operator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const any = (asked: string, values: string[]): Condition => ({ asked, is: 'any', values });
const none = (asked: string, values: string[]): Condition => ({ asked, is: 'none', values });

function answersTo({ answers }: Target, wanted: Constant): string {
  const found = answers.find(({ value }) => alike(value, wanted));
  if (!found) throw new Unreadable('value_unknown');
  return found.answer;
}

/** Conditions that all hold where the comparison does. */
function compared(expression: Expression & { is: 'compared' }, target: Target): Condition[] {
  const { asked, multiple, all } = target;
  const { by, values, list } = expression;
  if (by === 'empty') return [none(asked, all)];
  const compare = compares[by];
  if (compare) {
    const bound = Number(values[0]);
    const fits = target.answers.filter(({ value }) => typeof value !== 'boolean' && String(value).trim() !== '');
    if (multiple || list || Number.isNaN(bound)) throw new Unreadable('operator');
    const found = fits.filter(({ value }) => compare(Number(value), bound)).map(({ answer }) => answer);
    if (!found.length) throw new Unreadable('value_unknown');
    return [any(asked, found)];
  }
  const wanted = [...new Set(values.map((value) => answersTo(target, value)))];
  const [first] = wanted;
  if (first === undefined) throw new Unreadable('value_unknown');
  if (by === 'anyof') return [any(asked, wanted)];
  if (by === 'notcontains') {
    if (wanted.length > 1) throw new Unreadable('operator');
    return [none(asked, wanted)];
  }
  if (by === 'contains' || by === 'allof') {
    if (!multiple && wanted.length > 1) throw new Unreadable('operator');
    return wanted.map((answer) => any(asked, [answer]));
  }
  if (!multiple) {
    if (wanted.length > 1) throw new Unreadable('operator');
    return [by === '=' ? any(asked, wanted) : none(asked, wanted)];
  }
  // Just these and no others, which is what a list of values equals.
  if (by === '<>' || !list) throw new Unreadable('operator');
  const others = all.filter((answer) => !wanted.includes(answer));
  return [...wanted.map((answer) => any(asked, [answer])), ...(others.length ? [none(asked, others)] : [])];
}

const opposite = ({ asked, is, values }: Condition): Condition => ({
  asked,
  is: is === 'any' ? 'none' : 'any',
  values,
});

/** One condition that holds where either does, if there is one. */
function either(a: Condition, b: Condition, multiple: boolean): Condition {
  if (a.asked !== b.asked) throw new Unreadable('either_or');
  if (a.is === 'any' && b.is === 'any') return any(a.asked, [...new Set([...a.values, ...b.values])]);
  if (multiple) throw new Unreadable('either_or');
  // One answer at most is given, so that what neither hides is what remains hidden.
  const [first, second] = a.is === 'none' ? [a, b] : [b, a];
  const hides = first.values.filter((value) => second.values.includes(value) === (second.is === 'none'));
  if (!hides.length) throw new Unreadable('either_or');
  return none(a.asked, hides);
}

/** Conditions of one question together, where they can be. */
function merged(conditions: readonly Condition[], multiple: (asked: string) => boolean): Condition[] {
  const found: Condition[] = [];
  for (const condition of conditions) {
    const at = found.findIndex(({ asked, is }) => asked === condition.asked && is === condition.is);
    const before = found[at];
    if (!before || (condition.is === 'any' && multiple(condition.asked))) {
      if (!found.some((one) => JSON.stringify(one) === JSON.stringify(condition))) found.push(condition);
      continue;
    }
    const values =
      condition.is === 'none'
        ? [...new Set([...before.values, ...condition.values])]
        : before.values.filter((value) => condition.values.includes(value));
    // Never both: nobody would be asked, which nobody meant.
    if (!values.length) throw new Unreadable('value_unknown');
    found[at] = { ...before, values };
  }
  if (found.length > most || found.some(({ values }) => values.length > definitionLimits.options))
    throw new Unreadable('too_many');
  return found;
}

/** What several expressions ask for together; throws Unreadable. */
export function joinConditions(
  lists: readonly Condition[][],
  find: (asked: string) => Target | undefined,
): Condition[] {
  return merged(lists.flat(), (asked) => find(asked)?.multiple ?? true);
}

/**
 * A SurveyJS expression as conditions, all of which must hold. Throws Unreadable, with why it can't be.
 */
export function readConditions(text: string, find: Find): Condition[] {
  const targets = new Map<string, Target>();
  function target(name: string): Target {
    const found = find(name);
    if (typeof found === 'string') throw new Unreadable(found);
    if (!found.all.length) throw new Unreadable('text_question');
    targets.set(found.asked, found);
    return found;
  }
  const isMultiple = (asked: string): boolean => targets.get(asked)?.multiple ?? true;

  /** `wanted`: whether it must hold, or must not. */
  function conditions(expression: Expression, wanted: boolean): Condition[] {
    switch (expression.is) {
      case 'not':
        return conditions(expression.of, !wanted);
      case 'true': {
        const found = target(expression.name);
        const no = found.answers.filter(({ value }) => value === false).map(({ answer }) => answer);
        const yes = found.all.filter((answer) => !no.includes(answer));
        return [wanted ? any(found.asked, yes) : none(found.asked, yes)];
      }
      case 'compared': {
        const found = compared(expression, target(expression.name));
        if (wanted) return found;
        const [first] = found;
        if (!first || found.length > 1) throw new Unreadable('either_or');
        return [opposite(first)];
      }
      default: {
        const left = conditions(expression.left, wanted);
        const right = conditions(expression.right, wanted);
        if ((expression.is === 'and') === wanted) return merged([...left, ...right], isMultiple);
        const [a] = left;
        const [b] = right;
        if (!a || !b || left.length > 1 || right.length > 1) throw new Unreadable('either_or');
        return [either(a, b, isMultiple(a.asked))];
      }
    }
  }
  return merged(conditions(readExpression(text), true), isMultiple);
}
