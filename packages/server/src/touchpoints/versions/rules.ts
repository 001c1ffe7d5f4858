import { createHash } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { audiences, type Audience } from '@otklik/core/contract/common.js';
import { touchpointContentSchema, type TouchpointVersion } from '@otklik/core/contract/staff/touchpoints.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { act, begin, type ListAction, type ListVersion } from '@otklik/core/domain/touchpoints/lifecycle.js';
import { requireAgency } from '../../agencies/port.ts';
import type { Tx } from '../../database/open.ts';
import { withJournal, type Json } from '../../journal/journal.ts';
import type { Services } from '../../services.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import { insertList, lockHeads, readHeads, readList, updateList, type ListContent, type WholeList } from './store.ts';
import { headView, listView } from './view.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;

/** The part of an address that names a list. @throws BackendError touchpoint_list_unknown */
export function audienceOf(part = ''): Audience {
  const found = audiences.find((one) => one === part);
  if (!found) throw new BackendError('touchpoint_list_unknown');
  return found;
}

async function today({ database: { db }, now }: Pick<Services, 'database' | 'now'>, agency: string): Promise<IsoDate> {
  const { timeZone } = await requireAgency(db, agency);
  return localTime(now(), timeZone).date;
}

/** All versions of a list as somebody of the staff sees them, newest first. */
export async function listVersions(
  services: Pick<Services, 'database' | 'now'>,
  { agency, staff }: Worker,
  audience: Audience,
) {
  const day = await today(services, agency);
  const heads = await readHeads(services.database.db, agency, audience);
  return { items: heads.map((head) => headView(head, staff.id, day)).reverse(), next: null };
}

/** One version, whole. @throws BackendError version_unknown */
export async function requireList(
  { database: { db } }: Pick<Services, 'database'>,
  agency: string,
  audience: Audience,
  version: number,
): Promise<WholeList> {
  const found = await readList(db, agency, audience, version);
  if (!found) throw new BackendError('version_unknown');
  return found;
}

/** The same as somebody of the staff sees it. */
export async function readVersion(
  services: Pick<Services, 'database' | 'now'>,
  { agency, staff }: Worker,
  audience: Audience,
  version: number,
): Promise<TouchpointVersion> {
  const day = await today(services, agency);
  return listView(await requireList(services, agency, audience, version), staff.id, day);
}

/** The rules' refusals as the API tells them. */
function told(error: unknown): unknown {
  if (!(error instanceof RuleBroken)) return error;
  if (error.code === 'version_unknown') return new BackendError('version_unknown');
  if (error.code === 'revision_outdated') return new BackendError('revision_outdated', error.params);
  return error;
}

/**
 * What goes to the head is whole. A draft may not be: it may stem from a list that a database
 * started with, by looser rules.
 */
function requireWhole({ channels, items }: ListContent): void {
  const checked = check(touchpointContentSchema, { channels, items });
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  if (items.length === 0) throw new RuleBroken('list_empty');
}

/** SHA-256 of the canonical JSON of what a version holds: names its content in the journal. */
const digestOf = ({ channels, items }: ListContent): string =>
  createHash('sha256').update(canonicalJson({ channels, items })).digest('hex');

/** What is journalled of an action beside version, revision and content. */
function doing(action: ListAction): Record<string, Json> {
  if (action.type === 'return') return { reason: action.reason };
  if (action.type !== 'approve') return {};
  return { document: { ...action.document }, inForceFrom: action.inForceFrom };
}

const pastTense: Record<ListAction['type'], string> = {
  edit: 'changed',
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  renew: 'begun',
};

async function save(
  tx: Tx,
  agency: string,
  audience: Audience,
  before: readonly ListVersion[],
  after: readonly ListVersion[],
  changed: { version: number; content: ListContent | null },
  moment: Date,
): Promise<void> {
  for (const version of after) {
    const known = before.find((one) => one.version === version.version);
    if (known === version) continue;
    const content = version.version === changed.version ? changed.content : null;
    if (known) await updateList(tx, agency, audience, version, content, moment);
    else await insertList(tx, agency, audience, version, content ?? { channels: [], items: [] }, moment);
  }
}

/**
 * Takes one action on an audience's list: the rules decide on locked versions, so that what was read
 * can't change in between. `renew` begins the first version, empty, where there is none.
 * @param content what an edit brings.
 * @throws BackendError agency_unknown, version_unknown, revision_outdated, fields_invalid
 * @throws RuleBroken
 */
export async function changeList(
  services: Needs,
  worker: Worker,
  audience: Audience,
  action: ListAction,
  content: ListContent | null = null,
): Promise<TouchpointVersion> {
  const { agency, staff } = worker;
  const { timeZone } = await requireAgency(services.database.db, agency);
  const run = withJournal(services, async (tx, append) => {
    const moment = services.now();
    const before = await lockHeads(tx, agency, audience);
    const newest = before.at(-1);
    const after =
      action.type === 'renew' && !newest
        ? [begin(actorOf(worker))]
        : act(before, action, actorOf(worker), moment, timeZone);
    const version = action.type === 'renew' ? after.length : action.version;
    const from = action.type === 'renew' && newest ? await readList(tx, agency, audience, newest.version) : null;
    await save(tx, agency, audience, before, after, { version, content: content ?? from ?? null }, moment);
    const whole = await readList(tx, agency, audience, version);
    if (!whole) throw new BackendError('version_unknown');
    if (action.type === 'submit') requireWhole(whole);
    append({
      ...{ agency, at: moment, staff: staff.id, position: staff.position },
      ...{ subject: 'touchpoints', id: audience, action: pastTense[action.type] },
      data: { version, revision: whole.revision, content: digestOf(whole), ...doing(action) },
    });
    return listView(whole, staff.id, localTime(moment, timeZone).date);
  });
  return run.catch((error: unknown) => {
    throw told(error);
  });
}
