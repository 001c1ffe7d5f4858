import type { LocalizedText } from '@otklik/core/contract/common.js';

/** Keeps a number with its word, and № with its number, on one line. */
const bound = (text: string): string =>
  text.replace(/(\d) (?=[\p{L}₽°])/gu, '$1\u00a0').replace(/(№|No\.) (?=[\p{L}\d])/gu, '$1\u00a0');

/** A text in both languages of the demonstration. */
export const t = (ru: string, en: string): LocalizedText => ({ ru: bound(ru), en: bound(en) });

/** A moment by the Service's clock (Astrakhan time, UTC+4 all year), as UTC. */
export const at = (date: string, time: string): string => new Date(`${date}T${time}:00+04:00`).toISOString();
