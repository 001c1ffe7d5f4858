import type { EarlierVersion, Publication, PublishedVersion } from '../../contract/publications.ts';

/** The number of a version as a part of an address tells it; NaN for what is none. */
export const versionOf = (part: string): number => (/^[1-9]\d{0,8}$/.test(part) ? Number(part) : NaN);

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
