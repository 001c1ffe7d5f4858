import { BackendError } from '@otklik/core/backend/error.js';
import type { Page } from '@otklik/core/contract/common.js';
import { pageLimit } from '@otklik/core/contract/publications.js';
import type { CaseHead, CaseQuery, StaffCase } from '@otklik/core/contract/staff/cases.js';
import { addDays, localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { defaultPolicy } from '@otklik/core/domain/consultations/rules.js';
import { requireAgency } from '../../agencies/port.ts';
import { requireAgencyCalendar } from '../../calendar/calendar.ts';
import { isUuid } from '../../http/names.ts';
import type { Services } from '../../services.ts';
import type { Worker } from '../../staff/worker.ts';
import { listHeads, type ListOptions, type Place } from './store.ts';
import { headView, readCaseView } from './view.ts';

const encodePlace = ({ day, id }: Place): string => Buffer.from(`${day} ${id}`).toString('base64url');

/** @throws BackendError cursor_invalid for anything that `encodePlace` didn't make */
function decodePlace(cursor: string): Place {
  const [, day = '', id = ''] = /^(\d{4}-\d\d-\d\d) (\S{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (Number.isNaN(Date.parse(day)) || !isUuid(id)) throw new BackendError('cursor_invalid');
  return { day, id };
}

/** What each list holds, on the agency's date `today`. */
const narrowed = (list: CaseQuery['list'], account: string, today: IsoDate, near: number): Partial<ListOptions> =>
  ({
    open: {},
    mine: { responsible: account },
    unassigned: { responsible: null },
    'to-approve': { status: 'approval' as const },
    near: { dueBy: addDays(today, near) },
    overdue: { dueBefore: today },
    doubtful: { doubtful: true },
    closed: { closed: true },
  })[list];

/** @throws BackendError agency_unknown, cursor_invalid */
export async function listCases(
  { database: { db }, now }: Pick<Services, 'database' | 'now'>,
  { agency: id, staff }: Worker,
  { list, cursor, limit = pageLimit.default, ...filters }: CaseQuery,
): Promise<Page<CaseHead>> {
  const { timeZone, consultations: policy = defaultPolicy } = await requireAgency(db, id);
  const today = localTime(now(), timeZone).date;
  const of = narrowed(list, staff.id, today, Math.max(0, ...policy.nearDays));
  const after = cursor === undefined ? undefined : decodePlace(cursor);
  const status = filters.status ?? of.status;
  // A status that the list leaves out: nothing is both.
  if (of.status !== undefined && status !== of.status) return { items: [], next: null };
  const rows = await listHeads(db, id, { ...filters, ...of, status, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map(headView);
  const last = items.at(-1);
  const next =
    last && rows.length > limit ? encodePlace({ day: (of.closed && last.closedOn) || last.dueBy, id: last.id }) : null;
  return { items, next };
}

/** @throws BackendError agency_unknown, case_unknown */
export async function readCase(
  { database: { db }, calendar: shipped, now }: Pick<Services, 'database' | 'calendar' | 'now'>,
  worker: Worker,
  id: string,
): Promise<StaffCase> {
  const { agency, calendar } = await requireAgencyCalendar(db, shipped, worker.agency);
  const found = isUuid(id) ? await readCaseView(db, { agency, calendar, moment: now() }, worker, id) : undefined;
  if (!found) throw new BackendError('case_unknown');
  return found;
}
