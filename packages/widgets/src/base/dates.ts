import type { Language } from '@otklik/core/contract/common.js';

/** `day`: 20 ноября 2026; `short`: 20 ноября; `weekday`: 30 декабря 2026, среда; `moment`: 1 декабря 2026, 10:42. */
export type DateStyle = 'day' | 'short' | 'weekday' | 'moment';

const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

function written(date: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', options).format(date).replace(/\s*г\.$/, '');
}

/** A date (`2026-12-30`) or a moment (in `timeZone`) in words. The number and its word stay on one line. */
export function formatDate(value: string, language: Language, style: DateStyle = 'day', timeZone?: string): string {
  const plain = value.length === 10;
  const date = new Date(plain ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return value;
  const zone = plain ? { timeZone: 'UTC' } : timeZone ? { timeZone } : {};
  const { year: _, ...short } = day;
  const words = written(date, language, { ...(style === 'short' ? short : day), ...zone }).replace(/^(\d+) /, '$1\u00a0');
  if (style === 'weekday') return `${words}, ${written(date, language, { weekday: 'long', ...zone })}`;
  return style === 'moment' ? `${words}, ${written(date, language, { ...time, ...zone })}` : words;
}
