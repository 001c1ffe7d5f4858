import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AgencyContent, CaseContent, FileContent } from '@otklik/core/backend/content.js';
import { audiences, type File } from '@otklik/core/contract/common.js';
import type { Answers, Manifest, Theme } from '@otklik/core/contract/surveys.js';
import { withKeptFiles } from '@otklik/core/domain/consultations/case-files.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { deleteAgency, insertAgency } from '../agencies/store.ts';
import { serverBackend } from '../backend.ts';
import { actOnCase } from '../consultations/acting.ts';
import { layStaffFile } from '../consultations/files.ts';
import { fileConsultation } from '../consultations/filing.ts';
import { findCase, insertTopic } from '../consultations/store.ts';
import { insertPublication, type Attachment } from '../publications/store.ts';
import type { Caller, Services } from '../services.ts';
import { offerMissing } from '../slots/rules.ts';
import { insertSurvey } from '../surveys/store.ts';
import { tallyBoxes } from '../surveys/tally.ts';
import { findUnread, insertTheme, updateText } from '../surveys/texts/store.ts';
import { insertTouchpointList } from '../touchpoints/store.ts';

export { codeOfKey } from '../consultations/codes.ts';

const day = 86_400_000;
/** Content may hold what is for internal clients. */
const installer: Caller = { internal: true, address: '' };

async function attachment({ source, ...file }: FileContent): Promise<Attachment> {
  const bytes = await readFile(source);
  return { ...file, bytes, digest: createHash('sha256').update(bytes).digest() };
}

/** What is only written down; the rest goes through the rules. */
async function installTexts({ database: { db } }: Services, content: AgencyContent, moment: Date): Promise<void> {
  const { agency, publications, touchpoints, topics, surveys } = content;
  await insertAgency(db, agency);
  for (const { attachments, audience, earlier, ...publication } of publications) {
    const files = await Promise.all(attachments.map(attachment));
    await insertPublication(db, agency.id, audience, publication, files, moment, earlier);
  }
  for (const audience of audiences) {
    const list = touchpoints[audience];
    if (list) await insertTouchpointList(db, agency.id, audience, list, moment);
    for (const [position, topic] of (topics[audience] ?? []).entries())
      await insertTopic(db, agency.id, audience, position, topic);
  }
  for (const [position, manifest] of surveys.entries()) {
    await insertSurvey(db, agency.id, position, manifest, await manifestHash(manifest), moment);
  }
}

/** Lays files beside a case. @returns them as they are kept, by the ids that the content gave them */
async function installFiles(
  { database: { db } }: Services,
  agency: string,
  number: string,
  { files = [], receivedAt }: CaseContent,
): Promise<Map<string, File>> {
  const kept = new Map<string, File>();
  const found = files.length > 0 ? await findCase(db, agency, { number }) : undefined;
  if (!found) return kept;
  for (const file of files) {
    const { id, title, language, source, ...about } = await attachment(file).then((read) => ({ ...file, ...read }));
    const name = decodeURIComponent(source.pathname.slice(source.pathname.lastIndexOf('/') + 1));
    const laid = await db
      .transaction()
      .execute((tx) => layStaffFile(tx, agency, found.id, { ...about, name }, { title, language }, receivedAt));
    kept.set(id, laid);
  }
  return kept;
}

async function installCase(services: Services, agency: string, content: CaseContent): Promise<void> {
  const { key, consultation, receivedAt, steps } = content;
  const { number } = await fileConsultation(services, installer, agency, consultation, key, receivedAt);
  const kept = await installFiles(services, agency, number, content);
  for (const { at, by, action } of steps)
    await actOnCase(services, agency, { number }, withKeptFiles(action, kept), by, at);
}

/** Each group of ballots is cast and becomes a release; the releases lie as far apart as the manifest wants, the last one so long ago. */
async function installBallots(
  services: Services,
  agency: string,
  manifest: Manifest,
  groups: Answers[][],
  moment: Date,
): Promise<void> {
  const backend = serverBackend(services, installer);
  const { survey, release } = manifest;
  for (const [index, group] of groups.entries()) {
    const batch = await backend.readBatch(agency, survey);
    for (const answers of group)
      await backend.castBallot(agency, survey, await wholeBallot(agency, manifest, batch, answers));
    const daysAgo = (groups.length - index) * Math.max(1, release.days);
    const releasedAt = new Date(moment.getTime() - daysAgo * day);
    await tallyBoxes(services, releasedAt, { only: { agency, survey } });
  }
}

/** Themes are public from the start; the texts that their suggestions are stand under them, one text each. */
async function installThemes({ database: { db } }: Services, agency: string, survey: string, themes: readonly Theme[]) {
  for (const { id, question, title, decision, reason, decidedOn: on, decidedBy: position, suggestions } of themes) {
    const decided = { by: null, position, at: `${on}T09:00:00.000Z`, on };
    await db.transaction().execute(async (tx) => {
      const theme = { id, question, title, decision, reason, revision: 1, editors: [], decided };
      await insertTheme(tx, agency, survey, theme);
      for (const body of suggestions) {
        const text = await findUnread(tx, agency, survey, question, body);
        if (!text) throw new TypeError(`a suggestion that nobody made: ${survey} ${id}`);
        await updateText(tx, text, { state: 'published', theme: id, excerpt: body });
      }
    });
  }
}

/**
 * Takes in an agency with all that it starts with, by the server's own rules: cases are filed and
 * answered, ballots sealed, cast and tallied like any others. What an earlier, cut-short
 * installation of the same agency left is removed first.
 * @param moment the present, from which releases are dated back.
 */
export async function installContent(services: Services, content: AgencyContent, moment: Date): Promise<void> {
  const { id } = content.agency;
  await deleteAgency(services.database.db, id);
  await installTexts(services, content, moment);
  for (const one of content.cases) await installCase(services, id, one);
  await offerMissing({ ...services, now: () => moment }, id, content.slots ?? []);
  for (const [survey, groups] of Object.entries(content.ballots)) {
    const manifest = content.surveys.find((one) => one.survey === survey);
    if (!manifest) throw new TypeError(`ballots for a survey that isn't there: ${survey}`);
    await installBallots(services, id, manifest, groups, moment);
  }
  // Where there are no ballots there is nothing to decide on.
  for (const [survey, themes] of Object.entries(content.themes ?? {}))
    if (content.ballots[survey]) await installThemes(services, id, survey, themes);
}
