import * as v from 'valibot';
import type { Condition, Question } from '../../contract/surveys.ts';
import { RuleBroken } from '../rule-broken.ts';
import { ballotBytes } from './ballot-size.ts';
import { definitionLimits, definitionSchema, type Definition } from './definition.ts';
import type { Reading } from './surveyjs-choices.ts';
import { joinConditions, readConditions, type Find, type Target } from './surveyjs-conditions.ts';
import { flattened, type Found, type Waiting } from './surveyjs-elements.ts';
import { Unreadable } from './surveyjs-expression.ts';
import { uniqueIds } from './surveyjs-ids.ts';
import { isObject, own, type Json } from './surveyjs-json.ts';
import { tellProperties } from './surveyjs-properties.ts';
import { readQuestion } from './surveyjs-questions.ts';
import { report as newReport, type ConditionReason, type LeftOut } from './surveyjs-report.ts';
import { words as newWords } from './surveyjs-words.ts';

const titleMax = definitionLimits.title;
const introMax = 2000;
const idMax = 40;
const leastText = 100;

/** No element of a definition can be a question: code `surveyjs_empty`; `leftOut` says why. */
export class NothingImported extends RuleBroken {
  readonly leftOut: LeftOut[];
  constructor(leftOut: LeftOut[]) {
    super('surveyjs_empty');
    this.name = 'NothingImported';
    this.leftOut = leftOut;
  }
}

/** Conditions of everything that a question waits for. */
function conditionReader(found: readonly Found[], { report }: Reading) {
  const targets = new Map<string, Target>();
  const byAsked = new Map<string, Target>();
  const seen = new Map<string, 'taken' | 'left_out'>();
  const times = new Map<string, number>();
  for (const { name } of found) times.set(name, (times.get(name) ?? 0) + 1);
  const read = new Map<string, Condition[]>();

  const reasonFor = (name: string): ConditionReason => {
    if ((times.get(name) ?? 0) > 1) return 'question_ambiguous';
    const state = seen.get(name);
    if (!state) return 'not_before';
    return state === 'taken' ? 'operator' : 'question_left_out';
  };
  /** The question whose name this is, or begins with before a dot. */
  function ownerOf(name: string): string | undefined {
    if (times.has(name)) return name;
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
      if (times.has(name.slice(0, dot))) return name.slice(0, dot);
    return undefined;
  }
  const find: Find = (name) => {
    const owner = ownerOf(name);
    if (owner === undefined) return 'question_unknown';
    const reason = reasonFor(owner);
    return reason === 'operator' ? (targets.get(name) ?? reason) : reason;
  };
  function tell(path: string, error: unknown): Condition[] {
    if (!(error instanceof Unreadable)) throw error;
    report.add(path, 'condition', { why: error.why });
    return [];
  }
  /** Of one place, told of once, however many questions wait there. */
  function at({ path, expression }: Waiting): Condition[] {
    const before = read.get(path);
    if (before) return before;
    let conditions: Condition[] = [];
    if (typeof expression !== 'string') report.add(path, 'shape');
    else {
      try {
        conditions = readConditions(expression, find);
      } catch (error) {
        conditions = tell(path, error);
      }
    }
    read.set(path, conditions);
    return conditions;
  }

  return {
    conditions({ waiting, path }: Found): Condition[] {
      try {
        return joinConditions(waiting.map(at), (asked) => byAsked.get(asked));
      } catch (error) {
        return tell(path, error);
      }
    },
    /** From now on, conditions may look at it. */
    passed(name: string, taken: { row: string | null; target: Target }[] | null): void {
      seen.set(name, taken ? 'taken' : 'left_out');
      for (const { row, target } of taken ?? []) {
        targets.set(row === null ? name : `${name}.${row}`, target);
        byAsked.set(target.asked, target);
      }
    },
  };
}

interface Asked {
  question: Question;
  found: Found;
}

function readQuestions(found: readonly Found[], reading: Reading): Asked[] {
  const { report } = reading;
  const { conditions, passed } = conditionReader(found, reading);
  const idOf = uniqueIds('q', idMax);
  const named = new Set<string>();
  const asked: Asked[] = [];
  for (const one of found) {
    const { element, path, name } = one;
    if (asked.length === definitionLimits.questions) {
      report.add(path, 'too_many', { max: definitionLimits.questions });
      break;
    }
    const taken = readQuestion(element, path, name, idOf(name), reading);
    const when = taken ? conditions(one) : [];
    passed(name, taken?.targets ?? null);
    if (!taken) continue;
    if (named.has(name) && name) report.add(path, 'name_taken');
    named.add(name);
    asked.push({ question: { ...taken.question, when }, found: one });
  }
  return asked;
}

