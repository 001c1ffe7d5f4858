import { createHash } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { bodyBytes, type PublicationInput, type StaffVersion } from '@otklik/core/contract/staff/publications.js';
import { act, begin, type Version, type VersionAction } from '@otklik/core/domain/publications/lifecycle.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { requireAgency } from '../../agencies/port.ts';
import type { Tx } from '../../database/open.ts';
import { isName } from '../../http/names.ts';
import { withJournal, type Json, type JournalEntry } from '../../journal/journal.ts';
import type { Services } from '../../services.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import { cleanRichText } from '../rich-text.ts';
import {
  insertFirst,
  insertNext,
  lockVersions,
  readDigests,
  readVersion,
  updateVersion,
  type WholeVersion,
} from './store.ts';
import { versionView } from './view.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;

/** The text as it is kept. @throws BackendError fields_invalid: nothing, or too much, is left of the body. */
export function cleanContent<C extends PublicationInput>(content: C): C {
  const { ru, en } = content.body;
  const body = { ru: cleanRichText(ru), ...(en !== undefined && { en: cleanRichText(en) }) };
  const wrong = Object.entries(body)
    .filter(([, html]) => !html.trim())
    .map(([language]) => ({ path: `body.${language}`, code: 'required', params: {} }));
  if (wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);
  if (Buffer.byteLength(Object.values(body).join('')) > bodyBytes)
    throw new BackendError('fields_invalid', {}, [{ path: 'body', code: 'too_large', params: { max: bodyBytes } }]);
  return { ...content, body };
}

/** What names a version's content: SHA-256 of the canonical JSON of its texts and its files' digests. */
async function contentDigest(tx: Tx, agency: string, whole: WholeVersion): Promise<string> {
  const { audience, kind, topic, title, summary, body, reviewBy } = whole;
  const files = (await readDigests(tx, agency, whole)).map((digest) => digest.toString('hex'));
  const content = { audience, kind, topic, title, summary, body, reviewBy, files };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** The rules' refusals as the API tells them. */
function told(error: unknown): unknown {
  if (!(error instanceof RuleBroken)) return error;
  if (error.code === 'version_unknown') return new BackendError('version_unknown');
  if (error.code === 'revision_outdated') return new BackendError('revision_outdated', error.params);
  return error;
}

/** What is journalled of an action beside version, revision and content. */
function doing(action: VersionAction, after: readonly Version[]): Record<string, Json> {
  switch (action.type) {
    case 'approve': {
      const shownFrom = after.find(({ version }) => version === action.version)?.shownFrom ?? null;
      return { shownFrom, supersedes: after.find(({ shownUntil }) => shownUntil === shownFrom)?.version ?? null };
    }
    case 'return':
    case 'withdraw':
      return { reason: action.reason };
    default:
      return {};
  }
}

const pastTense: Record<VersionAction['type'], string> = {
  edit: 'changed',
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  withdraw: 'withdrawn',
  renew: 'begun',
};

/** Reads back what was written, journals it, and shows it. */
async function conclude(
  tx: Tx,
  append: (entry: JournalEntry) => void,
  { agency, staff }: Worker,
  { id, version }: { id: string; version: number },
  action: string,
  data: Record<string, Json>,
  moment: Date,
): Promise<StaffVersion> {
  const whole = await readVersion(tx, agency, id, version);
  if (!whole) throw new BackendError('version_unknown');
  const { revision } = whole;
  append({
    ...{ agency, at: moment, staff: staff.id, position: staff.position, subject: 'publications', id, action },
    data: { version, revision, content: await contentDigest(tx, agency, whole), ...data },
  });
  return versionView(whole, staff.id, moment);
}

/** Begins a publication. @throws BackendError publication_taken, fields_invalid */
export async function createPublication(
  services: Needs,
  worker: Worker,
  { id, ...content }: PublicationInput & { id: string },
): Promise<StaffVersion> {
  const cleaned = cleanContent(content);
  return withJournal(services, async (tx, append) => {
    const moment = services.now();
    const version = begin(actorOf(worker), content.reviewBy);
    if (!(await insertFirst(tx, worker.agency, id, version, cleaned, moment)))
      throw new BackendError('publication_taken', { id });
    return conclude(tx, append, worker, { id, version: version.version }, 'begun', {}, moment);
  });
}

export interface Change {
  action: VersionAction;
  /** The text that an edit brings, cleaned. */
  content?: PublicationInput;
  /** What else is to be done in the same transaction, once the rules have allowed it. @returns how the journal calls it. */
  alongside?: (tx: Tx) => Promise<{ action: string; data: Record<string, Json> }>;
}

/**
 * Takes one action: the rules decide on locked versions, so that what was read can't change in between.
 * @throws BackendError publication_unknown, version_unknown, revision_outdated
 * @throws RuleBroken
 */
export async function changeVersions(
  services: Needs,
  worker: Worker,
  id: string,
  { action, content, alongside }: Change,
): Promise<StaffVersion> {
  const { agency } = worker;
  const { timeZone } = await requireAgency(services.database.db, agency);
  const run = withJournal(services, async (tx, append) => {
    const before = isName(id) ? await lockVersions(tx, agency, id) : [];
    if (before.length === 0) throw new BackendError('publication_unknown', { id });
    const moment = services.now();
    const after = act(before, action, actorOf(worker), moment, timeZone);
    for (const version of after) {
      if (before.includes(version)) continue;
      if (before.every((one) => one.version !== version.version)) await insertNext(tx, agency, id, version, moment);
      else {
        const own = action.type === 'edit' && action.version === version.version;
        await updateVersion(tx, agency, id, version, own ? (content ?? null) : null, moment);
      }
    }
    const also = await alongside?.(tx);
    const version = action.type === 'renew' ? (after.at(-1)?.version ?? 0) : action.version;
    const { action: name, data } = also ?? { action: pastTense[action.type], data: doing(action, after) };
    return conclude(tx, append, worker, { id, version }, name, data, moment);
  });
  return run.catch((error: unknown) => {
    throw told(error);
  });
}
