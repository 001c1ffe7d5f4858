import type { Publication, PublicationSummary } from '../../contract/publications.ts';
import type { IsoDate } from '../calendar.ts';

/** What one asks of a list: every part narrows it; `from` and `to` are days and both count. */
export interface Selection {
  kind?: string | undefined;
  topic?: string | undefined;
  q?: string | undefined;
  from?: IsoDate | undefined;
  to?: IsoDate | undefined;
}

/** Whether a publication fits, words sought as they are, all of them or those on either side of an `or`; for back ends without a search engine. */
export function matches(
  publication: PublicationSummary & Partial<Publication>,
  { kind, topic, q, from, to }: Selection,
): boolean {
  const { title, summary, body, publishedAt } = publication;
  const published = publishedAt.slice(0, 10);
  if (kind && kind !== publication.kind) return false;
  if (topic && topic !== publication.topic) return false;
  if ((from && published < from) || (to && published > to)) return false;
  if (!q) return true;
  const text = [title, summary, body]
    .flatMap((one) => [one?.ru, one?.en])
    .join(' ')
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+or\s+/)
    .some((words) => words.split(/\s+/).every((word) => text.includes(word)));
}

/** A publication as lists carry it: without body and provenance. */
export const toSummary = (publication: Publication): PublicationSummary => {
  const { id, kind, topic, title, summary, publishedAt, reviewBy, attachments } = publication;
  return { id, kind, topic, title, summary, publishedAt, reviewBy, attachments };
};
