import * as v from 'valibot';
import { isoDate, text } from '../common.ts';

/* Pieces of what staff enter. */

/** Text in Russian and, perhaps, English: neither is empty. */
export const localized = <S extends v.GenericSchema<string, string>>(schema: S) =>
  v.strictObject({ ru: schema, en: v.optional(schema) });

/** A day that the calendar has, since 1900. */
export const day = v.pipe(
  isoDate,
  v.check((value) => {
    const moment = new Date(`${value}T00:00:00Z`);
    return value >= '1900' && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
  }, 'format'),
);

export const reason = localized(text(1000));

/** Which revision was read. */
export const revision = v.pipe(v.number('type'), v.integer('format'), v.minValue(1, 'too_small'));

/** A whole number above 0 in an address. */
export const count = v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, 'format'), v.transform(Number));
