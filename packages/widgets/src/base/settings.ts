/** What a widget can be told by its tag, by `<otklik-settings>` around it, or by the script that brought it. */
export type Setting = 'backend' | 'agency' | 'audience' | 'lang' | 'theme';

/** The element's ancestors, out through shadow roots, the element itself first. */
export function* composedAncestors(element: Element): Generator<Element> {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    if (node instanceof Element) yield node;
  }
}

/** The script tag that this file came by, if it came by one. */
const script = (): HTMLScriptElement | undefined =>
  [...document.scripts].find(({ src }) => src && src === import.meta.url);

/** Tag, else the nearest `<otklik-settings>` ancestor that says it, else the script's `data-` attribute. */
export function setting(element: Element, name: Setting): string | null {
  const own = element.getAttribute(name);
  if (own) return own;
  for (const ancestor of composedAncestors(element)) {
    const value = ancestor.localName === 'otklik-settings' && ancestor.getAttribute(name);
    if (value) return value;
  }
  return script()?.dataset[name] ?? null;
}

/** The language of the text around: the nearest `lang`, out through shadow roots. */
export function languageAround(element: Element): string {
  for (const ancestor of composedAncestors(element)) {
    const lang = ancestor.getAttribute('lang');
    if (lang) return lang;
  }
  return 'ru';
}

/** The scheme that an ancestor asks for, else, under `auto`, the system's where the page takes part in it. */
export function schemeAround(element: Element, wanted: string | null): 'light' | 'dark' | 'contrast' {
  let theme = wanted;
  for (const ancestor of theme && theme !== 'auto' ? [] : composedAncestors(element)) {
    theme = ancestor.getAttribute('data-otklik-theme');
    if (theme) break;
  }
  if (theme === 'dark' || theme === 'contrast' || theme === 'light') return theme;
  const follows = getComputedStyle(element).colorScheme.includes('dark');
  return follows && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
