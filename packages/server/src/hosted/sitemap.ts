import type { FastifyInstance } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import { listAgencies } from '../agencies/store.ts';
import { serverBackend } from '../backend.ts';
import { originOf } from '../http/origin.ts';
import type { RouteContext } from '../http/routes.ts';
import { element, xmlDocument, type Xml } from '../http/xml.ts';
import { countPlaces, readPlaces } from '../publications/feeds/store.ts';
import type { Services } from '../services.ts';
import { sections } from './page.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Most addresses in one file (sitemaps.org, "Sitemap index files"). */
const mostAddresses = 50_000;

/** Nothing for a search engine: a case is one person's. */
const personal: (typeof sections)[number] = 'case';

interface Address {
  path: string;
  changedAt?: Date;
}

/** Pages that every agency has, and its surveys' that everybody may take. */
async function agencyPages(services: Services): Promise<Address[]> {
  const backend = serverBackend(services, { internal: false, address: '' });
  const agencies = await listAgencies(services.database.db);
  const pages = await Promise.all(
    agencies.map(async ({ id }) => {
      const surveys = await backend.listSurveys(id, 'external');
      return [
        ...sections.filter((section) => section !== personal),
        ...surveys.items.flatMap((survey) => [
          `survey/${survey.id}`,
          `survey/${survey.id}/stored`,
          `results/${survey.id}`,
        ]),
      ].map((page) => ({ path: `/${id}/${page}` }));
    }),
  );
  return pages.flat();
}

/** Addresses from `offset` on: of pages first, of publications then. */
async function addresses(services: Services, pages: Address[], offset: number, limit: number): Promise<Address[]> {
  const first = pages.slice(offset, offset + limit);
  const left = limit - first.length;
  if (left === 0) return first;
  const from = Math.max(0, offset - pages.length);
  const places = await readPlaces(services.database.db, services.now(), from, left);
  return [
    ...first,
    ...places.map(({ agency, id, changedAt }) => ({ path: `/${agency}/publications/${id}`, changedAt })),
  ];
}

const listed = (origin: string, { path, changedAt }: Address): Xml =>
  element(
    'url',
    {},
    element('loc', {}, origin + path),
    changedAt ? element('lastmod', {}, changedAt.toISOString()) : null,
  );

/**
 * The sitemap: one file, or an index of several where one can't hold all (sitemaps.org, protocol 0.9).
 * @param part counts from 1; null: the sitemap itself.
 * @returns null for a part that isn't there.
 */
export async function sitemap(
  services: Services,
  origin: string,
  part: number | null,
  size = mostAddresses,
): Promise<string | null> {
  const [pages, publications] = await Promise.all([
    agencyPages(services),
    countPlaces(services.database.db, services.now()),
  ]);
  const parts = Math.ceil((pages.length + publications) / size);
  if (part === null && parts > 1) {
    const names = Array.from({ length: parts }, (_, at) => `${origin}/sitemap-${at + 1}.xml`);
    const entries = names.map((name) => element('sitemap', {}, element('loc', {}, name)));
    return xmlDocument(element('sitemapindex', { xmlns: namespace }, ...entries));
  }
  if (part !== null && (part > parts || parts === 1)) return null;
  const all = await addresses(services, pages, ((part ?? 1) - 1) * size, size);
  return xmlDocument(element('urlset', { xmlns: namespace }, ...all.map((one) => listed(origin, one))));
}

/** RFC 9309. */
async function robots(services: Services, origin: string): Promise<string> {
  const agencies = await listAgencies(services.database.db);
  const closed = agencies.map(({ id }) => `Disallow: /${id}/${personal}`);
  return ['User-agent: *', ...closed, '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n');
}

/** What search engines ask for first. */
export function searchEngines(
  app: FastifyInstance,
  { services, publicUrl }: Pick<RouteContext, 'services' | 'publicUrl'>,
): void {
  const kept = { config: { kept: true } };
  const headers = { 'Cache-Control': 'no-cache', 'Content-Type': 'application/xml; charset=utf-8' };
  app.get('/robots.txt', kept, async (request, reply) =>
    reply
      .headers({ ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      .send(await robots(services, originOf(request, publicUrl))),
  );
  app.get('/sitemap.xml', kept, async (request, reply) =>
    reply.headers(headers).send(await sitemap(services, originOf(request, publicUrl), null)),
  );
  app.get<{ Params: { part: string } }>('/sitemap-:part.xml', kept, async (request, reply) => {
    const { part } = request.params;
    const known = /^[1-9]\d{0,5}$/.test(part);
    const found = known ? await sitemap(services, originOf(request, publicUrl), Number(part)) : null;
    if (found === null) throw new BackendError('route_unknown', { path: request.url.slice(0, 200) });
    return reply.headers(headers).send(found);
  });
}
