import type { ChannelContent } from '../../contract/touchpoints.ts';
import { contentLines, momentValue, textValue, uriValue } from './content-lines.ts';

/** What of a channel an address book keeps, in the person's language. */
export interface Contact {
  /** As `Reception`'s: channel and place make the id. */
  place: string;
  channel: Pick<ChannelContent, 'id' | 'kind' | 'url'>;
  /** Of the channel. */
  title: string;
  /** Of the body, where it is known. */
  organization?: string;
  /** Number, address or place as people write it. */
  contact: string;
  note?: string;
  /** Of the language that texts are in. */
  language: string;
}

/** Kinds whose contact is a place, or a postal address. */
const places: readonly ChannelContent['kind'][] = ['post', 'visit', 'center', 'stand', 'meeting'];

function* waysOf({ channel: { kind, url }, contact, language }: Contact): Generator<string> {
  if (/^tel:/i.test(url ?? '')) yield `TEL;VALUE=uri;TYPE="work,voice":${uriValue(url ?? '')}`;
  else if (/^mailto:/i.test(url ?? '')) {
    const [address = ''] = (url ?? '').slice('mailto:'.length).split('?');
    yield `EMAIL;TYPE=work:${textValue(address)}`;
  } else if (url) yield `URL;TYPE=work:${uriValue(url)}`;
  // Of seven parts, the street: nobody can tell the others from one line as it is written.
  if (contact && places.includes(kind)) yield `ADR;TYPE=work;LANGUAGE=${language}:;;${textValue(contact)};;;;`;
}

/**
 * A contact (vCard 4.0, RFC 6350). Its id follows from channel and place: whoever saves it again
 * has what changed.
 * @param stamp when it was made
 */
export function contactCard(card: Contact, stamp: Date): string {
  const { place, channel, title, organization, note } = card;
  const name = organization ? `${organization}: ${title}` : title;
  return contentLines([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID;VALUE=text:${textValue(`${channel.id}@${place}`)}`,
    `FN:${textValue(name)}`,
    `ORG:${textValue(organization ?? title)}`,
    ...waysOf(card),
    ...(note ? [`NOTE:${textValue(note)}`] : []),
    `REV:${momentValue(stamp)}`,
    'END:VCARD',
  ]);
}
