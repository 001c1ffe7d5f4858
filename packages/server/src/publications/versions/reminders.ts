import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import { findAgency, listAgencies } from '../../agencies/store.ts';
import type { NoticeChannel } from '../../notices/port.ts';
import { enqueue } from '../../notices/store.ts';
import type { JobHandler } from '../../notices/work.ts';
import type { Services } from '../../services.ts';
import { reviewDueBy } from './reads.ts';
import { findReviewed, markReminded } from './store.ts';

/**
 * Asks for staff to be told of what they vouch for not much longer: of each version and its date
 * once. The list `review-due` of the staff API shows the same for as long as it is so.
 * @returns of how many
 */
export async function remindOfReviews({ database: { db } }: Pick<Services, 'database'>, moment: Date): Promise<number> {
  let told = 0;
  for (const { id: agency, timeZone } of await listAgencies(db)) {
    await db.transaction().execute(async (tx) => {
      const due = await markReminded(tx, agency, reviewDueBy(moment, timeZone), moment);
      await enqueue(
        tx,
        ...due.map(
          ({ publication, reviewBy }) =>
            ({ kind: 'review_reminder', payload: { agency, publication, reviewBy }, at: moment }) as const,
        ),
      );
      told += due.length;
    });
  }
  return told;
}

const inWords = (date: IsoDate): string => date.split('-').reverse().join('.');

/** What the reminder says, in the staff's language. */
const message = (title: LocalizedText, reviewBy: IsoDate) => ({
  subject: `Проверьте публикацию до ${inWords(reviewBy)}`,
  news: [
    `Публикация «${title.ru}»: за её точность вы ручаетесь до ${inWords(reviewBy)} включительно.`,
    'После этого дня посетители увидят пометку, что сведения могли устареть.',
  ],
  notes: ['Если всё верно, продлите дату проверки новой версией; если нет, исправьте или отзовите публикацию.'],
});

export interface ReviewNoticeOptions extends Pick<Services, 'database' | 'now'> {
  channels: readonly NoticeChannel[];
  publicUrl: string;
}

/** Tells an agency, at its own address, what is to be checked; nothing where that was done meanwhile, or where it has none. */
export function reviewNotices({
  database,
  now,
  channels,
  publicUrl,
}: ReviewNoticeOptions): JobHandler<'review_reminder'> {
  const { db } = database;
  return async ({ agency: id, publication, reviewBy }, job, signal) => {
    const agency = await findAgency(db, id);
    const mail = channels.find(({ kind }) => kind === 'email');
    const title = await findReviewed(db, id, publication, reviewBy, now());
    if (!agency?.email || !mail || !title) return null;
    await mail.send(
      {
        ...{ id: job.id, to: agency.email, language: 'ru', at: now() },
        agency: { name: agency.name.ru, email: null },
        ...message(title, reviewBy),
        link: { title: title.ru, href: `${publicUrl}/${id}/publications/${publication}` },
      },
      signal,
    );
    return mail.kind;
  };
}
