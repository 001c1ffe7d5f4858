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

/**
 * Whether more has to be fetched to show an element as it is to be seen where it stands (vision.ts): for a
 * theme, a low-vision mode of the page or of ours, an earlier name of a token (renamed.ts), a page from
 * right to left, or because the person's system asks for it.
 */
export function asksMore(element: Element, theme: string | null | undefined): unknown {
  const style = getComputedStyle(element);
  return (
    (theme && theme !== 'light') ||
    document.querySelector('.bvi-active,otklik-settings[panel],[data-otklik-theme]') ||
    matchMedia('(prefers-contrast:more)').matches ||
    style.getPropertyValue('--otklik-color-scheme') ||
    style.direction === 'rtl' ||
    (matchMedia('(prefers-color-scheme:dark)').matches && style.colorScheme.includes('dark'))
  );
}
