import type { Language } from '@otklik/core/contract/common.js';

export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'ru');

/** `day`: 20 ноября 2026; `short`: 20 ноября. */
export type DateStyle = 'day' | 'short';

/** Making one takes a weak phone as long as drawing a row. */
const formats: Record<string, Intl.DateTimeFormat> = {};

/** A date (`2026-12-30`) or the day of a moment (in the time zone `given`, or else in the reader's) in words; day and month stay on one line. */
export const dateInWords = (
  { language }: { language: Language },
  value: string,
  style: DateStyle = 'day',
  given?: string,
): string => {
  const timeZone = value[10] ? given : 'UTC';
  return (formats[language + style + timeZone] ??= new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: style === 'day' ? 'numeric' : undefined,
  }))
    .format(new Date(value))
    .replace(/\s?г\.$/, '')
    .replace(' ', '\u00a0');
};
