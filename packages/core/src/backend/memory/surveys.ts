import { ballotSchema, type Batch, type Manifest, type Release } from '../../contract/surveys.ts';
import { localTime } from '../../domain/calendar.ts';
import { ballotOpener, fromBase64Url, newBatchKeys, sealedBytes } from '../../domain/surveys/ballot.ts';
import { manifestHash } from '../../domain/surveys/canonical.ts';
import { isOver } from '../../domain/surveys/closing.ts';
import { countBallots } from '../../domain/surveys/tally.ts';
import { ballotBitsProved, hourCounts, hourOf } from '../../domain/surveys/work.ts';
import { BackendError } from '../error.ts';
import type { SurveysPort } from '../port.ts';
import { checked } from './checked.ts';
import type { MemoryAgency, World } from './world.ts';

interface Box {
  batch: Pick<Batch, 'batch' | 'publicKey' | 'manifestHash'>;
  privateKey: string;
  sealed: Set<string>;
}

/** Little work: nobody sends junk to what is in memory. */
const bits = 1;

/** Surveys, with what opens their boxes. */
export interface MemorySurveys extends SurveysPort {
  tally(agency: string, survey: string): Promise<Release | null>;
}

export function memorySurveys({ now, find, seen }: World, agencies: readonly MemoryAgency[]): MemorySurveys {
  const boxes = new Map<string, Box>();
  const releases = new Map<string, Release[]>();
  for (const { agency, releases: published = {} } of agencies)
    for (const [survey, list] of Object.entries(published)) releases.set(`${agency.id} ${survey}`, [...list]);

  const survey = (agency: string, id: string): Manifest => {
    const found = find(agency).surveys.find((manifest) => manifest.survey === id && seen(manifest.audience));
    if (!found) throw new BackendError('survey_unknown', { survey: id });
    return found;
  };
  const box = async (agency: string, manifest: Manifest): Promise<Box> => {
    const key = `${agency} ${manifest.survey}`;
    const known = boxes.get(key);
    if (known) return known;
    const { publicKey, privateKey } = await newBatchKeys();
    const batch = { batch: crypto.randomUUID(), publicKey, manifestHash: await manifestHash(manifest) };
    const made = { batch, privateKey, sealed: new Set<string>() };
    boxes.set(key, made);
    return made;
  };

  const isOpen = (agency: string, manifest: Manifest): boolean =>
    !isOver(manifest, localTime(now(), find(agency).agency.timeZone).date);
  const requireOpen = (agency: string, manifest: Manifest): void => {
    if (!isOpen(agency, manifest)) throw new BackendError('survey_closed', { survey: manifest.survey });
  };

  return {
    listSurveys: async (agency, audience) => ({
      items: find(agency)
        .surveys.filter((manifest) => manifest.audience === audience && seen(audience))
        .map(({ survey: id, title, questions }) => ({ id, title, questions: questions.length })),
      next: null,
    }),

    readManifest: async (agency, id) => survey(agency, id),

    readBatch: async (agency, id) => {
      const manifest = survey(agency, id);
      requireOpen(agency, manifest);
      const { batch } = await box(agency, manifest);
      return { ...batch, hour: hourOf(now()), bits };
    },

    castBallot: async (agency, id, ballot) => {
      const manifest = survey(agency, id);
      requireOpen(agency, manifest);
      const given = checked(ballotSchema, ballot);
      const { batch, sealed, hour } = given;
      if (fromBase64Url(sealed).length !== sealedBytes(manifest)) {
        throw new BackendError('fields_invalid', {}, [
          { path: 'sealed', code: 'size', params: { bytes: sealedBytes(manifest) } },
        ]);
      }
      if (!hourCounts(hour, now())) throw new BackendError('proof_outdated');
      const proved = ballotBitsProved(agency, id, given);
      if (bits > 0 && proved === 0) throw new BackendError('proof_invalid');
      if (proved < bits) throw new BackendError('proof_needed', { bits });
      const open = await box(agency, manifest);
      if (batch !== open.batch.batch) throw new BackendError('batch_closed');
      open.sealed.add(sealed);
    },

    readManifestVersion: async (agency, id, version) => {
      const manifest = survey(agency, id);
      if (manifest.version !== version) throw new BackendError('version_unknown', { version });
      return manifest;
    },

    listThemes: async (agency, id) => {
      survey(agency, id);
      return { items: find(agency).themes?.[id] ?? [], next: null };
    },

    listReleases: async (agency, id) => {
      const open = isOpen(agency, survey(agency, id));
      return { items: releases.get(`${agency} ${id}`) ?? [], next: null, open };
    },

    tally: async (agency, id) => {
      const manifest = survey(agency, id);
      const key = `${agency} ${id}`;
      const open = await box(agency, manifest);
      if (open.sealed.size < manifest.release.ballots) return null;
      boxes.delete(key);
      const { batch, manifestHash, publicKey } = open.batch;
      const opener = await ballotOpener(id, manifestHash, batch, open.privateKey, publicKey);
      const opened = await Promise.all([...open.sealed].map((sealed) => opener(fromBase64Url(sealed))));
      const { texts: _, ...figures } = countBallots(manifest, opened);
      const known = releases.get(key) ?? [];
      const releasedOn = localTime(now(), find(agency).agency.timeZone).date;
      const release: Release = {
        id: `${id}-${known.length + 1}`,
        version: manifest.version,
        releasedOn,
        issued: null,
        lost: { from: 0, to: 0 },
        ...figures,
      };
      releases.set(key, [release, ...known]);
      return release;
    },
  };
}
