import type { Manifest } from '../contract/surveys.ts';
import { releasesCsv } from '../domain/surveys/export.ts';
import type { SurveysPort } from './port.ts';

/** All that is published of a survey's results, as a CSV file. @throws BackendError agency_unknown, survey_unknown */
export async function releasesFile(
  backend: Pick<SurveysPort, 'listReleases' | 'readManifestVersion'>,
  agency: string,
  survey: string,
): Promise<string> {
  const { items: releases } = await backend.listReleases(agency, survey);
  const versions = [...new Set(releases.map(({ version }) => version))];
  const manifests = versions.map(async (version): Promise<[number, Manifest]> => [
    version,
    await backend.readManifestVersion(agency, survey, version),
  ]);
  return releasesCsv(releases, new Map(await Promise.all(manifests)));
}
