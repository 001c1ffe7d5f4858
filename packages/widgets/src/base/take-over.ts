import { define } from './define.ts';
import type { OtklikElement } from './element.ts';
import { enableHydration } from './hydration.ts';

/** Takes over what a server rendered of an element, on a page of the back end's own or as a fragment in another one. */
export async function takeOver(tag: string, element: typeof OtklikElement & CustomElementConstructor): Promise<void> {
  enableHydration();
  // What was rendered in English the browser must render first in English, too.
  if (document.querySelector(`${tag}[lang=en]`)) await element.bringEnglish();
  define(tag, element);
}
