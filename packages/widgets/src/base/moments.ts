import { dateInWords, localeOf } from './dates.ts';
import type { OtklikElement } from './element.ts';

/** A moment, in `timeZone` or else in the reader's: 1 декабря 2026, 10:42. */
export const momentInWords = (host: OtklikElement, value: string, timeZone?: string): string =>
  `${dateInWords(host, value, 'day', timeZone)}, ${new Date(value).toLocaleTimeString(localeOf(host.language), { timeZone, hour: '2-digit', minute: '2-digit' })}`;

/** A date with its day of the week: 30 декабря 2026, среда. */
export const dayInWords = (host: OtklikElement, value: string): string =>
  `${dateInWords(host, value)}, ${new Date(value).toLocaleDateString(localeOf(host.language), { timeZone: 'UTC', weekday: 'long' })}`;
