import type { LocalizedText } from '../../contract/common.ts';
import { controls } from './text-answer.ts';
import { isObject, own, type Json } from './surveyjs-json.ts';
import type { Report } from './surveyjs-report.ts';

/** So many values of a definition are looked at to learn its languages. */
const looksAt = 100_000;
/** More of one text isn't read at all. */
const reads = 20_000;

const isWords = (name: string): boolean => /title|description|text|html|label/i.test(name);
const languageOf = (key: string): string => (/^[a-z]{2,3}\b/i.exec(key)?.[0] ?? '').toLowerCase();
const letters = (text: string, which: RegExp): number => text.slice(0, 1000).match(which)?.length ?? 0;

/**
 * The language of words that name none, and of `default`: the survey's `locale`, unless that has words of
 * its own (then `default` is another's); without one Russian where most letters are Cyrillic; else English,
 * SurveyJS's own default.
 */
function defaultLanguage(json: Json): string {
  const named = new Set<string>();
  let russian = 0;
  let all = 0;
  const ahead: unknown[] = [json];
  for (let looked = 0; ahead.length && looked < looksAt; looked++) {
    const value = ahead.pop();
    if (Array.isArray(value)) for (const one of value.slice(0, looksAt)) ahead.push(one);
    if (!isObject(value)) continue;
    for (const [name, of] of Object.entries(value)) {
      if (isWords(name)) {
        if (isObject(of)) for (const key of Object.keys(of)) if (key !== 'default') named.add(languageOf(key));
        const text = isObject(of) ? own(of, 'default') : of;
        if (typeof text === 'string') {
          russian += letters(text, /[а-яё]/gi);
          all += letters(text, /\p{L}/gu);
        }
      }
      ahead.push(of);
    }
  }
  const locale = own(json, 'locale');
  const said = typeof locale === 'string' ? languageOf(locale) : '';
  if (said && !named.has(said)) return said;
  return !named.has('ru') && russian * 2 > all ? 'ru' : 'en';
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const tag = /<\/?[a-z][^<>]*>/gi;

/** One paragraph of plain words. */
function plain(text: string): string {
  return text
    .replace(tag, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(controls, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Cut between words, where there are some. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const short = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
  return `${short.replace(/(?<=.{20})\s\S{0,40}$/u, '')}…`;
}

export interface Words {
  /** What people read, or null where there is nothing to read; `max` UTF-16 units in each language. */
  read(value: unknown, path: string, max: number): LocalizedText | null;
  /** Words of something that may yet be left out, told of in a report of its own; `keep` counts them. */
  branch(report: Report): Words & { keep(): void };
  /** Tells of languages: once, after all. */
  finish(): void;
}

type Counts = Map<string, number>;

function count(counts: Counts, language: string, texts = 1): void {
  counts.set(language, (counts.get(language) ?? 0) + texts);
}

/** Reads words of a definition as texts of a survey: Russian and English, plain, on one line. */
export const words = (json: Json, report: Report): Words =>
  reader(defaultLanguage(json), report, new Map<string, number>(), new Map<string, number>());

/** `left`: texts in languages that a survey hasn't; `stood`: those that stand for Russian ones. */
function reader(unnamed: string, report: Report, left: Counts, stood: Counts): Words {
  function clean(text: string, path: string, max: number): string {
    if (text.search(tag) >= 0) report.add(path, 'markup');
    if (/\{[^{}]+\}/.test(text)) report.add(path, 'insertion');
    const read = plain(text);
    if (read.length > max || text.length === reads) report.add(path, 'too_long', { max });
    return cut(read, max);
  }

  /** By language, as it was written; what is in none of ours isn't looked at closely. */
  function variants(value: unknown): Map<string, string> {
    const found = new Map<string, string>();
    const put = (language: string, text: unknown): void => {
      if (typeof text !== 'string' && typeof text !== 'number') return;
      const written = String(text).slice(0, reads);
      if (written.trim()) found.set(language, written);
    };
    if (!isObject(value)) put(unnamed, value);
    else {
      put(unnamed, own(value, 'default'));
      for (const [key, text] of Object.entries(value)) if (key !== 'default') put(languageOf(key), text);
    }
    return found;
  }

  return {
    read(value, path, max) {
      const found = variants(value);
      const say = (language: string): string => {
        const written = found.get(language);
        found.delete(language);
        return written === undefined ? '' : clean(written, path, max);
      };
      const ru = say('ru');
      const en = say('en');
      const standsIn = ru ? undefined : en ? 'en' : found.has(unnamed) ? unnamed : [...found.keys()][0];
      const spare = standsIn === undefined || standsIn === 'en' ? en : say(standsIn);
      for (const language of found.keys()) count(left, language);
      if (ru) return en ? { ru, en } : { ru };
      if (!spare || standsIn === undefined) return null;
      // Figures are of every language.
      if (!/\p{L}/u.test(spare)) return { ru: spare, en: spare };
      count(stood, standsIn);
      return en ? { ru: spare, en } : { ru: spare };
    },
    branch(told) {
      const leftThere: Counts = new Map<string, number>();
      const stoodThere: Counts = new Map<string, number>();
      const keep = (): void => {
        for (const [language, texts] of leftThere) count(left, language, texts);
        for (const [language, texts] of stoodThere) count(stood, language, texts);
      };
      return { ...reader(unnamed, told, leftThere, stoodThere), keep };
    },
    finish() {
      for (const [language, texts] of left) report.add('', 'language', { language, texts });
      for (const [language, texts] of stood) report.add('', 'russian_missing', { language, texts });
    },
  };
}
