import type { Language } from '@otklik/core/contract/common.js';

export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'ru');

/** `day`: 20 ноября 2026; `short`: 20 ноября. */
export type DateStyle = 'day' | 'short';

/** A date (`2026-12-30`) or the day of a moment (in `timeZone`, or else in the reader's) in words; day and month stay on one line. */
export const formatDate = (value: string, language: Language, style: DateStyle = 'day', timeZone?: string): string =>
  new Date(value)
    .toLocaleDateString(localeOf(language), {
      timeZone: value[10] ? timeZone : 'UTC',
      day: 'numeric',
      month: 'long',
      year: style === 'day' ? 'numeric' : undefined,
    })
    .replace(/\s?г\.$/, '')
    .replace(' ', '\u00a0');
