import type { OtklikResults } from './results.ts';

/** What is closed is open while a page is printed; browsers that know ::details-content need no help. */
export function openInPrint(host: OtklikResults): void {
  if (CSS.supports('selector(::details-content)')) return;
  // The page outlives the element.
  const held = new WeakRef(host);
  let opened: HTMLDetailsElement[] = [];
  const open = (): void => {
    const root = held.deref()?.renderRoot;
    if (!root) {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', close);
      return;
    }
    opened = [...root.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of opened) details.open = true;
  };
  const close = (): void => {
    for (const details of opened) details.open = false;
  };
  addEventListener('beforeprint', open);
  addEventListener('afterprint', close);
}
