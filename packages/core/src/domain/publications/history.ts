import type { EarlierVersion, Publication, PublishedVersion } from '../../contract/publications.ts';

/** Whoever stands approved from one moment on, newest first; `earlier`: oldest first. */
export function historyOf(publication: Publication, earlier: readonly EarlierVersion[] = []): PublishedVersion[] {
  const all = [...earlier, publication];
  return all
    .map(({ version, preparedBy, approvedBy, approvedAt }, at) => ({
      ...{ version, preparedBy, approvedBy, approvedAt, withdrawnAt: null },
      publishedAt: earlier.length > 0 ? approvedAt : publication.publishedAt,
      supersededAt: all[at + 1]?.approvedAt ?? null,
    }))
    .reverse();
}
