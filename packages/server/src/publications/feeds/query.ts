import * as v from 'valibot';
import { languages } from '@otklik/core/contract/common.js';
import { publicationQuerySchema } from '@otklik/core/contract/publications.js';

const { kind, topic, q } = publicationQuerySchema.entries;

/** Filters of the API that a feed takes too. Its audience is always external: feeds are read from everywhere. */
export const feedQuerySchema = v.strictObject({
  kind,
  topic,
  q,
  lang: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
});
export type FeedQuery = v.InferOutput<typeof feedQuerySchema>;

/** The query as part of an address, in one order whatever order it came in. */
export function queryText({ lang, ...filters }: FeedQuery): string {
  const given = Object.entries({ ...filters, ...(lang === 'en' && { lang }) }).filter(
    ([, value]) => value !== undefined,
  );
  return given.length ? `?${new URLSearchParams(given as [string, string][]).toString()}` : '';
}
