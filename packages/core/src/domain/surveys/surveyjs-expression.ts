import type { ConditionReason } from './surveyjs-report.ts';

export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'contains' | 'notcontains' | 'anyof' | 'allof' | 'empty';
export type Constant = string | number | boolean;

/** What a SurveyJS expression says, as far as it compares a question with values. */
export type Expression =
  | { is: 'and' | 'or'; left: Expression; right: Expression }
  | { is: 'not'; of: Expression }
  /** `list`: values stood in brackets. */
  | { is: 'compared'; name: string; by: Operator; values: Constant[]; list: boolean }
  /** A question alone: that it is answered, and not by no. */
  | { is: 'true'; name: string };

/** An expression that can't be read, or says more than a comparison. */
export class Unreadable extends Error {
  readonly why: ConditionReason;
  constructor(why: ConditionReason) {
    super(why);
    this.name = 'Unreadable';
    this.why = why;
  }
}

/** Every spelling that SurveyJS knows, and the same one said of the other side. */
const operators: Record<string, Operator> = {
  '=': '=',
  '==': '=',
  equal: '=',
  '<>': '<>',
  '!=': '<>',
  notequal: '<>',
  '<': '<',
  less: '<',
  '<=': '<=',
  lessorequal: '<=',
  '>': '>',
  greater: '>',
  '>=': '>=',
  greaterorequal: '>=',
  contains: 'contains',
  contain: 'contains',
  '*=': 'contains',
  notcontains: 'notcontains',
  notcontain: 'notcontains',
  anyof: 'anyof',
  allof: 'allof',
};
const turned: Partial<Record<Operator, Operator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const ands = ['and', '&&'];
const ors = ['or', '||'];
const nots = ['not', 'negate', '!'];

interface Token {
  is: 'name' | 'text' | 'number' | 'word' | 'sign';
  value: string;
}

const longest = 2000;
const deepest = 50;
const token =
  /\s*(?:\{([^{}]*)\}|'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|(-?\d+(?:\.\d+)?)(?![\p{L}\d_])|(<=|>=|<>|!=|==|\*=|&&|\|\||[[\](),=<>!])|([\p{L}_][\p{L}\d_-]*))/uy;
const kinds = ['name', 'text', 'text', 'number', 'sign', 'word'] as const;

function tokens(text: string): Token[] {
  if (text.length > longest) throw new Unreadable('syntax');
  const found: Token[] = [];
  const rest = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < rest.length) {
    const groups = token.exec(rest)?.slice(1);
    const at = groups?.findIndex((group) => group !== undefined) ?? -1;
    const kind = kinds[at];
    if (!groups || !kind) throw new Unreadable('syntax');
    const value = groups[at] ?? '';
    found.push({ is: kind, value: kind === 'text' ? value.replace(/\\([^])/g, '$1') : value.trim() });
  }
  return found;
}

/**
 * Reads an expression of SurveyJS (visibleIf), with its precedence: not, comparison, and, or.
 * Throws Unreadable: `syntax`, `function`, `operator`, `two_questions`.
 */
export function readExpression(text: string): Expression {
  const all = tokens(text);
  let at = 0;
  let deep = 0;

  const ahead = (): Token | undefined => all[at];
  /** A sign or an unquoted word, in lower case; empty for anything else. */
  const sign = (one = ahead()): string => (one?.is === 'sign' || one?.is === 'word' ? one.value.toLowerCase() : '');
  function expect(wanted: string): void {
    if (sign() !== wanted) throw new Unreadable('syntax');
    at++;
  }

  function joined(is: 'and' | 'or', words: string[], part: () => Expression): Expression {
    let left = part();
    while (words.includes(sign())) {
      at++;
      left = { is, left, right: part() };
    }
    return left;
  }
  const either = (): Expression => joined('or', ors, both);
  const both = (): Expression => joined('and', ands, one);

  function one(): Expression {
    if (++deep > deepest) throw new Unreadable('syntax');
    try {
      if (nots.includes(sign())) {
        at++;
        return { is: 'not', of: one() };
      }
      if (sign() !== '(') return comparison();
      at++;
      const inner = either();
      expect(')');
      return inner;
    } finally {
      deep--;
    }
  }

  function constant(): Constant {
    const found = ahead();
    if (!found) throw new Unreadable('syntax');
    if (found.is === 'name') throw new Unreadable('two_questions');
    if (found.is === 'sign') throw new Unreadable('syntax');
    at++;
    if (found.is === 'word' && sign() === '(') throw new Unreadable('function');
    if (found.is === 'number') return Number(found.value);
    if (found.is === 'word' && /^(true|false)$/i.test(found.value)) return found.value.toLowerCase() === 'true';
    return found.value;
  }
  function constants(): { values: Constant[]; list: boolean } {
    if (sign() !== '[') return { values: [constant()], list: false };
    at++;
    const values: Constant[] = [];
    while (sign() !== ']') {
      if (values.length) expect(',');
      values.push(constant());
    }
    at++;
    return { values, list: true };
  }

  function comparison(): Expression {
    const found = ahead();
    if (found?.is !== 'name') {
      const { values, list } = constants();
      const by = turned[operators[sign()] ?? 'empty'];
      at++;
      const name = ahead();
      if (!by || name?.is !== 'name') throw new Unreadable('operator');
      at++;
      return { is: 'compared', name: name.value, by, values, list };
    }
    at++;
    const name = found.value;
    const by = sign();
    if (by === 'empty' || by === 'notempty') {
      at++;
      const empty: Expression = { is: 'compared', name, by: 'empty', values: [], list: false };
      return by === 'empty' ? empty : { is: 'not', of: empty };
    }
    const operator = Object.hasOwn(operators, by) ? operators[by] : undefined;
    if (operator) {
      at++;
      return { is: 'compared', name, by: operator, ...constants() };
    }
    return { is: 'true', name };
  }

  const whole = either();
  if (at < all.length) throw new Unreadable('syntax');
  return whole;
}
