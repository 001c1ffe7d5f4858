import * as v from 'valibot';

/** Languages of the product. Russian is always there, English is complete but optional for content. */
export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** External clients are the public, internal ones the body's own servants (order 078-О, 1.2). */
export const audiences = ['external', 'internal'] as const;
export type Audience = (typeof audiences)[number];
export const audienceSchema = v.picklist(audiences, 'choice_unknown');

/**
 * Characters that no honest text holds: C0 and C1 controls but tab and line breaks, and halves of
 * surrogate pairs, which no UTF-8 storage keeps.
 */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/u;
const lineControls = /[\u0000-\u001f\u007f-\u009f]|\p{Cs}/u;

/** Running text of 1 to `max` UTF-16 units after trimming; line breaks allowed. */
export const text = (max: number) =>
  v.pipe(
    v.string('type'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(max, 'too_long'),
    v.check((value) => !controls.test(value), 'control_characters'),
  );

/** As `text`, and may be empty, or lack its ends: something unfinished. */
export const unfinishedText = (max: number) =>
  v.pipe(
    v.string('type'),
    v.maxLength(max, 'too_long'),
    v.check((value) => !controls.test(value), 'control_characters'),
  );

/** As `text`, on one line. */
export const line = (max: number) =>
  v.pipe(
    v.string('type'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(max, 'too_long'),
    v.check((value) => !lineControls.test(value), 'control_characters'),
  );

/** Everything that people read: a map by language, Russian always there. */
export const localizedTextSchema = v.strictObject({
  ru: v.string(),
  en: v.optional(v.string()),
});
export type LocalizedText = v.InferOutput<typeof localizedTextSchema>;

/** Lower-case names that stand in addresses: agencies, publications, topics, surveys. */
export const slug = v.pipe(v.string('type'), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'format'));

/** Calendar date without time, ISO 8601: 2026-12-30. */
export const isoDate = v.pipe(v.string('type'), v.isoDate('format'));
/** Moment in UTC, ISO 8601: 2026-12-01T06:42:00.000Z. */
export const isoMoment = v.pipe(v.string('type'), v.isoTimestamp('format'));

/** Path on the back end or absolute address. */
export const address = v.string();

/** A file that can be fetched: size in bytes. */
export const fileSchema = v.strictObject({
  id: v.string(),
  title: localizedTextSchema,
  mediaType: v.string(),
  /** As people know it: PDF, XLSX. */
  format: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  language: v.picklist(languages),
  url: address,
});
export type File = v.InferOutput<typeof fileSchema>;

/** One page of a list; `next` is the cursor of the following page. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), next: v.nullable(v.string()) });
export interface Page<T> {
  items: T[];
  next: string | null;
}
