import { check } from '@otklik/core/contract/check.js';
import { publicationQuerySchema } from '@otklik/core/contract/publications.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { queryOf, type Sought } from '@otklik/core/domain/publications/sought.js';
import type { ResultsInitial } from '@otklik/widgets/results/results.js';
import { feedLinks } from '../publications/feeds/formats.ts';
import { lasting, rootOf } from './addresses.ts';
import { escapeHtml } from './escape.ts';
import { linkedData } from './linked-data.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

/** What a person looks for, as the form of the page or a link says it; what no form of ours sends narrows nothing. */
function soughtIn({ q = '', kind = '', topic = '', period = '' }: Record<string, string>, today: IsoDate): Sought {
  const sought = { q: q.trim().slice(0, 200), kind, topic, period };
  return check(publicationQuerySchema, queryOf(sought, today)).ok ? sought : {};
}

export async function publicationsPage(context: PageContext, query: Record<string, string>): Promise<Rendered> {
  const { backend, agency, audience, language, now } = context;
  const about = await backend.readAgency(agency);
  const today = localTime(now, about.timeZone).date;
  const sought = soughtIn(query, today);
  const { cursor } = query;
  const asked = { ...queryOf(sought, today), ...(cursor && { cursor }), audience, limit: 20 };
  const [page, topics] = await Promise.all([
    backend.listPublications(agency, asked),
    backend.listConsultationTopics(agency, audience),
  ]);
  const say = words(language);
  const further = new URLSearchParams({ ...sought, ...lasting(context), cursor: page.next ?? '' }).toString();
  const root = rootOf(context);
  const list = root && `${root}/${agency}/publications`;
  const next = page.next && `<p><a href="${escapeHtml(`${list}?${further}`)}">${say.next}</a></p>`;
  return show(context, about, {
    name: 'feed',
    title: say.publications,
    section: 'publications',
    initial: {
      page: { items: page.items, next: null },
      today,
      timeZone: about.timeZone,
      sought,
      topics: topics.items,
    },
    attributes: { limit: '20' },
    // Feeds are for everybody.
    ...(audience === 'external' && { alternates: feedLinks(agency, language) }),
    ...(cursor && { query: { cursor } }),
    after: (next || '') + linkedData(context, about, {}),
  });
}

/** The one question under a publication, as long as it takes answers. */
async function readUsefulness({ backend, agency }: PageContext): Promise<Manifest | undefined> {
  try {
    return (await backend.takesAnswers(agency, 'usefulness'))
      ? await backend.readManifest(agency, 'usefulness')
      : undefined;
  } catch {
    return undefined;
  }
}

export async function publicationPage(context: PageContext, id: string): Promise<Rendered> {
  const { backend, agency, language, now } = context;
  const about = await backend.readAgency(agency);
  const [publication, usefulness] = await Promise.all([backend.readPublication(agency, id), readUsefulness(context)]);
  const { title } = publication;
  const today = localTime(now, about.timeZone).date;
  return show(context, about, {
    name: 'feed',
    title: title[language] ?? title.ru,
    section: 'publications',
    initial: { page: { items: [], next: null }, publication, today, timeZone: about.timeZone, usefulness },
    attributes: { item: id },
    after: linkedData(context, about, { publication }),
  });
}

export async function channelsPage(context: PageContext): Promise<Rendered> {
  const { backend, agency, audience, language, now } = context;
  const [about, list] = await Promise.all([backend.readAgency(agency), backend.readTouchpoints(agency, audience)]);
  const initial = { list, now: now.toISOString() };
  return show(context, about, {
    name: 'channels',
    title: words(language).channels,
    section: 'channels',
    initial,
    after: linkedData(context, about, { list }),
  });
}

/** Of a survey the newest release, or the one that is asked for, with the questions of its time. */
export async function resultsPage(context: PageContext, id: string, release?: string): Promise<Rendered> {
  const { backend, agency, language, now } = context;
  const [about, manifest, { items: releases, open }, { items: themes }] = await Promise.all([
    backend.readAgency(agency),
    backend.readManifest(agency, id),
    backend.listReleases(agency, id),
    backend.listThemes(agency, id),
  ]);
  const shown = releases.find((one) => one.id === release) ?? releases[0];
  const version = shown?.version ?? manifest.version;
  const earlier = version === manifest.version ? [] : [await backend.readManifestVersion(agency, id, version)];
  const initial: ResultsInitial = {
    manifest,
    releases,
    open,
    themes,
    earlier,
    today: localTime(now, about.timeZone).date,
    release: shown?.id,
  };
  return show(context, about, {
    name: 'results',
    title: words(language).results,
    initial,
    attributes: { survey: id },
    ...(release !== undefined && shown?.id === release && { query: { release } }),
  });
}
