/* Reading JSON that may be anything: own properties alone, so that nothing is found on a prototype. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first of these properties that is there. */
export function own(json: Json, ...names: string[]): unknown {
  const name = names.find((one) => Object.hasOwn(json, one));
  return name === undefined ? undefined : json[name];
}

/** Creator and hand-written definitions say `true` as a word, too. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';
export const isFalse = (value: unknown): boolean => value === false || value === 'false';

/** Numbers as they are, and as words. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** What isn't there, or says nothing. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  isFalse(value) ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

/** A word of a definition, short enough to be told. */
export const brief = (value: unknown): string =>
  (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '').slice(0, 64);
