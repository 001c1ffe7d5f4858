import * as v from 'valibot';
import { audienceSchema, isoDate, isoMoment, localizedTextSchema } from './common.ts';

export const questionTypes = ['rating', 'single', 'multiple', 'text'] as const;
export const optionSchema = v.strictObject({ id: v.string(), title: localizedTextSchema });
export type Option = v.InferOutput<typeof optionSchema>;

const questionEntries = { id: v.string(), title: localizedTextSchema, hint: v.nullable(localizedTextSchema) };

/** Any question may be passed over. */
export const questionSchema = v.variant('type', [
  /** 1 to 5; `unsure` («Затрудняюсь ответить») is always offered beside the scale. */
  v.strictObject({
    type: v.literal('rating'),
    ...questionEntries,
    /** Words for 1 to 5, worst first. */
    labels: v.pipe(v.array(localizedTextSchema), v.length(5)),
  }),
  v.strictObject({ type: v.literal('single'), ...questionEntries, options: v.array(optionSchema) }),
  v.strictObject({ type: v.literal('multiple'), ...questionEntries, options: v.array(optionSchema) }),
  v.strictObject({ type: v.literal('text'), ...questionEntries, maxLength: v.number() }),
]);
export type Question = v.InferOutput<typeof questionSchema>;

/**
 * What a survey asks and promises: static, the same for everyone, without keys. Its hash
 * (SHA-256 of its canonical JSON, RFC 8785) is bound into every ballot.
 */
export const manifestSchema = v.strictObject({
  survey: v.string(),
  version: v.number(),
  audience: audienceSchema,
  level: v.picklist(['open']),
  title: localizedTextSchema,
  intro: localizedTextSchema,
  questions: v.array(questionSchema),
  /** A release needs so many new ballots, and so many days since the one before. */
  release: v.strictObject({ ballots: v.number(), days: v.number() }),
  /** Bytes to which every set of answers is padded before sealing. */
  ballotBytes: v.number(),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** A survey in a list. */
export const surveySummarySchema = v.strictObject({
  id: v.string(),
  title: localizedTextSchema,
  questions: v.number(),
});
export type SurveySummary = v.InferOutput<typeof surveySummarySchema>;

/** The key that ballots are sealed to now. `publicKey`: uncompressed P-256 point, base64url. */
export const batchSchema = v.strictObject({
  batch: v.string(),
  publicKey: v.string(),
  manifestHash: v.string(),
  /** The hour of the server's clock: 2026-12-01T06:00:00.000Z. */
  hour: isoMoment,
});
export type Batch = v.InferOutput<typeof batchSchema>;

/** RFC 4648, section 5, without padding: no length leaves one symbol over. */
const base64url = v.pipe(v.string('type'), v.regex(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/, 'format'));

/** One sealed ballot: encapsulated key and ciphertext (HPKE, RFC 9180), base64url. Nothing else is taken. */
export const ballotSchema = v.strictObject({
  batch: v.pipe(v.string('type'), v.regex(/^[a-z0-9-]{1,40}$/, 'format')),
  sealed: v.pipe(base64url, v.minLength(1, 'required'), v.maxLength(60_000, 'too_long')),
});
export type Ballot = v.InferOutput<typeof ballotSchema>;
export const ballotAcceptedSchema = v.strictObject({ accepted: v.literal(true) });

/** One figure of a release; `count` is null where it is hidden to protect the few. */
export const tallyCountSchema = v.strictObject({ option: v.string(), count: v.nullable(v.number()) });
export const tallySchema = v.strictObject({
  question: v.string(),
  /** Ballots that answered this question; null where the question is withheld for too few answers. */
  answered: v.nullable(v.number()),
  counts: v.array(tallyCountSchema),
});
export type Tally = v.InferOutput<typeof tallySchema>;

/** What a tally published. The numbers of ballots reconcile: accepted = counted + invalid. */
export const releaseSchema = v.strictObject({
  id: v.string(),
  releasedOn: isoDate,
  counted: v.number(),
  invalid: v.number(),
  lost: v.number(),
  tallies: v.array(tallySchema),
});
export type Release = v.InferOutput<typeof releaseSchema>;

/** Answers before sealing, by question id. Ratings: '1' to '5' or 'unsure'. */
export type Answers = Record<string, string | string[]>;
