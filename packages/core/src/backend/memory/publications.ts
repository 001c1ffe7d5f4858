import { publicationQuerySchema } from '../../contract/publications.ts';
import { decodeCursor, encodeCursor } from '../../domain/publications/cursor.ts';
import { matches, toSummary } from '../../domain/publications/selection.ts';
import { historyOf } from '../../domain/publications/history.ts';
import { BackendError } from '../error.ts';
import type { PublicationsPort, VersionsPort } from '../port.ts';
import { checked } from './checked.ts';
import type { World } from './world.ts';

export const memoryPublications = ({ find, seen }: World): PublicationsPort & VersionsPort => {
  const named = (agency: string, id: string) => {
    const found = find(agency).publications.find((one) => one.id === id && seen(one.audience));
    if (!found) throw new BackendError('publication_unknown', { id });
    const { audience: _, earlier = [], ...publication } = found;
    return { publication, earlier };
  };
  return {
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
            !after ||
            one.publishedAt < after.publishedAt ||
            (one.publishedAt === after.publishedAt && one.id < after.id),
        );
      const items = found.slice(0, wanted.limit);
      const last = items.at(-1);
      return { items: items.map(toSummary), next: last && found.length > items.length ? encodeCursor(last) : null };
    },

    readPublication: async (agency, id) => named(agency, id).publication,

    listPublicationVersions: async (agency, id) => {
      const { publication, earlier } = named(agency, id);
      return { items: historyOf(publication, earlier), next: null };
    },

    readPublicationVersion: async (agency, id, version) => {
      const { publication, earlier } = named(agency, id);
      const found = [publication, ...earlier].find((one) => one.version === version);
      if (!found) throw new BackendError('version_unknown');
      return { ...publication, ...found };
    },
  };
};
