/** What a widget can be told by its tag, by `<otklik-settings>` around it, or by the script that brought it. */
export type Setting = 'backend' | 'agency' | 'audience' | 'lang' | 'theme';

/** The first thing that `read` finds on the element or its ancestors, out through shadow roots. */
function nearest(element: Element, read: (ancestor: Element) => string | null | false): string | undefined {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host) {
    const found = node instanceof Element && read(node);
    if (found) return found;
  }
  return undefined;
}

/** Tag, else the nearest `<otklik-settings>` ancestor that says it, else the `data-` attribute of the script tag. */
export const setting = (element: Element, name: Setting): string | null | undefined =>
  element.getAttribute(name) ||
  nearest(element, (ancestor) => ancestor.localName === 'otklik-settings' && ancestor.getAttribute(name)) ||
  [...document.scripts].find(({ src }) => src === import.meta.url)?.dataset[name];

/** The nearest value of an attribute: of `lang`, of `data-otklik-theme`. */
export const around = (element: Element, attribute: string): string | undefined =>
  nearest(element, (ancestor) => ancestor.getAttribute(attribute));

/** The scheme that was asked for; under `auto` the system's, where the page takes part in it. */
export function schemeOf(element: Element, wanted: string | null | undefined): string {
  const theme = wanted && wanted !== 'auto' ? wanted : around(element, 'data-otklik-theme');
  if (theme === 'dark' || theme === 'contrast') return theme;
  const follows =
    (!theme || theme === 'auto') &&
    getComputedStyle(element).colorScheme.includes('dark') &&
    matchMedia('(prefers-color-scheme: dark)').matches;
  return follows ? 'dark' : 'light';
}
