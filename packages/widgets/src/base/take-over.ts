import { define } from './define.ts';
import type { OtklikElement } from './element.ts';
import { enableHydration } from './hydration.ts';

/** Takes over what a server rendered of an element, on a page of the back end's own. */
export async function takeOver(tag: string, element: typeof OtklikElement & CustomElementConstructor): Promise<void> {
  enableHydration();
  // What was rendered in English the browser must render first in English, too.
  if (document.documentElement.lang === 'en') await element.bringEnglish();
  define(tag, element);
}
