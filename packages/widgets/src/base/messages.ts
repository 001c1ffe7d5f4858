import type { Language } from '@otklik/core/contract/common.js';

/** A sentence; `{name}` stands for a parameter. With forms for plurals (CLDR categories), chosen by parameter `n`. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
export type Messages = Readonly<Record<string, Message>>;
export type MessageParams = Record<string, string | number>;

/** The sentences of a widget by language; English comes when it is asked for. */
export interface Catalogue {
  ru: Messages;
  en?: Messages;
  load: () => Promise<{ en: Messages }>;
}

/** The sentence of `key`: an override of the host's, else the catalogue's own. */
export function sentence(
  catalogue: Messages,
  overrides: Messages | undefined,
  language: Language,
  key: string,
  params: MessageParams = {},
): string {
  const message = overrides?.[key] ?? catalogue[key] ?? key;
  const text =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(language).select(params['n'] as number)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    // Of a text it is the text.
    return ((params[name] ?? whole) as number).toLocaleString(language);
  });
}
