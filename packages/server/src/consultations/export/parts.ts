import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import * as words from './words.ts';

/* What the parts of the paper are made from, and of. */

/** A file as it lies in the archive. */
export interface PackedFile {
  id: string;
  path: string;
  size: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** A text of the agency or the client, under a word of ours. */
export interface Told {
  label?: string;
  text: string;
  /** Where it isn't Russian. */
  lang?: Language;
}

/** A row with its head; several values stand under each other. */
export type Fact = readonly [name: string, ...values: string[]];

/** Ring, dot, diamond, square: what the applicant did, what the body did, the term changed, a refusal. */
export type Shape = 'applicant' | 'body' | 'term' | 'refusal';

export interface Happening {
  shape: Shape;
  day: string;
  /** Of the day; null where only the day is known. */
  time: string | null;
  title: string;
  /** Position of who did it. */
  by: string | null;
  told: readonly Told[];
}

export interface Item {
  title: string;
  lines: readonly string[];
}

export type Block =
  | { kind: 'heading' | 'subheading'; text: string }
  | { kind: 'told'; told: readonly Told[] }
  | { kind: 'facts' | 'sum'; rows: readonly Fact[] }
  | { kind: 'timeline'; happenings: readonly Happening[] }
  | { kind: 'items'; items: readonly Item[] };

export interface Dossier {
  /** In the document's properties, too. */
  title: string;
  agency: string;
  address: string;
  topic: string;
  notes: readonly string[];
  blocks: readonly Block[];
  /** On every page. */
  foot: string;
  at: Date;
}

/** All that the parts are made from. */
export interface Source {
  agency: Agency;
  case: StaffCase;
  files: readonly PackedFile[];
  at: Date;
}

/** `3 ноября 2026` and `10:15`, by the agency's clocks. */
export function momentOf(at: string | Date, { agency }: Source): { day: string; time: string } {
  const { date, minutes } = localTime(new Date(at), agency.timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return { day: words.dateInWords(date), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

export function momentInWords(at: string | Date, source: Source): string {
  const { day, time } = momentOf(at, source);
  return `${day}, ${time}`;
}

/** In Russian; after it, to whom English was written, in English. */
export function tellText({ case: { language } }: Source, label: string | undefined, text: LocalizedText): Told[] {
  const russian: Told = { ...(label !== undefined && { label }), text: text.ru };
  return language === 'en' && text.en ? [russian, { text: text.en, lang: 'en' }] : [russian];
}

/** Where files of an answer or event are in the archive. */
export const fileNames = (files: readonly { id: string; title: LocalizedText }[], source: Source): string[] =>
  files.map(({ id, title }) => source.files.find((file) => file.id === id)?.path ?? `${title.ru} (нет в выгрузке)`);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
