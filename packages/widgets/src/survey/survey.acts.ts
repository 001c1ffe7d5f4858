import type { OtklikElement } from '../base/element.ts';
import { untilFocused } from '../base/example.ts';

/* What people do with a survey, for examples and tests. */

export const within = <E extends Element>({ renderRoot }: OtklikElement, selector: string): E => {
  const found = renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`nothing at ${selector}`);
  return found;
};

/** Sends, and waits until the focus has gone to what is wrong, or to the thanks. */
export const send = (element: OtklikElement): Promise<void> =>
  untilFocused(element, () => within<HTMLFormElement>(element, 'form').requestSubmit());

/** Chooses an answer by its words, as a person does. */
export function choose(element: OtklikElement, words: string): void {
  const labels = [...element.renderRoot.querySelectorAll('label')];
  const found = labels.find((one) => one.textContent?.replace(/\s+/g, ' ').trim() === words);
  if (!found?.control) throw new Error(`no answer «${words}»`);
  (found.control as HTMLInputElement).click();
}

/** Writes into the first text that is asked for. */
export function write(element: OtklikElement, words: string): void {
  const field = within<HTMLTextAreaElement>(element, 'div:not([hidden]) > .q textarea');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Presses a button by its words. */
export function press(element: OtklikElement, words: string): void {
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  const found = buttons.find((one) => one.textContent?.trim() === words);
  if (!found) throw new Error(`no button «${words}»`);
  found.click();
}

/** Until something that comes late is there. */
export async function shows(element: OtklikElement, words: string): Promise<void> {
  const said = (): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
  for (let tries = 0; tries < 600 && !said().includes(words); tries++)
    await new Promise((done) => setTimeout(done, 10));
  if (!said().includes(words)) throw new Error(`«${words}» never came`);
}
