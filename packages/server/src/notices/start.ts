import { reviewNotices } from '../publications/versions/reminders.ts';
import type { Services } from '../services.ts';
import { StartError } from '../start-error.ts';
import { caseNotices } from './case-notice.ts';
import { mailChannel, type MailSettings } from './mail.ts';
import type { NoticeChannel } from './port.ts';
import { staffMessages, staffNotices, withStaff } from './staff-notice.ts';
import { countJobs } from './store.ts';
import { startWorker, type JobHandlers, type JobWorker } from './work.ts';

export interface NoticeOptions extends Pick<Services, 'database' | 'now' | 'calendar'> {
  /** How notices are mailed; null: not at all. */
  mail: Pick<MailSettings, 'server' | 'from'> | null;
  /** Ways beside e-mail. */
  channels?: readonly NoticeChannel[];
  /** Where notices link to; needed wherever there is a channel. */
  publicUrl: string | null;
  /** A notice that could not be sent within so many days is given up. */
  days: number;
  report: (line: string) => void;
  chance?: () => number;
}

/** Channels in the order in which they are asked: e-mail first. @throws StartError when notices have no page to link to. */
export function noticeHandlers({
  database,
  now,
  calendar,
  mail,
  channels = [],
  publicUrl,
}: NoticeOptions): JobHandlers {
  // Without any channel nothing is taken from the queue: jobs wait until there is one or they are too old.
  if (!mail && channels.length === 0) return {};
  if (!publicUrl) throw new StartError('Notices need OTKLIK_PUBLIC_URL: they link to it.');
  const all = [...(mail ? [mailChannel({ ...mail, publicUrl })] : []), ...channels];
  const options = { database, now, calendar, publicUrl, channels: all };
  return {
    case_notice: withStaff(options, caseNotices(options)),
    case_staff_notice: staffNotices(options),
    case_staff_message: staffMessages(options),
    review_reminder: reviewNotices(options),
  };
}

/**
 * Sends notices from now on.
 * @throws StartError
 */
export function startNotices(options: NoticeOptions): JobWorker {
  const { database, now, days, report, chance = Math.random } = options;
  return startWorker({ ...{ database, now, days, report, chance }, handlers: noticeHandlers(options) });
}

/** What whoever starts the server should know of notices, as sentences. */
export async function noticeRemarks({ database, mail, days }: NoticeOptions): Promise<string[]> {
  const { waiting, failed } = await countJobs(database.db);
  const remarks: string[] = [];
  if (!mail)
    remarks.push(
      `E-mail notices are off (OTKLIK_SMTP_URL is not set): ${waiting} waiting, each is dropped after ${days} days.`,
    );
  if (failed > 0) remarks.push(`${failed} notices of the last 90 days could not be sent (table jobs, state failed).`);
  return remarks;
}
