import * as v from 'valibot';
import { audienceSchema, line, slug, text, unfinishedText } from '../../contract/common.ts';
import { levelSchema, type Manifest } from '../../contract/surveys.ts';
import { day, localized } from '../../contract/staff/inputs.ts';
import { defaultThresholds, leastThresholds } from './thresholds.ts';
import { ballotBytes } from './ballot-size.ts';

/** More than anybody answers, and as much as one tally holds in memory. */
export const definitionLimits = {
  questions: 60,
  options: 60,
  rows: 30,
  steps: 60,
  crossTabs: 10,
  /** Of a cross-tab: what is left to be found out grows much faster. */
  cells: 300,
  /** Characters of a title, an option or a label. */
  title: 500,
  text: 4000,
  bytes: 32_768,
};

const whole = (from: number, to: number) =>
  v.pipe(v.number('type'), v.integer('format'), v.minValue(from, 'too_small'), v.maxValue(to, 'too_large'));
const list = <S extends v.GenericSchema>(item: S, from: number, to: number) =>
  v.pipe(v.array(item, 'type'), v.minLength(from, 'required'), v.maxLength(to, 'too_many'));

const words = localized(line(definitionLimits.title));
const option = v.strictObject({ id: slug, title: words });
const condition = v.strictObject({
  asked: v.pipe(v.string('type'), v.regex(/^[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9][a-z0-9-]{0,63})?$/, 'format')),
  is: v.picklist(['any', 'none'], 'choice_unknown'),
  values: list(v.pipe(v.string('type'), v.maxLength(64, 'too_long')), 1, definitionLimits.options),
});
const entries = {
  id: slug,
  title: words,
  hint: v.optional(v.nullable(localized(text(1000))), null),
  when: v.optional(list(condition, 0, 10), []),
};
const question = v.variant(
  'type',
  [
    v.strictObject({
      type: v.literal('rating'),
      ...entries,
      labels: v.pipe(v.array(words, 'type'), v.length(5, 'format')),
      importance: v.optional(v.nullable(whole(1, 100)), null),
    }),
    v.strictObject({
      type: v.literal('score'),
      ...entries,
      labels: v.pipe(v.array(words, 'type'), v.length(2, 'format')),
    }),
    v.strictObject({ type: v.literal('single'), ...entries, options: list(option, 2, definitionLimits.options) }),
    v.strictObject({
      type: v.literal('multiple'),
      ...entries,
      options: list(
        v.strictObject({ ...option.entries, exclusive: v.optional(v.boolean('type'), false) }),
        2,
        definitionLimits.options,
      ),
    }),
    v.strictObject({ type: v.literal('yesno'), ...entries }),
    v.strictObject({
      type: v.literal('matrix'),
      ...entries,
      rows: list(option, 1, definitionLimits.rows),
      options: list(option, 2, definitionLimits.options),
    }),
    v.strictObject({ type: v.literal('text'), ...entries, maxLength: whole(1, definitionLimits.text) }),
  ],
  'choice_unknown',
);

const threshold = (name: keyof typeof defaultThresholds, to: number) =>
  v.optional(whole(leastThresholds[name], to), defaultThresholds[name]);

/**
 * What staff write of a survey: all that its manifest says, but for what the server knows (id, version,
 * size). Thresholds may be stricter than their defaults, and no laxer than a floor (domain.md, 9).
 */
export const definitionEntries = {
  audience: audienceSchema,
  level: v.optional(levelSchema, 'open'),
  title: words,
  /** May be empty. */
  intro: v.optional(v.strictObject({ ru: unfinishedText(2000), en: v.optional(unfinishedText(2000)) }), { ru: '' }),
  questions: list(question, 1, definitionLimits.questions),
  steps: v.optional(
    list(
      v.strictObject({ title: words, questions: list(slug, 1, definitionLimits.questions) }),
      0,
      definitionLimits.steps,
    ),
    [],
  ),
  crossTabs: v.optional(list(v.strictObject({ rows: slug, columns: slug }), 0, definitionLimits.crossTabs), []),
  thresholds: v.optional(
    v.strictObject({
      answers: threshold('answers', 1000),
      subgroup: threshold('subgroup', 1000),
      cell: threshold('cell', 100),
      width: threshold('width', 100),
      majority: v.optional(whole(50, leastThresholds.majority), defaultThresholds.majority),
    }),
    defaultThresholds,
  ),
  release: v.optional(v.strictObject({ ballots: whole(20, 100_000), days: whole(7, 366) }), { ballots: 20, days: 7 }),
  closesOn: v.optional(v.nullable(day), null),
};
export const definitionSchema = v.strictObject(definitionEntries);
export type Definition = v.InferOutput<typeof definitionSchema>;
export type DefinitionInput = v.InferInput<typeof definitionSchema>;

/** The manifest of a definition. */
export function manifestOf(survey: string, version: number, definition: Definition): Manifest {
  return { survey, version, ...definition, ballotBytes: ballotBytes(definition.questions) };
}
