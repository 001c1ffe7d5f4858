import type { FieldError } from '../../contract/problems.ts';

/**
 * What an import of a SurveyJS definition can't take over.
 * - `element_type` {type}: an element of a kind that has no counterpart; it isn't in the survey.
 * - `hidden`: an element that nothing shows; it isn't in the survey.
 * - `options_few` {options}: a question with less than two answers of its own; it isn't in the survey.
 * - `too_many` {max}: beyond what a survey may hold; it and what follows there isn't in the survey.
 * - `too_deep` {max}: panels within panels; what is in them isn't in the survey.
 * - `too_large` {max}: with this question no ballot could hold the answers (bytes); it isn't in the survey.
 * - `shape`: not of the type that SurveyJS knows at this place.
 * - `condition` {why}: a condition that can't be kept; what it would hide is asked of everybody.
 * - `required`: an answer isn't required, for any question may be passed over.
 * - `input_type` {type}: a text that isn't checked to be a number, a date, an address and so on.
 * - `other_text`: «Другое» is an option, the text beside it isn't asked.
 * - `option_taken`: an answer that stands twice; the second isn't in the survey.
 * - `name_taken`: a name that stands twice; each is a question of its own.
 * - `scale_changed` {from, to}: marks of that range became marks of 0 to 10.
 * - `labels_missing`: a scale without words for its marks, which are figures now.
 * - `title_missing`: the survey, or a step, got a title that says nothing.
 * - `text_shortened` {max}: an answer in words may be no longer than that.
 * - `too_long` {max}: words that were cut.
 * - `markup`: formatting of words, which are plain now.
 * - `insertion`: words with an answer in them, which isn't put there.
 * - `language` {language, texts}: words in a language that a survey hasn't.
 * - `russian_missing` {language, texts}: words that stand for Russian ones.
 * - `property` {property}: anything else; what it does isn't done.
 * - `more` {count}: so much more that the list would have been too long.
 */
export const leftOutCodes = [
  'element_type',
  'hidden',
  'options_few',
  'too_many',
  'too_deep',
  'too_large',
  'shape',
  'condition',
  'required',
  'input_type',
  'other_text',
  'option_taken',
  'name_taken',
  'scale_changed',
  'labels_missing',
  'title_missing',
  'text_shortened',
  'too_long',
  'markup',
  'insertion',
  'language',
  'russian_missing',
  'property',
  'more',
] as const;
export type LeftOutCode = (typeof leftOutCodes)[number];

/** Why a condition can't be kept. */
export const conditionReasons = [
  /** It can't be read. */
  'syntax',
  /** It calls a function. */
  'function',
  /** It compares in a way that has no counterpart. */
  'operator',
  /** Either of several, of different questions. */
  'either_or',
  /** It compares two questions. */
  'two_questions',
  /** No question has that name: it may come from outside. */
  'question_unknown',
  /** The question stands later, or is the one that waits. */
  'not_before',
  /** The question isn't in the survey. */
  'question_left_out',
  /** Several questions have that name. */
  'question_ambiguous',
  /** What was written isn't known before it is read. */
  'text_question',
  /** No such answer is offered. */
  'value_unknown',
  /** More conditions than a question may have. */
  'too_many',
] as const;
export type ConditionReason = (typeof conditionReasons)[number];

/** `path`: in what was sent, as `pages.0.elements.2.visibleIf`. */
export type LeftOut = FieldError & { code: LeftOutCode };

/** A list that is longer is of no use to anybody. */
const longest = 1000;

/** In the order of the definition; what is said of the whole first. */
function inOrder(a: LeftOut, b: LeftOut): number {
  const [left, right] = [a.path.split('.'), b.path.split('.')];
  for (let at = 0; ; at++) {
    const [one, other] = [left[at], right[at]];
    if (one === other) {
      if (one === undefined) return 0;
    } else if (!one || !other) return one ? 1 : -1;
    else return Number(one) - Number(other) || (one < other ? -1 : 1);
  }
}

export interface Report {
  add(path: string, code: LeftOutCode, params?: LeftOut['params']): void;
  list(): LeftOut[];
}

/** The same thing at the same place is told once. */
export function report(): Report {
  const found: LeftOut[] = [];
  const told = new Set<string>();
  let more = 0;
  return {
    add(path, code, params = {}) {
      const key = JSON.stringify([path, code, params]);
      if (told.has(key)) return;
      if (found.length === longest) return void more++;
      told.add(key);
      found.push({ path, code, params });
    },
    list: () => [
      ...found.toSorted(inOrder),
      ...(more ? [{ path: '', code: 'more', params: { count: more } } satisfies LeftOut] : []),
    ],
  };
}
