import type { Services } from '../services.ts';
import { caseMessage } from './messages.ts';
import { DeliveryError, type ChannelKind, type NoticeChannel } from './port.ts';
import { findAddressee, type Addressee } from './store.ts';
import type { JobHandler } from './work.ts';

const addressFor = (kind: ChannelKind, { email, phone }: Addressee): string | null =>
  kind === 'email' ? email : phone;

export interface CaseNoticeOptions extends Pick<Services, 'database' | 'now'> {
  /** The first that reaches the person is taken. */
  channels: readonly NoticeChannel[];
  publicUrl: string;
}

/**
 * Tells a client what happened in a case. Who gave no address that a notice could go to is told nothing; and
 * while a request may be junk nothing is sent to the address in it, which may be a stranger's.
 */
export function caseNotices({ database, now, channels, publicUrl }: CaseNoticeOptions): JobHandler<'case_notice'> {
  return async ({ consultation, event }, { id }, signal) => {
    const person = await findAddressee(database.db, consultation);
    if (!person || person.doubt !== null || (person.email === null && person.phone === null)) return null;
    const { number, language, agency } = person;
    for (const channel of channels) {
      const to = addressFor(channel.kind, person);
      if (to === null) continue;
      const { linkTitle: title, ...message } = caseMessage(event, number, language);
      const page = `${publicUrl}/${encodeURIComponent(agency.id)}/case`;
      const notice = {
        ...{ id, to, language },
        agency: { name: agency.name[language] ?? agency.name.ru, email: agency.email ?? null },
        ...message,
        link: { title, href: language === 'ru' ? page : `${page}?lang=${language}` },
        at: now(),
      };
      await channel.send(notice, signal);
      return channel.kind;
    }
    if (person.email === null) return null;
    throw new DeliveryError('channel_missing');
  };
}