/** As many questions, with answers in words as long, as one ballot holds. */
function fitting(asked: Asked[], { report }: Reading): Asked[] {
  const max = definitionLimits.bytes;
  const size = (list: readonly Asked[]): number => ballotBytes(list.map(({ question }) => question));
  if (size(asked) <= max) return asked;
  const shortest = asked.map(({ question, found }) =>
    question.type === 'text'
      ? { found, question: { ...question, maxLength: Math.min(question.maxLength, leastText) } }
      : { found, question },
  );
  // Three bytes a character, as ballot-size.ts counts.
  const spare = Math.max(0, (max - size(shortest)) / 3);
  const over = asked.reduce(
    (sum, { question }) => sum + (question.type === 'text' ? Math.max(0, question.maxLength - leastText) : 0),
    0,
  );
  const share = Math.min(1, over ? spare / over : 0);
  const shared = asked.map(({ question, found }) => {
    if (question.type !== 'text' || question.maxLength <= leastText) return { question, found };
    const maxLength = leastText + Math.floor((question.maxLength - leastText) * share);
    return { found, question: { ...question, maxLength } };
  });
  while (shared.length > 1 && size(shared) > max) {
    const last = shared.pop();
    if (last) report.add(last.found.path, 'too_large', { max });
  }
  shared.forEach(({ question, found }, at) => {
    const before = asked[at]?.question;
    if (question.type === 'text' && before?.type === 'text' && question.maxLength < before.maxLength)
      report.add(found.path, 'text_shortened', { max: question.maxLength });
  });
  return shared;
}

/** Pages as steps, where there are several. */
function stepsOf(asked: readonly Asked[], pages: readonly Json[], { words, report }: Reading): Definition['steps'] {
  const numbers = [...new Set(asked.map(({ found }) => found.page))];
  if (numbers.length < 2) return [];
  return numbers.map((page, at) => {
    const path = `pages.${String(page)}`;
    const number = String(at + 1);
    const title = words.read(own(pages[page] ?? {}, 'title'), `${path}.title`, titleMax);
    if (!title) report.add(path, 'title_missing');
    return {
      title: title ?? { ru: `Шаг ${number}`, en: `Step ${number}` },
      questions: asked.filter(({ found }) => found.page === page).map(({ question }) => question.id),
    };
  });
}

/**
 * A SurveyJS definition as one of ours, with a list of what was left out: whoever opens the survey reads
 * it. Pure, takes any JSON of any size in bounded time, and what comes of it passes `definitionSchema` and
 * `checkDefinition`. Throws RuleBroken `surveyjs_unknown` (no pages or elements in it) and NothingImported.
 */
export function importSurveyJs(json: unknown): { definition: Definition; leftOut: LeftOut[] } {
  if (!isObject(json) || !['pages', 'elements', 'questions'].some((name) => Array.isArray(own(json, name))))
    throw new RuleBroken('surveyjs_unknown');
  const report = newReport();
  const words = newWords(json, report);
  const reading = { report, words };
  const title = words.read(own(json, 'title'), 'title', titleMax);
  if (!title) report.add('title', 'title_missing');
  const intro = words.read(own(json, 'description'), 'description', introMax);
  tellProperties(json, '', ['pages', 'elements', 'questions', 'title', 'description', 'locale'], report);
  const { found, pages } = flattened(json, report);
  const asked = fitting(readQuestions(found, reading), reading);
  if (!asked.length) throw new NothingImported(report.list());
  const steps = stepsOf(asked, pages, reading);
  pages.forEach((page, at) => {
    if (!steps.length) tellProperties({ title: own(page, 'title') }, `pages.${String(at)}`, [], report);
  });
  words.finish();
  const definition = v.parse(definitionSchema, {
    audience: 'external',
    title: title ?? { ru: 'Опрос', en: 'Survey' },
    intro: intro ?? { ru: '' },
    questions: asked.map(({ question }) => question),
    steps,
  });
  return { definition, leftOut: report.list() };
}
