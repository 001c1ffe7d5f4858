import type { LocalizedText } from '../../contract/common.ts';
import { definitionLimits } from './definition.ts';
import type { Constant } from './surveyjs-expression.ts';
import { uniqueIds } from './surveyjs-ids.ts';
import { asNumber, brief, isEmpty, isObject, isTrue, own, type Json } from './surveyjs-json.ts';
import type { Report } from './surveyjs-report.ts';
import type { Words } from './surveyjs-words.ts';

/** An answer that can be chosen, with its value in SurveyJS. */
export interface Choice {
  id: string;
  title: LocalizedText;
  exclusive: boolean;
  value: Constant;
}

export interface Reading {
  words: Words;
  report: Report;
}

const titleMax = definitionLimits.title;
/** Ids stand in every ballot, so they are short. */
const idMax = 24;
const choiceProperties = ['value', 'text'];

/** Items that SurveyJS adds to choices by a property (new name, old name): value, words unless others are given. */
const added = [
  { by: ['showNoneItem', 'hasNone'], words: 'noneText', value: 'none', ru: 'Ничего из этого', en: 'None of these' },
  {
    by: ['showRefuseItem'],
    words: 'refuseText',
    value: 'refused',
    ru: 'Предпочитаю не отвечать',
    en: 'Prefer not to say',
  },
  { by: ['showDontKnowItem'], words: 'dontKnowText', value: 'dontknow', ru: 'Не знаю', en: 'Don’t know' },
  { by: ['showOtherItem', 'hasOther'], words: 'otherText', value: 'other', ru: 'Другое', en: 'Other' },
] as const;

/** Properties that `readChoices` sees to. */
export const addedProperties: readonly string[] = added.flatMap(({ by, words }) => [...by, words]);

/** A choice as SurveyJS writes it: a value, `value|text`, or an object. */
function valueAndWords(item: unknown): { value: Constant; words: unknown } | null {
  if (typeof item === 'boolean' || asNumber(item) !== null) return { value: item as Constant, words: String(item) };
  if (typeof item === 'string') {
    const bar = item.indexOf('|');
    return bar < 0 ? { value: item, words: item } : { value: item.slice(0, bar), words: item.slice(bar + 1) };
  }
  if (!isObject(item)) return null;
  const value = own(item, 'value');
  const words = own(item, 'text');
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return { value, words: isEmpty(words) ? String(value) : words };
  return typeof words === 'string' && words ? { value: words, words } : null;
}

/** Items of choices, rows or columns; those that can't be had are told of. */
export function readItems(list: unknown, path: string, max: number, { words, report }: Reading): Choice[] {
  if (!Array.isArray(list)) {
    if (!isEmpty(list)) report.add(path, 'shape');
    return [];
  }
  const idOf = uniqueIds('o', idMax);
  const found: Choice[] = [];
  const taken = new Set<string>();
  for (const [at, item] of list.entries()) {
    const here = `${path}.${String(at)}`;
    if (found.length === max) {
      report.add(here, 'too_many', { max });
      break;
    }
    const read = valueAndWords(item);
    const key = String(read?.value).trim().toLowerCase();
    const title = read && (words.read(read.words, here, titleMax) ?? words.read(read.value, here, titleMax));
    if (!read || !title) report.add(here, 'shape');
    else if (taken.has(key)) report.add(here, 'option_taken');
    else {
      taken.add(key);
      found.push({ id: idOf(String(read.value)), title, exclusive: false, value: read.value });
    }
    if (isObject(item))
      for (const property of Object.keys(item))
        if (!choiceProperties.includes(property) && !isEmpty(item[property]))
          report.add(here, 'property', { property: brief(property) });
  }
  return found;
}

/** Choices of an element with the items that its properties add; of several, those go with no other. */
export function readChoices(element: Json, path: string, reading: Reading): Choice[] {
  const { words, report } = reading;
  const asked = added.filter(({ by }) => isTrue(own(element, ...by)));
  const found = readItems(own(element, 'choices'), `${path}.choices`, definitionLimits.options - asked.length, reading);
  const ids = new Set(found.map(({ id }) => id));
  for (const { by, words: property, value, ru, en } of asked) {
    const at = `${path}.${by.find((name) => Object.hasOwn(element, name)) ?? by[0]}`;
    if (found.some((one) => String(one.value).toLowerCase() === value)) report.add(at, 'option_taken');
    else {
      const title = words.read(own(element, property), `${path}.${property}`, titleMax) ?? { ru, en };
      const id = ids.has(value) ? `${value}-item` : value;
      found.push({ id, title, exclusive: value !== 'other', value });
    }
    if (value === 'other') report.add(at, 'other_text');
  }
  return found;
}
