import * as v from 'valibot';
import { audienceSchema, fileSchema, isoDate, isoMoment, localizedTextSchema, line, slug } from './common.ts';

/** Kinds of what 8-FZ, article 13, wants published. */
export const publicationKinds = [
  'news',
  'clarification',
  'inspection',
  'appeals-review',
  'order',
  'report',
  'vacancy',
  'announcement',
] as const;
export type PublicationKind = (typeof publicationKinds)[number];
export const publicationKindSchema = v.picklist(publicationKinds, 'choice_unknown');

const summaryEntries = {
  id: v.string(),
  kind: publicationKindSchema,
  topic: v.nullable(v.string()),
  title: localizedTextSchema,
  summary: localizedTextSchema,
  publishedAt: isoMoment,
  /** Until when staff vouch for it; past that day it is marked as stale. */
  reviewBy: v.nullable(isoDate),
  attachments: v.array(fileSchema),
};
export const publicationSummarySchema = v.strictObject(summaryEntries);
export type PublicationSummary = v.InferOutput<typeof publicationSummarySchema>;

export const publicationSchema = v.strictObject({
  ...summaryEntries,
  /** HTML of a safe subset: paragraphs, headings, lists, tables, links, emphasis. */
  body: localizedTextSchema,
  version: v.number(),
  /** Unit or position, never a name. */
  preparedBy: localizedTextSchema,
  approvedBy: localizedTextSchema,
  approvedAt: isoMoment,
});
export type Publication = v.InferOutput<typeof publicationSchema>;

/** A version that is or was public, without its text: who prepared and approved it, by position. */
export const publishedVersionSchema = v.strictObject({
  version: v.number(),
  /** From when it was public. */
  publishedAt: isoMoment,
  preparedBy: localizedTextSchema,
  approvedBy: localizedTextSchema,
  approvedAt: isoMoment,
  /** From when the next version stood in its place; null: it didn't. */
  supersededAt: v.nullable(isoMoment),
  /** Taken back, and nothing put in its place. */
  withdrawnAt: v.nullable(isoMoment),
});
export type PublishedVersion = v.InferOutput<typeof publishedVersionSchema>;

/** A version of a publication that stood before the one that stands: what it said, and who answered for it. */
export type EarlierVersion = Pick<
  Publication,
  'version' | 'title' | 'summary' | 'body' | 'preparedBy' | 'approvedBy' | 'approvedAt'
>;

export const pageLimit = { min: 1, max: 50, default: 10 } as const;

export const publicationQuerySchema = v.strictObject({
  audience: v.optional(audienceSchema, 'external'),
  kind: v.optional(publicationKindSchema),
  topic: v.optional(slug),
  q: v.optional(line(200)),
  from: v.optional(isoDate),
  to: v.optional(isoDate),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200, 'too_long'))),
  limit: v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'format'), v.transform(Number))], 'type'),
      v.number(),
      v.integer('format'),
      v.minValue(pageLimit.min, 'too_small'),
      v.maxValue(pageLimit.max, 'too_large'),
    ),
    pageLimit.default,
  ),
});
export type PublicationQuery = v.InferInput<typeof publicationQuerySchema>;
