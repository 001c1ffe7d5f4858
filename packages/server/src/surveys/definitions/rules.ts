import { BackendError } from '@otklik/core/backend/error.js';
import type { StaffSurvey, StaffSurveyVersion } from '@otklik/core/contract/staff/surveys.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { checkDefinition } from '@otklik/core/domain/surveys/definition-checks.js';
import { manifestOf, type Definition } from '@otklik/core/domain/surveys/definition.js';
import { actOnSurvey, beginSurvey, type SurveyAction } from '@otklik/core/domain/surveys/lifecycle.js';
import { requireAgency } from '../../agencies/port.ts';
import type { Tx } from '../../database/open.ts';
import { isName } from '../../http/names.ts';
import { withJournal, type Json, type JournalEntry } from '../../journal/journal.ts';
import type { Services } from '../../services.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import {
  deleteSurveyRow,
  deleteVersion,
  insertSurveyRow,
  insertVersion,
  listSurveyHeads,
  lockSurvey,
  readVersion,
  updateAudience,
  updateVersion,
  type Asked,
  type LockedSurvey,
} from './store.ts';
import { surveyView, versionView } from './view.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;

const refuse = (fields: FieldError[]): void => {
  if (fields.length > 0) throw new BackendError('fields_invalid', {}, fields);
};

async function asked(survey: string, version: number, definition: Definition): Promise<Asked> {
  refuse(checkDefinition(definition));
  const manifest = manifestOf(survey, version, definition);
  return { manifest, hash: await manifestHash(manifest) };
}

/** The rules' refusals as the API tells them. */
export function told(error: unknown): unknown {
  if (!(error instanceof RuleBroken)) return error;
  if (error.code === 'version_unknown') return new BackendError('version_unknown');
  if (error.code === 'revision_outdated') return new BackendError('revision_outdated', error.params);
  return error;
}

/** What every entry of the journal about a survey says. */
export const entryOf = (
  { agency, staff }: Worker,
  id: string,
  action: string,
  data: Record<string, Json>,
  at: Date,
): JournalEntry => ({
  ...{ agency, at, staff: staff.id, position: staff.position, subject: 'surveys', id, action, data },
});

async function shown(tx: Tx, { agency, staff }: Worker, id: string, version: number): Promise<StaffSurveyVersion> {
  const whole = await readVersion(tx, agency, id, version);
  if (!whole) throw new BackendError('version_unknown');
  return versionView(whole, staff.id);
}

const named = ({ version, revision, manifestHash: content }: StaffSurveyVersion) => ({ version, revision, content });

/** Begins a survey. @throws BackendError survey_taken, fields_invalid */
export async function createSurvey(
  services: Needs,
  worker: Worker,
  { id, ...definition }: Definition & { id: string },
): Promise<StaffSurveyVersion> {
  const { agency } = worker;
  const first = await asked(id, 1, definition);
  return withJournal(services, async (tx, append) => {
    const moment = services.now();
    if (!(await insertSurveyRow(tx, agency, id, definition.audience))) throw new BackendError('survey_taken', { id });
    await insertVersion(tx, agency, id, beginSurvey(actorOf(worker)), first, moment);
    const view = await shown(tx, worker, id, 1);
    append(entryOf(worker, id, 'begun', named(view), moment));
    return view;
  });
}

/** Runs `work` on a survey that nobody else changes meanwhile. @throws BackendError survey_unknown */
export async function withSurvey<T>(
  services: Needs,
  { agency }: Worker,
  id: string,
  work: (tx: Tx, survey: LockedSurvey, append: (entry: JournalEntry) => void) => Promise<T>,
): Promise<T> {
  const run = withJournal(services, async (tx, append) => {
    const survey = isName(id) ? await lockSurvey(tx, agency, id) : undefined;
    if (!survey) throw new BackendError('survey_unknown', { survey: id });
    return work(tx, survey, append);
  });
  return run.catch((error: unknown) => {
    throw told(error);
  });
}

/** Begins the next version, which asks what the newest does. @throws BackendError survey_unknown; RuleBroken */
export const renewSurvey = (services: Needs, worker: Worker, id: string): Promise<StaffSurveyVersion> =>
  withSurvey(services, worker, id, async (tx, { versions }, append) => {
    const { agency } = worker;
    const moment = services.now();
    const next = actOnSurvey(versions, { type: 'renew' }, actorOf(worker), moment).at(-1);
    const before = await readVersion(tx, agency, id, versions.at(-1)?.version ?? 0);
    if (!next || !before) throw new BackendError('version_unknown');
    const manifest: Manifest = { ...before.manifest, version: next.version };
    await insertVersion(tx, agency, id, next, { manifest, hash: await manifestHash(manifest) }, moment);
    const view = await shown(tx, worker, id, next.version);
    append(entryOf(worker, id, 'begun', named(view), moment));
    return view;
  });

