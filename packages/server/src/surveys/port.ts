import { BackendError } from '@otklik/core/backend/error.js';
import type { SurveysPort } from '@otklik/core/backend/port.js';
import { check } from '@otklik/core/contract/check.js';
import { ballotSchema } from '@otklik/core/contract/surveys.js';
import { sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { ballotBits, hourOf } from '@otklik/core/domain/surveys/work.js';
import { requireAgency, seen } from '../agencies/port.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { openBatch } from './batches.ts';
import { findSurvey, holdBatch, insertBallot, listManifests, listReleases, type StoredSurvey } from './store.ts';

async function requireSurvey(
  { database: { db } }: Services,
  caller: Pick<Caller, 'internal'>,
  agency: string,
  id: string,
): Promise<StoredSurvey> {
  await requireAgency(db, agency);
  const found = isName(id) ? await findSurvey(db, agency, id) : undefined;
  if (!found || !seen(found.manifest.audience, caller)) throw new BackendError('survey_unknown', { survey: id });
  return found;
}

/** The bytes of a ballot, which must be exactly as many as any other's of its survey. */
function sealedOf(text: string, bytes: number): Buffer {
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length !== bytes)
    throw new BackendError('fields_invalid', {}, [{ path: 'sealed', code: 'size', params: { bytes } }]);
  return sealed;
}

export const surveysPort = (services: Services, caller: Caller): SurveysPort => {
  const { db } = services.database;
  return {
    listSurveys: async (agency, audience) => {
      await requireAgency(db, agency);
      const manifests = seen(audience, caller) ? await listManifests(db, agency, audience) : [];
      return {
        items: manifests.map(({ survey: id, title, questions }) => ({ id, title, questions: questions.length })),
        next: null,
      };
    },

    readManifest: async (agency, id) => (await requireSurvey(services, caller, agency, id)).manifest,

    readBatch: async (agency, id) => {
      const { hash } = await requireSurvey(services, caller, agency, id);
      const { id: batch, publicKey, manifestHash } = await openBatch(services, agency, id, hash);
      return { batch, publicKey, manifestHash, hour: hourOf(services.now()), bits: services.ballotBits ?? ballotBits };
    },

    readManifestVersion: async (agency, id, version) => {
      const { manifest } = await requireSurvey(services, caller, agency, id);
      if (manifest.version !== version) throw new BackendError('version_unknown', { version });
      return manifest;
    },

    listThemes: async (agency, id) => {
      await requireSurvey(services, caller, agency, id);
      return { items: [], next: null };
    },

    castBallot: async (agency, id, ballot) => {
      const { manifest } = await requireSurvey(services, caller, agency, id);
      const checked = check(ballotSchema, ballot);
      if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
      const { batch, sealed } = checked.value;
      const bytes = sealedOf(sealed, sealedBytes(manifest));
      await db.transaction().execute(async (tx) => {
        if (!(await holdBatch(tx, agency, id, batch))) throw new BackendError('batch_closed');
        await insertBallot(tx, batch, bytes);
      });
    },

    listReleases: async (agency, id) => {
      await requireSurvey(services, caller, agency, id);
      return { items: await listReleases(db, agency, id), next: null };
    },
  };
};
