import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import type { Channel, Hours, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { addressOf, type Place } from './addresses.ts';
import type { PageContext } from './shown.ts';
import { words } from './words.ts';

/*
 * What a page says, for programs: schema.org as JSON-LD. Nothing stands there that the agency's content
 * doesn't say. A block of data is no script, so the policy needs nothing for it (HTML, 4.12.1: data block).
 */

type Data = Record<string, unknown>;

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const time = (text: string): string => text.padStart(5, '0');

/** Hours of a day less its breaks, as `from-to`. */
function pieces({ from, to }: Hours, breaks: readonly Hours[]): string[] {
  const found: string[] = [];
  let start = time(from);
  for (const one of breaks.toSorted((a, b) => time(a.from).localeCompare(time(b.from)))) {
    if (time(one.to) <= start || time(one.from) >= time(to)) continue;
    if (time(one.from) > start) found.push(`${start}-${time(one.from)}`);
    start = time(one.to);
  }
  if (start < time(to)) found.push(`${start}-${time(to)}`);
  return found;
}

/** Days that have the same piece of time stand together. */
function openingHours({ hours, breaks, always }: Channel): Data[] | undefined {
  if (always) return [{ '@type': 'OpeningHoursSpecification', dayOfWeek: days, opens: '00:00', closes: '23:59' }];
  const daysOf = new Map<string, string[]>();
  for (const one of hours)
    for (const day of one.days) {
      const pauses = breaks.filter((pause) => pause.days.includes(day));
      for (const piece of pieces(one, pauses)) daysOf.set(piece, [...(daysOf.get(piece) ?? []), days[day - 1] ?? '']);
    }
  if (!daysOf.size) return undefined;
  return [...daysOf].map(([piece, dayOfWeek]) => {
    const [opens, closes] = piece.split('-');
    return { '@type': 'OpeningHoursSpecification', dayOfWeek, opens, closes };
  });
}

const said = (text: LocalizedText, language: Language): string => text[language] ?? text.ru;

/** Which property a channel's address is, by its scheme. */
function reached({ url }: Channel, { origin }: Place): Data {
  if (url?.startsWith('tel:')) return { telephone: url.slice(4) };
  if (url?.startsWith('mailto:')) return { email: url.slice(7).replace(/\?.*/s, '') };
  return url && URL.canParse(url, origin) ? { url: new URL(url, origin).href } : {};
}

const contactPoint = (channel: Channel, place: Place, language: Language): Data => ({
  '@type': 'ContactPoint',
  name: said(channel.title, language),
  contactType: said(channel.purpose, language),
  ...reached(channel, place),
  availableLanguage: channel.languages,
  hoursAvailable: openingHours(channel),
});

/** The agency; with a list of its channels each of them, else its telephone. */
function organization(about: Agency, place: Place, language: Language, list?: TouchpointList): Data {
  const points = list?.channels.map((channel) => contactPoint(channel, place, language)) ?? [
    {
      '@type': 'ContactPoint',
      contactType: words(language).phone,
      telephone: about.phone,
      description: said(about.phoneHours, language),
    },
  ];
  return {
    '@type': 'GovernmentOrganization',
    '@id': `${place.origin}/${about.id}/channels#agency`,
    name: said(about.name, language),
    alternateName: said(about.shortName, language),
    url: addressOf({ ...place, path: `/${about.id}/channels` }, language),
    areaServed: said(about.region, language),
    address: said(about.postalAddress, language),
    telephone: about.phone,
    email: about.email,
    contactPoint: points,
  };
}

function article(about: Agency, publication: Publication, place: Place, language: Language): Data {
  const { title, summary, publishedAt, version, attachments } = publication;
  const absolute = (url: string): string => new URL(url, place.origin).href;
  return {
    '@type': 'NewsArticle',
    headline: said(title, language),
    description: said(summary, language),
    // What has no English text is told in Russian.
    inLanguage: language === 'en' && title.en !== undefined ? 'en' : 'ru',
    datePublished: publishedAt,
    version,
    mainEntityOfPage: addressOf(place, language),
    author: organization(about, place, language),
    publisher: { '@id': `${place.origin}/${about.id}/channels#agency` },
    associatedMedia: attachments.length
      ? attachments.map((file) => ({
          '@type': 'MediaObject',
          name: said(file.title, language),
          encodingFormat: file.mediaType,
          contentSize: `${file.size} B`,
          inLanguage: file.language,
          contentUrl: absolute(file.url),
        }))
      : undefined,
  };
}

/** What a page is about: a publication, the list of channels, else the agency itself. */
export interface About {
  publication?: Publication;
  list?: TouchpointList;
}

/** The block that says it; nothing on pages that nobody is to find. */
export function linkedData(
  { place, language, audience }: PageContext,
  about: Agency,
  { publication, list }: About,
): string {
  if (!place || audience === 'internal') return '';
  const data = publication ? article(about, publication, place, language) : organization(about, place, language, list);
  // `<` would end the block or begin a comment in it.
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(/</g, '\\u003c');
  return `<script type="application/ld+json">${json}</script>`;
}
