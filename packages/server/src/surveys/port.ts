import { BackendError } from '@otklik/core/backend/error.js';
import type { SurveysPort } from '@otklik/core/backend/port.js';
import { check } from '@otklik/core/contract/check.js';
import { ballotSchema, type Answers } from '@otklik/core/contract/surveys.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { fromBase64Url, sealBallot, sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { isOver } from '@otklik/core/domain/surveys/closing.js';
import { checkForm } from '@otklik/core/domain/surveys/form.js';
import { ballotBitsProved, hourCounts, hourOf } from '@otklik/core/domain/surveys/work.js';
import { requireAgency, seen } from '../agencies/port.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { openBatch } from './batches.ts';
import { findOpenBatch, insertBallot, type OpenBox } from './box-store.ts';
import type { Box } from './boxes.ts';
import { listReleases } from './release-store.ts';
import { findManifestVersion, findSurvey, listManifests, type StoredSurvey } from './store.ts';
import { listPublishedThemes } from './texts/store.ts';

/** As core's port, with what only a page of the server's own can tell. */
export interface ServerSurveys extends SurveysPort {
  /** Whether a survey is open, and its last day not over. */
  takesAnswers(agency: string, survey: string): Promise<boolean>;
  /**
   * Casts what came in clear, from a browser without JavaScript: sealed here at once (anonymity.md).
   * @param version of the survey, that the answers were given to
   * @throws BackendError as `castBallot`; version_unknown: another one takes answers now;
   * fields_invalid: what `checkForm` says of the answers
   */
  castAnswers(agency: string, survey: string, version: number, answers: Answers): Promise<void>;
}

interface Asked {
  survey: StoredSurvey;
  /** Of the agency. */
  timeZone: string;
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
  return { survey, timeZone, today: localTime(now(), timeZone).date };
}

const isOpen = ({ survey: { manifest, state }, today }: Asked): boolean => state === 'open' && !isOver(manifest, today);

/** A batch can be closed between its reading and the casting; not so often in a row. */
const attempts = 4;

export const surveysPort = (services: Services, caller: Caller): ServerSurveys => {
  const { db } = services.database;

  /** The version of a survey that takes ballots now. @throws BackendError */
  const open = async (agency: string, id: string): Promise<StoredSurvey & Pick<Asked, 'timeZone'>> => {
    const asked = await requireSurvey(services, caller, agency, id);
    if (!isOpen(asked)) throw new BackendError('survey_closed', { survey: id });
    return { ...asked.survey, timeZone: asked.timeZone };
  };

  /** The box that a ballot says it is for, by what is known of it or of its survey. @throws BackendError */
  const boxOf = async (agency: string, id: string, batch: string): Promise<Box> => {
    const known = services.boxes?.get(batch);
    if (known?.agency === agency && known.survey === id && seen(known.audience, caller))
      if (!isOver(known, localTime(services.now(), known.timeZone).date)) return known;
    const { manifest, hash: manifestHash, timeZone } = await open(agency, id);
    const { closesOn, audience } = manifest;
    return { id: batch, agency, survey: id, manifestHash, bytes: sealedBytes(manifest), closesOn, audience, timeZone };
  };

  /** @throws BackendError batch_closed, survey_closed */
  const put = async (box: OpenBox, sealed: Uint8Array): Promise<void> => {
    if (await insertBallot(db, box, Buffer.from(sealed))) return;
    services.boxes?.drop(box.id);
    await open(box.agency, box.survey);
    throw new BackendError('batch_closed');
  };

  /** The bytes of a ballot, which must be exactly as many as any other's of its survey. */
  const sealedOf = async (sealed: string, { bytes, ...box }: Box): Promise<Buffer> => {
    const found = Buffer.from(sealed, 'base64url');
    if (found.length === bytes) return found;
    // Those of a version that has just ended may be of another size.
    const batch = await findOpenBatch(db, box.agency, box.survey, box.manifestHash);
    if (batch?.id !== box.id) throw new BackendError('batch_closed');
    throw new BackendError('fields_invalid', {}, [{ path: 'sealed', code: 'size', params: { bytes } }]);
  };

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

    takesAnswers: async (agency, id) => isOpen(await requireSurvey(services, caller, agency, id)),

    readBatch: async (agency, id) => {
      const { hash } = await open(agency, id);
      const { id: batch, publicKey, manifestHash } = await openBatch(services, agency, id, hash);
      return {
        ...{ batch, publicKey, manifestHash },
        hour: hourOf(services.now()),
        bits: services.ballots.bitsFor(caller.address),
      };
    },

    readManifestVersion: async (agency, id, version) => {
      await requireSurvey(services, caller, agency, id);
      const found = version > 0 ? await findManifestVersion(db, agency, id, version) : undefined;
      if (!found) throw new BackendError('version_unknown', { version });
      return found.manifest;
    },

    listThemes: async (agency, id) => {
      await requireSurvey(services, caller, agency, id);
      return { items: await listPublishedThemes(db, agency, id), next: null };
    },

    // What costs least is checked first: nothing is put into a box that nobody worked for.
    castBallot: async (agency, id, ballot) => {
      const checked = check(ballotSchema, ballot);
      const box = await boxOf(agency, id, checked.ok ? checked.value.batch : '');
      if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
      const sealed = await sealedOf(checked.value.sealed, box);
      if (!hourCounts(checked.value.hour, services.now())) throw new BackendError('proof_outdated');
      const bits = ballotBitsProved(agency, id, checked.value);
      await services.ballots.run(caller.address, bits, () => put(box, sealed));
      services.boxes?.keep(box);
    },

    castAnswers: async (agency, id, version, answers) => {
      const { manifest, hash } = await open(agency, id);
      if (manifest.version !== version) throw new BackendError('version_unknown', { version });
      const fields = checkForm(manifest, answers);
      if (fields.length > 0) throw new BackendError('fields_invalid', {}, fields);
      await services.ballots.run(caller.address, null, async () => {
        for (let attempt = 1; ; attempt++) {
          const batch = await openBatch(services, agency, id, hash);
          const { sealed } = await sealBallot(manifest, { ...batch, batch: batch.id }, answers);
          try {
            return await put(batch, fromBase64Url(sealed));
          } catch (error) {
            const closed = error instanceof BackendError && error.code === 'batch_closed';
            if (!closed || attempt === attempts) throw error;
          }
        }
      });
    },

    listReleases: async (agency, id) => {
      const asked = await requireSurvey(services, caller, agency, id);
      return { items: await listReleases(db, agency, id), next: null, open: isOpen(asked) };
    },
  };
};
