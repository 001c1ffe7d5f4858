import { publicationQuerySchema } from '../../contract/publications.ts';
import { decodeCursor, encodeCursor } from '../../domain/publications/cursor.ts';
import { matches, toSummary } from '../../domain/publications/selection.ts';
import { BackendError } from '../error.ts';
import type { PublicationsPort } from '../port.ts';
import { checked } from './checked.ts';
import type { World } from './world.ts';

export const memoryPublications = ({ find, seen }: World): PublicationsPort => ({
  listPublications: async (agency, query) => {
    const { publications } = find(agency);
    const wanted = checked(publicationQuerySchema, query, 'query_invalid');
    const after = wanted.cursor === undefined ? null : decodeCursor(wanted.cursor);
    if (wanted.cursor !== undefined && !after) throw new BackendError('cursor_invalid');
    const found = publications
      .filter((one) => one.audience === wanted.audience && seen(wanted.audience) && matches(one, wanted))
      .sort((a, b) =>
        a.publishedAt === b.publishedAt ? (a.id < b.id ? 1 : -1) : a.publishedAt < b.publishedAt ? 1 : -1,
      )
      .filter(
        (one) =>
          !after || one.publishedAt < after.publishedAt || (one.publishedAt === after.publishedAt && one.id < after.id),
      );
    const items = found.slice(0, wanted.limit);
    const last = items.at(-1);
    return { items: items.map(toSummary), next: last && found.length > items.length ? encodeCursor(last) : null };
  },

  readPublication: async (agency, id) => {
    const found = find(agency).publications.find((one) => one.id === id && seen(one.audience));
    if (!found) throw new BackendError('publication_unknown', { id });
    const { audience: _, ...publication } = found;
    return publication;
  },
});
