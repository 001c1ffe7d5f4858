import type { Language } from '../contract/common.ts';

/**
 * What a language is called, as it stands within a sentence: «английский», “English”.
 * @param tag BCP 47
 * @throws RangeError for what is no tag
 */
export function languageName(tag: string, language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  // WebKit gives it as it would begin a line.
  return language === 'ru' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
