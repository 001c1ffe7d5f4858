import { hash } from 'node:crypto';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import type { Alarm } from '@otklik/core/domain/consultations/alarms.js';
import { isOpen } from '@otklik/core/domain/consultations/lifecycle.js';
import { rulesFor, type Rules } from '@otklik/core/domain/consultations/rules.js';
import { requireAgencyCalendar } from '../calendar/calendar.ts';
import { currentAlarms, escalates } from '../consultations/alarms/current.ts';
import { findCase } from '../consultations/store.ts';
import type { Db } from '../database/open.ts';
import type { Services } from '../services.ts';
import type { NoticeChannel } from './port.ts';
import { staffEvents, staffMessage, type StaffEvent } from './staff-messages.ts';
import {
  findAddress,
  findPlace,
  listConsultant,
  listHeads,
  listResponsibles,
  type Account,
  type CasePlace,
} from './staff-store.ts';
import { enqueue, type Job, type NewJob } from './store.ts';
import type { JobHandler } from './work.ts';

/* Staff are told by two jobs: one finds out who, and makes one for each of them, which is tried by itself. */

export interface StaffNoticeOptions extends Pick<Services, 'database' | 'now' | 'calendar'> {
  channels: readonly NoticeChannel[];
}

/** What staff are to be told, as it is now. */
interface Concern {
  agency: Agency;
  place: CasePlace;
  record: CaseRecord;
  rules: Rules;
  news: StaffEvent | Alarm;
}

const isEvent = (about: string): about is StaffEvent => staffEvents.some((event) => event === about);

/** Whether it is still worth telling: what was done meanwhile isn't asked for. */
function stands(event: StaffEvent, { status }: CaseRecord): boolean {
  if (event === 'withdrawn') return true;
  return event === 'approval' || event === 'returned' ? status === event : isOpen(status);
}

/** @param about an event of staff-messages.ts, or the name of an alarm; undefined: there is nothing to tell any more. */
async function findConcern(
  { database: { db }, calendar: shipped, now }: StaffNoticeOptions,
  consultation: string,
  about: string,
): Promise<Concern | undefined> {
  const place = await findPlace(db, consultation);
  const found = place && (await findCase(db, place.agency, { id: consultation }));
  if (!found) return undefined;
  const { record } = found;
  const { agency, calendar } = await requireAgencyCalendar(db, shipped, place.agency);
  const rules = rulesFor(agency, record.audience, calendar.calendar);
  const news = isEvent(about)
    ? stands(about, record) && about
    : currentAlarms(record, now(), rules).find(({ name }) => name === about)?.alarm;
  return news ? { agency, place, record, rules, news } : undefined;
}

/** Who wrote the draft that was sent back. */
function drafter({ timeline }: CaseRecord): string | undefined {
  const returned = timeline.findLast(({ type }) => type === 'returned');
  const revision = returned?.type === 'returned' ? returned.revision : undefined;
  return timeline.findLast((event) => event.type === 'drafted' && event.revision === revision)?.by?.id;
}

/** Groups that are to be told; of each all. One that is empty stands for the agency itself. */
async function groupsFor(db: Db, { place, record, rules, news }: Concern): Promise<Account[][]> {
  const { agency, responsible } = place;
  /** Those who can take it in hand, if the one who has it can't any more. */
  const inHand = async (id: string | null | undefined): Promise<Account[]> => {
    const own = id ? await listConsultant(db, agency, id) : [];
    return own.length > 0 ? own : listResponsibles(db, place);
  };
  if (news === 'received') return [await listResponsibles(db, place)];
  if (news === 'approval') return [await listHeads(db, agency)];
  if (news === 'returned') return [await inHand(drafter(record) ?? responsible)];
  const those = await inHand(responsible);
  return typeof news !== 'string' && escalates(news, rules) ? [those, await listHeads(db, agency)] : [those];
}

/** The agency's own address among those who are told. */
const itself = 'agency';

/** Accounts, or the agency itself for a group without anybody and for whoever gave no address. */
async function recipientsOf(db: Db, concern: Concern): Promise<Set<string>> {
  const groups = await groupsFor(db, concern);
  const all = groups.flatMap((group) =>
    group.length === 0 ? [itself] : group.map(({ id, email }) => (email === null ? itself : id)),
  );
  const recipients = new Set(all);
  if (!concern.agency.email) recipients.delete(itself);
  return recipients;
}

/** The same for the same notice and recipient: a job that is done again makes no others. RFC 9562, version 8. */
function jobIdFor(job: string, recipient: string): string {
  const hex = hash('sha256', `${job} ${recipient}`);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

const mailOf = (channels: readonly NoticeChannel[]): NoticeChannel | undefined =>
  channels.find(({ kind }) => kind === 'email');

/** Finds out whom to tell, and asks for each of them to be told. */
async function spread(
  options: StaffNoticeOptions,
  consultation: string,
  about: string,
  { id, wantedAt }: Job,
): Promise<void> {
  if (!mailOf(options.channels)) return;
  const concern = await findConcern(options, consultation, about);
  if (!concern) return;
  const { db } = options.database;
  const recipients = [...(await recipientsOf(db, concern))];
  const jobs = recipients.map((to): NewJob => ({
    ...{ id: jobIdFor(id, to), at: wantedAt },
    kind: 'case_staff_message',
    payload: { consultation, about, to },
  }));
  await enqueue(db, ...jobs);
}

/** Who is to be told something about a case is decided when it is told, not when it happened. */
export const staffNotices =
  (options: StaffNoticeOptions): JobHandler<'case_staff_notice'> =>
  async ({ consultation, about }, job) => {
    await spread(options, consultation, about, job);
    return null;
  };

/** Tells one of the staff, unless it needn't be told any more. */
export function staffMessages(options: StaffNoticeOptions): JobHandler<'case_staff_message'> {
  const { database, now, channels } = options;
  return async ({ consultation, about, to: recipient }, { id }, signal) => {
    const mail = mailOf(channels);
    const concern = await findConcern(options, consultation, about);
    if (!mail || !concern) return null;
    const { agency, record, news } = concern;
    const own = recipient === itself ? null : await findAddress(database.db, agency.id, recipient);
    const to = own ?? agency.email;
    if (!to) return null;
    await mail.send(
      {
        ...{ id, to, language: 'ru', at: now() },
        agency: { name: agency.name.ru, email: null },
        ...staffMessage(news, record),
      },
      signal,
    );
    return mail.kind;
  };
}

/**
 * Has staff told of a new case when its client is: whoever files a request waits for no row more
 * than that one, and nothing is asked for where nobody is to be told.
 */
export const withStaff =
  (options: StaffNoticeOptions, tellClient: JobHandler<'case_notice'>): JobHandler<'case_notice'> =>
  async (payload, job, signal) => {
    // First: what becomes of the client's notice must not keep it from staff.
    if (payload.event === 'received') await spread(options, payload.consultation, 'received', job);
    return tellClient(payload, job, signal);
  };
