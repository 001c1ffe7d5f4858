import { fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import { showExample } from '../base/example.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import type { Answer } from '../testing/worker.ts';
import { backend, earlier, now, publications, usefulness } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

/* What tests of the feed share. Holds no test itself. */

export const [first] = publications as [Publication, ...Publication[]];
export const { listPublications: listed, readPublication: whole } = backend as Backend;
const stored = publications.map((one) => ({
  ...one,
  audience: 'external' as const,
  ...(one.version > 1 && { earlier: [earlier] }),
}));
const topics = { external: [{ id: 'charges', title: { ru: 'Начисление платы' } }] };
/** A back end with what the examples show. */
export const memory = (release = usefulness.release) =>
  testBackend({ publications: stored, surveys: [{ ...usefulness, release }], topics });
export const served = (): Answer => serveBackend(memory());

export const text = (element: OtklikFeed): string => element.renderRoot.textContent?.replace(/\s+/g, ' ').trim() ?? '';
export const titles = (element: OtklikFeed): string[] =>
  [...element.renderRoot.querySelectorAll('h3[part], h3 > [part=title]')].map((one) => one.textContent?.trim() ?? '');
export const active = (element: OtklikFeed): Element | null => element.renderRoot.activeElement;
export const status = (element: OtklikFeed): string =>
  element.renderRoot.querySelector('.live')?.textContent?.trim() ?? '';

export async function until(met: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !met(); i++) await new Promise((done) => setTimeout(done, 10));
  if (!met()) throw new Error(`never came true: ${String(met)}`);
}

/** The tag as a webmaster writes it, with its fallback, answered by msw. */
export async function embedded(attributes: Record<string, string> = {}): Promise<OtklikFeed> {
  const parent = await fixture(html`<div></div>`);
  const element = document.createElement('otklik-feed') as OtklikFeed;
  element.now = now;
  for (const [name, value] of Object.entries({ backend: location.origin, agency: 'housing', ...attributes })) {
    element.setAttribute(name, value);
  }
  const link = document.createElement('a');
  link.href = '/housing/publications';
  link.textContent = 'Материалы Службы';
  element.append(link);
  parent.append(element);
  return element;
}
export const ready = async (element: OtklikFeed): Promise<OtklikFeed> => {
  await until(() => element.renderRoot?.querySelector('h2, .note'));
  return element;
};
export const fallbackShows = (element: OtklikFeed): boolean =>
  (element.firstElementChild as HTMLElement).offsetHeight > 0;
export const shown = async (change: Partial<Backend> = {}, attributes = {}): Promise<OtklikFeed> => {
  const example = { name: '', backend: { ...backend, ...change }, attributes, properties: { now } };
  return (await showExample('otklik-feed', example, await fixture(html`<div></div>`))) as OtklikFeed;
};

/** A control by the words of its label; a button by its own. */
export function control<T extends HTMLElement = HTMLInputElement>(element: OtklikFeed, name: string): T {
  const { renderRoot } = element;
  const label = [...renderRoot.querySelectorAll('label')].find((one) => one.textContent?.trim() === name);
  const button = [...renderRoot.querySelectorAll('button, summary')].find((one) => one.textContent?.trim() === name);
  const found = label ? renderRoot.getElementById(label.htmlFor) : button;
  if (!found) throw new Error(`nothing is called ${name}`);
  return found as T;
}
