import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { serverBackend } from '../../backend.ts';
import { originOf } from '../../http/origin.ts';
import type { RouteContext, Routes } from '../../http/routes.ts';
import { feedOf, type Feed } from './feed.ts';
import { formats } from './formats.ts';
import { feedQuerySchema, queryText, type FeedQuery } from './query.ts';
import { readRest } from './store.ts';

/** As many as a page of the API has at most. */
const newest = 50;

/** Feeds show what everybody may see, whoever asks. @throws BackendError agency_unknown */
async function readFeed(
  { services }: RouteContext,
  agency: string,
  query: FeedQuery,
  ending: string,
  origin: string,
): Promise<Feed> {
  const backend = serverBackend(services, { internal: false, address: '' });
  const { lang: _, ...filters } = query;
  const [about, page, topics] = await Promise.all([
    backend.readAgency(agency),
    backend.listPublications(agency, { ...filters, limit: newest }),
    backend.listConsultationTopics(agency, 'external'),
  ]);
  const rest = await readRest(
    services.database.db,
    agency,
    page.items.map(({ id }) => id),
    services.now(),
  );
  return feedOf({
    agency: about,
    topics: topics.items,
    publications: page.items.flatMap((summary) => {
      const more = rest.get(summary.id);
      return more ? [{ ...summary, ...more }] : [];
    }),
    query,
    path: `/${agency}/publications.${ending}${queryText(query)}`,
    origin,
    space: services.keys.fingerprint,
  });
}

/** What an agency publishes, for feed readers, other sites and other programs. */
export const feedRoutes: Routes = (app, context) => {
  for (const { ending, type, write } of formats) {
    app.get<{ Params: { agency: string } }>(
      `/:agency/publications.${ending}`,
      { config: { kept: true } },
      async (request, reply) => {
        const checked = check(feedQuerySchema, request.query);
        if (!checked.ok) throw new BackendError('query_invalid', {}, checked.fields);
        const origin = originOf(request, context.publicUrl);
        const feed = await readFeed(context, request.params.agency, checked.value, ending, origin);
        void reply.headers({
          'Content-Type': `${type}; charset=utf-8`,
          'Content-Language': feed.language,
          'Cache-Control': 'no-cache',
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        });
        return write(feed);
      },
    );
  }
};
