import type { Opening } from '../../contract/touchpoints.ts';
import { contentLines, momentValue, textValue, uriValue } from './content-lines.ts';

/** A reception that a person means to come to, in their language. */
export interface Reception {
  /** Where it was found, `housing.otklik.example.org`: makes the id of the entry one of its own. */
  place: string;
  /** Id of the channel. */
  channel: string;
  title: string;
  opening: Pick<Opening, 'from' | 'to'>;
  location?: string;
  description?: string;
  /** Page about it. */
  url?: string;
}

/**
 * A calendar with one entry (iCalendar, RFC 5545). Its id follows from channel, place and beginning:
 * whoever saves it twice has it once.
 * @param stamp when it was made
 */
export const receptionCalendar = (
  { place, channel, title, opening, location, description, url }: Reception,
  stamp: Date,
): string =>
  contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Otklik//Channels//RU',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${textValue(`${momentValue(opening.from)}-${channel}@${place}`)}`,
    `DTSTAMP:${momentValue(stamp)}`,
    `DTSTART:${momentValue(opening.from)}`,
    `DTEND:${momentValue(opening.to)}`,
    `SUMMARY:${textValue(title)}`,
    ...(location ? [`LOCATION:${textValue(location)}`] : []),
    ...(description ? [`DESCRIPTION:${textValue(description)}`] : []),
    ...(url ? [`URL:${uriValue(url)}`] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
