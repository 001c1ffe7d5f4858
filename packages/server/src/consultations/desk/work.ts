import { createHash } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import type { File } from '@otklik/core/contract/common.js';
import type {
  CaseActionInput,
  CaseEntered,
  CaseFileInput,
  Registry,
  StaffCase,
} from '@otklik/core/contract/staff/cases.js';
import type { CaseEntry, CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { enterCase } from '@otklik/core/domain/consultations/opening.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import { isOpen } from '@otklik/core/domain/consultations/lifecycle.js';
import { draftOf } from '@otklik/core/domain/consultations/record.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { requireAgencyCalendar } from '../../calendar/calendar.ts';
import type { Tx } from '../../database/open.ts';
import { isUuid } from '../../http/names.ts';
import { withJournal, type Json, type JournalEntry } from '../../journal/journal.ts';
import type { Services } from '../../services.ts';
import { consultantsAmong } from '../../staff/store.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import { applyAction, tellOutdated, type CaseContext } from '../acting.ts';
import { codeOfKey } from '../codes.ts';
import { hashesOf, openOnce, requireKey } from '../filing.ts';
import { takeStaffFile } from '../files.ts';
import { findGround, lockCase, lockCases, type FoundCase } from '../store.ts';
import { wholeAction } from './inputs.ts';
import { readCase } from './register.ts';
import { updateRegistry, updateResponsible } from './store.ts';
import { readCaseView } from './view.ts';

type Append = (entry: JournalEntry) => void;

async function contextOf({ database: { db }, calendar: shipped, now }: Services, id: string): Promise<CaseContext> {
  const { agency, calendar } = await requireAgencyCalendar(db, shipped, id);
  return { agency, calendar, moment: now() };
}

const entry = (
  { staff, agency }: Worker,
  { number }: Pick<CaseRecord, 'number'>,
  moment: Date,
  action: string,
  data: Record<string, Json>,
): JournalEntry => ({
  ...{
    agency,
    at: moment,
    staff: staff.id,
    position: staff.position,
    subject: 'consultations',
    id: number,
    action,
    data,
  },
});

/** Does something to a case that is locked, journals it, and shows the case after it. */
async function change(
  services: Services,
  worker: Worker,
  id: string,
  work: (tx: Tx, context: CaseContext, found: FoundCase, append: Append) => Promise<void>,
  also?: string,
): Promise<StaffCase> {
  const context = await contextOf(services, worker.agency);
  return withJournal(services, async (tx, append) => {
    // In one order, whoever asks: two merges into each other must not wait for one another.
    if (also !== undefined && isUuid(id)) await lockCases(tx, worker.agency, id, also);
    const found = isUuid(id) ? await lockCase(tx, worker.agency, { id }) : undefined;
    if (!found) throw new BackendError('case_unknown');
    await work(tx, context, found, append);
    const shown = await readCaseView(tx, context, worker, id);
    if (!shown) throw new BackendError('case_unknown');
    return shown;
  });
}

/** Of a draft what names it, and nothing of what it says: the journal is never cleaned of anybody's data. */
function draftName(record: CaseRecord): Record<string, Json> {
  const current = draftOf(record);
  if (!current) return {};
  const content = createHash('sha256').update(canonicalJson(current.draft)).digest('hex');
  return { revision: current.revision, content };
}

/** @throws BackendError case_unknown, revision_outdated, fields_invalid, slot_*; RuleBroken */
export function actOnCase(services: Services, worker: Worker, id: string, input: CaseActionInput): Promise<StaffCase> {
  const also = input.type === 'merge' ? input.into : undefined;
  return change(
    services,
    worker,
    id,
    async (tx, context, found, append) => {
      const action = await wholeAction(tx, context, found, input);
      const after = await applyAction(tx, context, found, action, actorOf(worker));
      append(
        entry(worker, after, context.moment, action.type, {
          status: after.status,
          dueBy: after.dueBy,
          ...draftName(after),
        }),
      );
    },
    also,
  ).catch(tellOutdated);
}

/**
 * Enters what came another way than by the form. Sent again, the same gives the same case.
 * @throws BackendError idempotency_*, fields_invalid; RuleBroken
 */
export async function enterConsultation(
  services: Services,
  worker: Worker,
  input: CaseEntry,
  idempotencyKey: string,
): Promise<CaseEntered> {
  const { db } = services.database;
  requireKey(idempotencyKey);
  const { agency, calendar, moment } = await contextOf(services, worker.agency);
  const { consultation, ...how } = input;
  const hashes = hashesOf(services, agency.id, idempotencyKey, input);
  const code = codeOfKey(services.keys, agency.id, idempotencyKey);
  const shown = async (id: string): Promise<CaseEntered> => ({ case: await readCase(services, worker, id), code });
  const ground = await findGround(db, agency.id, { ...consultation, key: hashes.key });
  const { topic, filed: before } = ground ?? {};
  if (before && !before.bodyHash.equals(hashes.body)) throw new BackendError('idempotency_conflict');
  if (before) return shown(before.id);

  if (!topic)
    throw new BackendError('fields_invalid', {}, [{ path: 'consultation.topic', code: 'choice_unknown', params: {} }]);
  const rules = rulesFor(agency, consultation.audience, calendar.calendar);
  const opened = await openOnce(
    services,
    {
      ...{ agency, consultation, topic, hashes, calendar: calendar.name, rules, moment, doubt: null },
      open: () => enterCase(consultation, topic.title, how, actorOf(worker), moment, rules),
    },
    (work) =>
      withJournal(services, async (tx, append) => {
        const made = await work(tx);
        const { origin, receivedOn } = how;
        append(entry(worker, made.record, moment, 'entered', { origin, receivedOn, dueBy: made.record.dueBy }));
        return made;
      }),
  );
  return shown(opened.id);
}

/** Gives a case into somebody's hands. @throws BackendError case_unknown, account_unknown */
export const assignCase = (
  services: Services,
  worker: Worker,
  id: string,
  responsible: string | null,
): Promise<StaffCase> =>
  change(services, worker, id, async (tx, { agency, moment }, { record }, append) => {
    const wanted = responsible === null ? [] : [responsible];
    if ((await consultantsAmong(tx, agency.id, wanted.filter(isUuid))).size < wanted.length)
      throw new BackendError('account_unknown', { id: responsible ?? '' });
    await updateResponsible(tx, id, responsible);
    append(entry(worker, record, moment, 'assigned', { responsible }));
  });

/** Notes how the agency's document system calls a case. @throws BackendError case_unknown */
export const setRegistry = (services: Services, worker: Worker, id: string, registry: Registry): Promise<StaffCase> =>
  change(services, worker, id, async (tx, { moment }, { record }, append) => {
    await updateRegistry(tx, id, registry);
    append(entry(worker, record, moment, 'registry_set', { ...registry }));
  });

/** Files that staff can lay beside one case. */
const filesPerCase = 50;

/**
 * Lays an uploaded file beside a case that isn't closed, for an answer to name.
 * @throws BackendError case_unknown, fields_invalid: `upload`; RuleBroken case_closed
 */
export async function attachFile(
  services: Services,
  worker: Worker,
  id: string,
  { upload, title, language }: CaseFileInput,
): Promise<File> {
  let taken: File | undefined;
  const shown = await change(services, worker, id, async (tx, { agency, moment }, { record }, append) => {
    if (!isOpen(record.status)) throw new RuleBroken('case_closed');
    const there = await tx
      .selectFrom('case_files')
      .select(({ fn }) => fn.countAll<string>().as('number'))
      .where('consultation', '=', id)
      .where('party', '=', 'staff')
      .executeTakeFirstOrThrow();
    if (Number(there.number) >= filesPerCase)
      throw new BackendError('fields_invalid', {}, [
        { path: 'upload', code: 'too_many', params: { max: filesPerCase } },
      ]);
    taken = await takeStaffFile(services, tx, agency.id, id, upload, { title, language }, moment).catch(
      (error: unknown) => {
        if (!(error instanceof BackendError) || error.code !== 'fields_invalid') throw error;
        throw new BackendError(
          'fields_invalid',
          {},
          error.fields.map((field) => ({ ...field, path: 'upload' })),
        );
      },
    );
    append(entry(worker, record, moment, 'file_attached', { file: taken?.id ?? null }));
  });
  const file = shown.files.staff.find((one) => one.id === taken?.id);
  if (!file) throw new BackendError('fields_invalid', {}, [{ path: 'upload', code: 'upload_unknown', params: {} }]);
  return file;
}
