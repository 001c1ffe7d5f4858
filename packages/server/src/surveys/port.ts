import { BackendError } from '@otklik/core/backend/error.js';
import type { SurveysPort } from '@otklik/core/backend/port.js';
import { check } from '@otklik/core/contract/check.js';
import { ballotSchema } from '@otklik/core/contract/surveys.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { isOver } from '@otklik/core/domain/surveys/closing.js';
import { ballotBits, hourOf } from '@otklik/core/domain/surveys/work.js';
import { requireAgency, seen } from '../agencies/port.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { openBatch } from './batches.ts';
import {
  findManifestVersion,
  findSurvey,
  holdBatch,
  insertBallot,
  listManifests,
  listReleases,
  type StoredSurvey,
} from './store.ts';

interface Asked {
  survey: StoredSurvey;
  /** By the agency's clock. */
  today: IsoDate;
}

async function requireSurvey(
  { database: { db }, now }: Pick<Services, 'database' | 'now'>,
  caller: Pick<Caller, 'internal'>,
  agency: string,
  id: string,
): Promise<Asked> {
  const { timeZone } = await requireAgency(db, agency);
  const survey = isName(id) ? await findSurvey(db, agency, id) : undefined;
  if (!survey || !seen(survey.manifest.audience, caller)) throw new BackendError('survey_unknown', { survey: id });
  return { survey, today: localTime(now(), timeZone).date };
}

/** @throws BackendError survey_closed: it has ended, or its last day is over. */
function requireOpen({ survey: { manifest, state }, today }: Asked): void {
  if (state !== 'open' || isOver(manifest, today)) throw new BackendError('survey_closed', { survey: manifest.survey });
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
      const { timeZone } = await requireAgency(db, agency);
      const manifests = seen(audience, caller) ? await listManifests(db, agency, audience) : [];
      const today = localTime(services.now(), timeZone).date;
      const open = manifests.filter((manifest) => !isOver(manifest, today));
      return {
        items: open.map(({ survey: id, title, questions }) => ({ id, title, questions: questions.length })),
        next: null,
      };
    },

    readManifest: async (agency, id) => (await requireSurvey(services, caller, agency, id)).survey.manifest,

    readBatch: async (agency, id) => {
      const asked = await requireSurvey(services, caller, agency, id);
      requireOpen(asked);
      const { hash } = asked.survey;
      const { id: batch, publicKey, manifestHash } = await openBatch(services, agency, id, hash);
      return { batch, publicKey, manifestHash, hour: hourOf(services.now()), bits: services.ballotBits ?? ballotBits };
    },

    readManifestVersion: async (agency, id, version) => {
      await requireSurvey(services, caller, agency, id);
      const found = version > 0 ? await findManifestVersion(db, agency, id, version) : undefined;
      if (!found) throw new BackendError('version_unknown', { version });
      return found.manifest;
    },

    listThemes: async (agency, id) => {
      await requireSurvey(services, caller, agency, id);
      return { items: [], next: null };
    },

    castBallot: async (agency, id, ballot) => {
      const asked = await requireSurvey(services, caller, agency, id);
      requireOpen(asked);
      const { manifest, hash } = asked.survey;
      const checked = check(ballotSchema, ballot);
      if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
      const { batch, sealed } = checked.value;
      const bytes = sealedOf(sealed, sealedBytes(manifest));
      await db.transaction().execute(async (tx) => {
        if (!(await holdBatch(tx, agency, id, hash, batch))) throw new BackendError('batch_closed');
        await insertBallot(tx, batch, bytes);
      });
    },

    listReleases: async (agency, id) => {
      await requireSurvey(services, caller, agency, id);
      return { items: await listReleases(db, agency, id), next: null };
    },
  };
};
