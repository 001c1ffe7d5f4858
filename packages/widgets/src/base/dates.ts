import type { Language } from '@otklik/core/contract/common.js';

/** `day`: 20 ноября 2026; `short`: 20 ноября; `weekday`: 30 декабря 2026, среда; `moment`: 1 декабря 2026, 10:42. */
export type DateStyle = 'day' | 'short' | 'weekday' | 'moment';

/** A date (`2026-12-30`) or a moment (in `timeZone`, or else in the reader's) in words; the day and its month stay on one line. */
export function formatDate(value: string, language: Language, style: DateStyle = 'day', timeZone?: string): string {
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', { timeZone: value[10] ? timeZone : 'UTC', ...options })
      .format(new Date(value))
      .replace(/\s?г\.$/, '');
  const words = write({ day: 'numeric', month: 'long', ...(style !== 'short' && { year: 'numeric' }) }).replace(
    ' ',
    '\u00a0',
  );
  if (style === 'weekday') return `${words}, ${write({ weekday: 'long' })}`;
  return style === 'moment' ? `${words}, ${write({ hour: '2-digit', minute: '2-digit' })}` : words;
}
