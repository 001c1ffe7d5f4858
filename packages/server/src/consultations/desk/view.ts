import type { CaseHead, StaffCase } from '@otklik/core/contract/staff/cases.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { possibleActions } from '@otklik/core/domain/consultations/actions.js';
import { alarms } from '@otklik/core/domain/consultations/alarms.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import type { Db } from '../../database/open.ts';
import { actorOf, type Worker } from '../../staff/worker.ts';
import type { CaseContext } from '../acting.ts';
import { listCaseFiles, withStaffAddresses } from '../files.ts';
import { findCase } from '../store.ts';
import { readPerson, type HeadRow } from './store.ts';

export const headView = ({
  topic_title,
  received_at,
  registered_on,
  register_by,
  due_by,
  closed_on,
  ...same
}: HeadRow): CaseHead => ({
  ...same,
  topic: topic_title,
  receivedAt: received_at.toISOString(),
  registeredOn: registered_on,
  registerBy: register_by,
  dueBy: due_by,
  closedOn: closed_on,
});

/** A case as somebody of the staff sees it; undefined: there is none. */
export async function readCaseView(
  db: Db,
  { agency, calendar, moment }: CaseContext,
  worker: Worker,
  id: string,
): Promise<StaffCase | undefined> {
  const found = await findCase(db, agency.id, { id });
  const person = found && (await readPerson(db, id));
  if (!person) return undefined;
  const { record } = found;
  const files = await listCaseFiles(db, agency.id, id);
  const of = (party: 'client' | 'staff') => files.filter((one) => one.party === party).map(({ file }) => file);
  const rules = rulesFor(agency, record.audience, calendar.calendar);
  const shown: StaffCase = {
    ...{ id, ...record, ...person },
    files: { client: of('client'), staff: of('staff') },
    visit: visitOf(record) ?? null,
    alarms: alarms(record, localTime(moment, agency.timeZone).date, rules),
    actions: possibleActions(record, actorOf(worker), moment, rules),
  };
  return withStaffAddresses(shown, agency.id, id);
}
