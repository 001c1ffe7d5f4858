import { check } from '../../contract/check.ts';
import type { Audience } from '../../contract/common.ts';
import { consultationSchema, idempotencyKeySchema, type Case, type Receipt } from '../../contract/consultations.ts';
import { publicationQuerySchema, type Publication } from '../../contract/publications.ts';
import { ballotSchema, type Batch, type Manifest, type Release } from '../../contract/surveys.ts';
import { calendarOf, localTime, type CalendarDay } from '../../domain/calendar.ts';
import { caseCode, readCaseCode } from '../../domain/consultations/case-code.ts';
import { consentProblem } from '../../domain/consultations/consent.ts';
import { openCase, type Rules } from '../../domain/consultations/lifecycle.ts';
import { decodeCursor, encodeCursor } from '../../domain/publications/cursor.ts';
import { matches, toSummary } from '../../domain/publications/selection.ts';
import { ballotOpener, fromBase64Url, newBatchKeys, sealedBytes } from '../../domain/surveys/ballot.ts';
import { canonicalJson, manifestHash, sha256 } from '../../domain/surveys/canonical.ts';
import { countBallots } from '../../domain/surveys/tally.ts';
import { touchpointList } from '../../domain/touchpoints/list.ts';
import type { AgencyContent } from '../content.ts';
import { BackendError } from '../error.ts';
import type { Backend } from '../port.ts';

/** What one agency starts with; releases and cases (by code) as they stand. */
export interface MemoryAgency extends Pick<AgencyContent, 'agency' | 'touchpoints' | 'topics' | 'surveys'> {
  publications: (Publication & { audience: Audience })[];
  releases?: Record<string, Release[]>;
  cases?: Record<string, Case>;
}

export interface MemoryOptions {
  agencies: MemoryAgency[];
  calendar: CalendarDay[];
  now?: () => Date;
  /** Whether internal-audience resources are served: requests come from the body's own network. */
  internal?: boolean;
}

interface Box {
  batch: Batch;
  privateKey: string;
  sealed: Set<string>;
}

/**
 * A whole back end in memory, by the same rules as the server: for tests, for the demo without a
 * server, and for whoever builds on the port. Nothing outlives it.
 */
