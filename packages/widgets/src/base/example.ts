import type { ClientBackend } from '@otklik/core/backend/port.js';
import type { OtklikElement } from './element.ts';

/**
 * A named state of a widget, as data: for accessibility tests, screenshots, demonstration and docs.
 */
export interface Example {
  name: string;
  attributes?: Readonly<Record<string, string>>;
  properties?: Readonly<Record<string, unknown>>;
  /** What answers; a method that is missing never answers. */
  backend: Partial<ClientBackend>;
  /** What a person does to get there. */
  act?: (element: OtklikElement) => Promise<void>;
}

const silent = (): Promise<never> => new Promise(() => undefined);

/** The element in that state, in `parent`. */
export async function showExample(tag: string, example: Example, parent: Element): Promise<OtklikElement> {
  const element = document.createElement(tag) as OtklikElement;
  element.backend = new Proxy(example.backend, {
    get: (target, name) => (Reflect.get(target, name) as unknown) ?? silent,
  });
  element.agency = 'housing';
  for (const [name, value] of Object.entries(example.attributes ?? {})) element.setAttribute(name, value);
  Object.assign(element, example.properties);
  parent.append(element);
  // English and schemes come first, where they had to be fetched.
  while (element['coming']) await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  // Answers of the fake back end are there after a turn of the event loop.
  await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  await example.act?.(element);
  await element.updateComplete;
  return element;
}

/** Does what a person does, and waits until the focus has gone where it leads. */
export async function untilFocused(element: OtklikElement, act: () => void): Promise<void> {
  const root = element.renderRoot;
  (root.activeElement as HTMLElement | null)?.blur();
  act();
  while (!root.activeElement) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}
