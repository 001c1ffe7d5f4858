import * as v from 'valibot';
import { localizedTextSchema } from './common.ts';

/** `rating`: 1 to 5; `score`: 0 to 10; `yesno`: yes, partly, no; `matrix`: rows, all with the same options. */
export const questionTypes = ['rating', 'score', 'single', 'multiple', 'yesno', 'matrix', 'text'] as const;
export type QuestionType = (typeof questionTypes)[number];

export const optionSchema = v.strictObject({ id: v.string(), title: localizedTextSchema });
export type Option = v.InferOutput<typeof optionSchema>;

/** Of several: `exclusive` goes with no other («ничего из этого»). */
export const multipleOptionSchema = v.strictObject({ ...optionSchema.entries, exclusive: v.boolean() });
export type MultipleOption = v.InferOutput<typeof multipleOptionSchema>;

/**
 * What must have been answered to a question before: `any` of these values, or `none` of them (which
 * holds, too, where it was passed over or not asked).
 */
export const conditionSchema = v.strictObject({
  /** As in answers: a question's id, of a matrix `question.row`; never a text. */
  asked: v.string(),
  is: v.picklist(['any', 'none']),
  values: v.array(v.string()),
});
export type Condition = v.InferOutput<typeof conditionSchema>;

const questionEntries = {
  id: v.string(),
  title: localizedTextSchema,
  hint: v.nullable(localizedTextSchema),
  /** Asked only where all of these hold; none: always. */
  when: v.array(conditionSchema),
};

/** Any question may be passed over. */
export const questionSchema = v.variant('type', [
  /** `unsure` («Затрудняюсь ответить») is always offered beside the scale. */
  v.strictObject({
    type: v.literal('rating'),
    ...questionEntries,
    /** Words for 1 to 5, worst first. */
    labels: v.pipe(v.array(localizedTextSchema), v.length(5)),
    /** Weight in the index of satisfaction, CSI = Σ(importance × mark) / Σ(importance × 5); null: not in it. */
    importance: v.nullable(v.number()),
  }),
  v.strictObject({
    type: v.literal('score'),
    ...questionEntries,
    /** Words for 0 and for 10. */
    labels: v.pipe(v.array(localizedTextSchema), v.length(2)),
  }),
  v.strictObject({ type: v.literal('single'), ...questionEntries, options: v.array(optionSchema) }),
  v.strictObject({ type: v.literal('multiple'), ...questionEntries, options: v.array(multipleOptionSchema) }),
  v.strictObject({ type: v.literal('yesno'), ...questionEntries }),
  v.strictObject({
    type: v.literal('matrix'),
    ...questionEntries,
    rows: v.array(optionSchema),
    options: v.array(optionSchema),
  }),
  v.strictObject({ type: v.literal('text'), ...questionEntries, maxLength: v.number() }),
]);
export type Question = v.InferOutput<typeof questionSchema>;