/** Who is asked stays: results and themes of all versions stand side by side. */
async function settleAudience(
  tx: Tx,
  { agency }: Worker,
  id: string,
  { audience, versions }: LockedSurvey,
  wanted: Definition['audience'],
): Promise<void> {
  if (wanted === audience) return;
  if (versions.length > 1) refuse([{ path: 'audience', code: 'audience_fixed', params: { audience } }]);
  await updateAudience(tx, agency, id, wanted);
}

/** Changes a draft. @throws BackendError survey_unknown, version_unknown, revision_outdated, fields_invalid; RuleBroken */
export async function changeSurveyVersion(
  services: Needs,
  worker: Worker,
  id: string,
  version: number,
  { revision, ...definition }: Definition & { revision: number },
): Promise<StaffSurveyVersion> {
  const { agency } = worker;
  return withSurvey(services, worker, id, async (tx, survey, append) => {
    const moment = services.now();
    const action: SurveyAction = { type: 'edit', version, revision };
    const after = actOnSurvey(survey.versions, action, actorOf(worker), moment);
    const changed = after.find((one) => one.version === version);
    if (!changed) throw new BackendError('version_unknown');
    const content = await asked(id, version, definition);
    await settleAudience(tx, worker, id, survey, definition.audience);
    await updateVersion(tx, agency, id, changed, content, moment);
    const view = await shown(tx, worker, id, version);
    append(entryOf(worker, id, 'changed', named(view), moment));
    return view;
  });
}

/** Deletes a draft; with its only one the survey. @throws BackendError survey_unknown, version_unknown, revision_outdated; RuleBroken */
export const deleteSurveyVersion = (
  services: Needs,
  worker: Worker,
  id: string,
  version: number,
  revision: number,
): Promise<void> =>
  withSurvey(services, worker, id, async (tx, { versions }, append) => {
    const { agency } = worker;
    const moment = services.now();
    const after = actOnSurvey(versions, { type: 'delete', version, revision }, actorOf(worker), moment);
    if (after.length === 0) await deleteSurveyRow(tx, agency, id);
    else await deleteVersion(tx, agency, id, version);
    append(entryOf(worker, id, 'deleted', { version, revision }, moment));
  });

/** Writes down what an action made of the versions. A tally finds the boxes of those that ended. @returns which that is */
async function save(
  tx: Tx,
  agency: string,
  id: string,
  { versions: before }: LockedSurvey,
  after: ReturnType<typeof actOnSurvey>,
  moment: Date,
): Promise<number | null> {
  // Oldest first: what is open ends before the next opens, for the database knows one open version alone.
  const changed = after.filter((version) => !before.includes(version));
  for (const version of changed) await updateVersion(tx, agency, id, version, null, moment);
  return changed.find(({ state }) => state === 'ended')?.version ?? null;
}

/**
 * Opens a draft, and ends the version before it.
 * @throws BackendError survey_unknown, version_unknown, revision_outdated, fields_invalid; RuleBroken
 */
export async function openSurveyVersion(
  services: Needs,
  worker: Worker,
  id: string,
  version: number,
  revision: number,
): Promise<StaffSurveyVersion> {
  const { agency } = worker;
  const { timeZone } = await requireAgency(services.database.db, agency);
  return withSurvey(services, worker, id, async (tx, survey, append) => {
    const moment = services.now();
    const whole = await readVersion(tx, agency, id, version);
    const closesOn = whole?.manifest.closesOn ?? null;
    const today = localTime(moment, timeZone).date;
    const action: SurveyAction = { type: 'open', version, revision, closesOn, today };
    const after = actOnSurvey(survey.versions, action, actorOf(worker), moment);
    // A draft may be older than a rule.
    if (whole) refuse(checkDefinition(whole.manifest));
    const supersedes = await save(tx, agency, id, survey, after, moment);
    const view = await shown(tx, worker, id, version);
    append(entryOf(worker, id, 'opened', { ...named(view), supersedes }, moment));
    return view;
  });
}

/** Ends what is open. @throws BackendError survey_unknown; RuleBroken not_open */
export const closeSurvey = (services: Needs, worker: Worker, id: string, reason: LocalizedText): Promise<StaffSurvey> =>
  withSurvey(services, worker, id, async (tx, survey, append) => {
    const { agency, staff } = worker;
    const moment = services.now();
    const after = actOnSurvey(survey.versions, { type: 'close' }, actorOf(worker), moment);
    const version = await save(tx, agency, id, survey, after, moment);
    append(entryOf(worker, id, 'closed', { version, reason: { ...reason } }, moment));
    const [heads] = await listSurveyHeads(tx, agency, id);
    if (!heads) throw new BackendError('survey_unknown', { survey: id });
    return surveyView(heads, staff.id);
  });
