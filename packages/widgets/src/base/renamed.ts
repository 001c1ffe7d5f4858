import type { OtklikElement } from './element.ts';

/**
 * Tokens that have another name than they had, by the earlier one. That counts until the next major
 * version, where a page doesn't set the new one. A page with one of them fetches this: `asksMore` names
 * them, since a first screen has no room for more of it.
 */
export const renamed: Readonly<Record<string, string>> = {
  '--otklik-color-scheme': '--otklik-scheme',
};

/** Those that the page sets where an element stands, with the names that they have now. */
export function earlierNames(element: Element): [earlier: string, name: string][] {
  const style = getComputedStyle(element);
  return Object.entries(renamed).filter(([earlier]) => style.getPropertyValue(earlier));
}

/** Lets earlier names count in what an element shows, and tells whoever looks after the page. */
export function heedEarlierNames(element: OtklikElement, view: HTMLElement): void {
  const style = getComputedStyle(element);
  for (const [earlier, name] of earlierNames(element)) {
    if (!style.getPropertyValue(name)) view.style.setProperty(name, `var(${earlier})`);
    void import('./advice.ts').then(
      ({ adviseRenaming }) => adviseRenaming(earlier, name),
      () => undefined,
    );
  }
}