export function memoryBackend({
  agencies,
  calendar,
  now = () => new Date(),
  internal = false,
}: MemoryOptions): Backend & {
  /** Opens a survey's box; a release needs as many ballots as the manifest says. */
  tally(agency: string, survey: string): Promise<Release | null>;
} {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const filed = new Map<string, { body: string; receipt: Receipt }>();
  const cases = new Map<string, Case>();
  const boxes = new Map<string, Box>();
  const releases = new Map<string, Release[]>();
  let sequence = 1000;

  for (const { agency, cases: known, releases: published } of agencies) {
    for (const [code, value] of Object.entries(known ?? {})) cases.set(`${agency.id} ${code}`, value);
    for (const [survey, list] of Object.entries(published ?? {})) releases.set(`${agency.id} ${survey}`, [...list]);
  }

  const find = (id: string): MemoryAgency => {
    const found = agencies.find(({ agency }) => agency.id === id);
    if (!found) throw new BackendError('agency_unknown', { agency: id });
    return found;
  };
  const seen = (audience: Audience): boolean => audience === 'external' || internal;
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
    const batch = { batch: crypto.randomUUID(), publicKey, manifestHash: await manifestHash(manifest), hour: '' };
    const made = { batch, privateKey, sealed: new Set<string>() };
    boxes.set(key, made);
    return made;
  };
  const derive = async (text: string): Promise<Uint8Array> => {
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  };

  return {
    readAgency: async (agency) => find(agency).agency,

    listPublications: async (agency, query) => {
      const { publications } = find(agency);
      const checked = check(publicationQuerySchema, query);
      if (!checked.ok) throw new BackendError('query_invalid', {}, checked.fields);
      const wanted = checked.value;
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

    readPublication: async (agency, id) => {
      const found = find(agency).publications.find((one) => one.id === id && seen(one.audience));
      if (!found) throw new BackendError('publication_unknown', { id });
      const { audience: _, ...publication } = found;
      return publication;
    },

    readTouchpoints: async (agency, audience) => {
      const { agency: body, touchpoints } = find(agency);
      const list = seen(audience) ? touchpoints[audience] : undefined;
      return touchpointList(list, audience, now(), body.timeZone, calendar);
    },

    listConsultationTopics: async (agency, audience) => ({
      items: seen(audience) ? (find(agency).topics[audience] ?? []) : [],
      next: null,
    }),

    fileConsultation: async (agency, input, idempotencyKey) => {
      const { agency: body, topics } = find(agency);
      if (!idempotencyKey) throw new BackendError('idempotency_key_missing');
      if (!check(idempotencyKeySchema, idempotencyKey).ok) throw new BackendError('idempotency_key_invalid');
      const checked = check(consultationSchema, input);
      if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
      const consultation = checked.value;
      const topic =
        seen(consultation.audience) && topics[consultation.audience]?.find(({ id }) => id === consultation.topic);
      const wrong = [
        ...(topic ? [] : [{ path: 'topic', code: 'choice_unknown', params: {} }]),
        ...consentProblem(consultation, body),
      ];
      if (!topic || wrong.length) throw new BackendError('fields_invalid', {}, wrong);
      const key = `${agency} ${idempotencyKey}`;
      const hash = await sha256(canonicalJson(consultation));
      const before = filed.get(key);
      if (before) {
        if (before.body !== hash) throw new BackendError('idempotency_conflict');
        return before.receipt;
      }
      const code = caseCode(await derive(`case ${key}`));
      const moment = now();
      const rules: Rules = { policy: body.terms, calendar: calendarOf(calendar), timeZone: body.timeZone };
      const number = `И-${++sequence}/${localTime(moment, body.timeZone).date.slice(2, 4)}`;
      const opened = openCase(number, consultation, topic.title, moment, rules);
      const { receivedAt, registerBy, dueBy, derivation } = opened;
      const receipt = { number, code, receivedAt, registerBy, dueBy, derivation };
      filed.set(key, { body: hash, receipt });
      cases.set(`${agency} ${code}`, opened);
      return receipt;
    },

    readCase: async (agency, code) => {
      find(agency);
      if (!code) throw new BackendError('case_code_missing');
      const read = readCaseCode(code);
      if ('wrong' in read) throw new BackendError('case_code_invalid', { wrong: read.wrong });
      const found = cases.get(`${agency} ${read.code}`);
      if (!found) throw new BackendError('case_unknown');
      return found;
    },

    listSurveys: async (agency, audience) => ({
      items: find(agency)
        .surveys.filter((manifest) => manifest.audience === audience && seen(audience))
        .map(({ survey: id, title, questions }) => ({ id, title, questions: questions.length })),
      next: null,
    }),

    readManifest: async (agency, id) => survey(agency, id),

    readBatch: async (agency, id) => {
      const { batch } = await box(agency, survey(agency, id));
      const hour = new Date(now());
      hour.setUTCMinutes(0, 0, 0);
      return { ...batch, hour: hour.toISOString() };
    },

    castBallot: async (agency, id, ballot) => {
      const manifest = survey(agency, id);
      const checked = check(ballotSchema, ballot);
      if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
      if (fromBase64Url(checked.value.sealed).length !== sealedBytes(manifest)) {
        throw new BackendError('fields_invalid', {}, [
          { path: 'sealed', code: 'size', params: { bytes: sealedBytes(manifest) } },
        ]);
      }
      const open = await box(agency, manifest);
      if (checked.value.batch !== open.batch.batch) throw new BackendError('batch_closed');
      open.sealed.add(checked.value.sealed);
    },

    listReleases: async (agency, id) => {
      survey(agency, id);
      return { items: releases.get(`${agency} ${id}`) ?? [], next: null };
    },

    tally: async (agency, id) => {
      const manifest = survey(agency, id);
      const key = `${agency} ${id}`;
      const open = await box(agency, manifest);
      if (open.sealed.size < manifest.release.ballots) return null;
      boxes.delete(key);
      const opener = await ballotOpener(id, open.batch.manifestHash, open.batch.batch, open.privateKey);
      const opened = await Promise.all([...open.sealed].map((sealed) => opener(fromBase64Url(sealed))));
      const { counted, invalid, tallies } = countBallots(manifest, opened);
      const known = releases.get(key) ?? [];
      const releasedOn = localTime(now(), find(agency).agency.timeZone).date;
      const release = { id: `${id}-${known.length + 1}`, releasedOn, counted, invalid, lost: 0, tallies };
      releases.set(key, [release, ...known]);
      return release;
    },
  };
}
