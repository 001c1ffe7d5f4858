import type { AgencyContent, FileContent } from '@otklik/core/backend/content.js';
import type { MemoryAgency } from '@otklik/core/backend/memory/memory.js';
import { check } from '@otklik/core/contract/check.js';
import type { File } from '@otklik/core/contract/common.js';
import { consultationSchema, type Case } from '@otklik/core/contract/consultations.js';
import { apiRoot } from '@otklik/core/contract/endpoints.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { addDays, calendarOf, localTime } from '@otklik/core/domain/calendar.js';
import { act } from '@otklik/core/domain/consultations/actions.js';
import { caseFileRoot, withKeptFiles } from '@otklik/core/domain/consultations/case-files.js';
import { caseCode } from '@otklik/core/domain/consultations/case-code.js';
import { clientView } from '@otklik/core/domain/consultations/client-view.js';
import { openCase } from '@otklik/core/domain/consultations/opening.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import { countBallots } from '@otklik/core/domain/surveys/tally.js';
import { caseNumbers } from '../content/cases/numbers.ts';

/** What was read of a file: the bytes at its source. */
export type ReadBytes = (source: URL) => Promise<Uint8Array<ArrayBuffer>>;

export interface MemoryContent {
  agency: MemoryAgency;
  /** Attachments by id, as the API's file responses carry them. */
  files: Map<string, { bytes: Uint8Array<ArrayBuffer>; mediaType: string }>;
}

/** Without a server there are no secrets: codes of the demonstration's cases follow from their keys alone. */
export async function demonstrationCode(agency: string, key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${agency} ${key}`));
  return caseCode(new Uint8Array(digest));
}

/** A consultation brought to its state by the rules of the lifecycle; throws where they don't allow it. */
export function recordOf(
  { agency, topics }: AgencyContent,
  content: AgencyContent['cases'][number],
  number: string,
): CaseRecord {
  const checked = check(consultationSchema, content.consultation);
  if (!checked.ok) throw new Error(`${content.key}: ${JSON.stringify(checked.fields)}`);
  const { audience, topic } = checked.value;
  const title = topics[audience]?.find(({ id }) => id === topic)?.title;
  if (!title) throw new Error(`${content.key}: no topic ${topic}`);
  const rules = rulesFor(agency, audience, calendarOf(productionCalendar));
  return content.steps.reduce((current, { at, by, action }) => act(current, action, by, at, rules), {
    number,
    ...openCase(checked.value, title, content.receivedAt, rules),
  });
}

/** The same as its client sees it. */
export const caseOf = (...of: Parameters<typeof recordOf>): Case => clientView(recordOf(...of));

/** A case whose files were read, with their sizes; their bytes come to `blobs`. */
async function withFilesRead(
  agency: string,
  content: AgencyContent['cases'][number],
  read: ReadBytes,
  blobs: Record<string, Blob>,
): Promise<AgencyContent['cases'][number]> {
  const kept = new Map<string, File>();
  for (const { source, ...about } of content.files ?? []) {
    const bytes = await read(source);
    blobs[about.id] = new Blob([bytes], { type: about.mediaType });
    kept.set(about.id, { ...about, size: bytes.length, url: caseFileRoot(agency) + about.id });
  }
  const steps = content.steps.map((step) => ({ ...step, action: withKeptFiles(step.action, kept) }));
  return { ...content, steps };
}

async function casesByCode(
  content: AgencyContent,
  read: ReadBytes,
  blobs: Record<string, Blob>,
): Promise<Record<string, CaseRecord>> {
  const { agency, cases } = content;
  const numbers = caseNumbers(cases, agency.timeZone);
  const found: Record<string, CaseRecord> = {};
  for (const [at, one] of cases.entries())
    found[await demonstrationCode(agency.id, one.key)] = recordOf(
      content,
      await withFilesRead(agency.id, one, read, blobs),
      numbers[at] ?? '',
    );
  return found;
}

/** Releases as a tally of the content's ballots makes them, a month apart, newest first. */
function releasesOf({ agency, surveys, ballots }: AgencyContent, now: Date): Record<string, Release[]> {
  const today = localTime(now, agency.timeZone).date;
  const all: Record<string, Release[]> = {};
  for (const manifest of surveys) {
    const boxes = ballots[manifest.survey] ?? [];
    all[manifest.survey] = boxes
      .map((box, at) => {
        const { texts: _, ...figures } = countBallots(manifest, box);
        const releasedOn = addDays(today, -14 - 30 * (boxes.length - 1 - at));
        return {
          id: `${manifest.survey}-${at + 1}`,
          version: manifest.version,
          releasedOn,
          issued: null,
          lost: { from: 0, to: 0 },
          ...figures,
        };
      })
      .reverse();
  }
  return all;
}

/** The content of an agency as the in-memory back end takes it, its files with their real sizes. */
export async function memoryContent(content: AgencyContent, now: Date, read: ReadBytes): Promise<MemoryContent> {
  const { agency, touchpoints, topics, surveys } = content;
  const files: MemoryContent['files'] = new Map();
  const fileOf = async ({ source, ...file }: FileContent): Promise<File> => {
    const bytes = await read(source);
    files.set(file.id, { bytes, mediaType: file.mediaType });
    return { ...file, size: bytes.length, url: `${apiRoot}/agencies/${agency.id}/attachments/${file.id}` };
  };
  const publications = await Promise.all(
    content.publications.map(async (one) => ({ ...one, attachments: await Promise.all(one.attachments.map(fileOf)) })),
  );
  const blobs: Record<string, Blob> = {};
  return {
    agency: {
      agency,
      touchpoints,
      topics,
      surveys,
      publications,
      releases: releasesOf(content, now),
      themes: content.themes ?? {},
      cases: await casesByCode(content, read, blobs),
      files: blobs,
      slots: (content.slots ?? []).map((time, at) => ({ ...time, id: `slot-${at + 1}` })),
    },
    files,
  };
}
