import { fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Case } from '@otklik/core/contract/case.js';
import { showExample } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { testBackend } from '../testing/memory.ts';
import { enter } from './case.examples.ts';
import type { OtklikCase } from './case.ts';
import './case.define.ts';

/* What the tests of this element share: how a case is opened, and what of it can be read. */

export const code = '7KQ4-M2XD-91TH';
export const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikCase> => {
  const properties = { now: () => new Date('2026-11-23T08:00:00Z') };
  const example = { name: '', backend, attributes, properties };
  return (await showExample('otklik-case', example, await fixture(html`<div></div>`))) as OtklikCase;
};
/** A case that was looked up. */
export const opened = async (found: Case, attributes = {}, about = agency): Promise<OtklikCase> => {
  const element = await shown(testBackend({ agency: about, cases: { [code]: found } }), attributes);
  await enter(element, code);
  return element;
};
export const words = (node: Node | null | undefined): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
export const text = (element: OtklikCase): string => words(element.renderRoot);
export const title = (element: OtklikCase): string => words(element.renderRoot.querySelector('h2'));
export const link = (element: OtklikCase, name: string): HTMLAnchorElement | undefined =>
  [...element.renderRoot.querySelectorAll('a')].find((one) => words(one).startsWith(name));
/** Steps of the timeline, by their headings. */
export const steps = (element: OtklikCase): Map<string, Element> =>
  new Map(
    [...element.renderRoot.querySelectorAll('ol[part=timeline] > li')].map((li) => [words(li.querySelector('h3')), li]),
  );
export const stepNames = (element: OtklikCase): string[] => [...steps(element).keys()];
export const facts = (element: OtklikCase): Record<string, string> =>
  Object.fromEntries(
    [...element.renderRoot.querySelectorAll('aside dl.narrow > div')].map((row) => [
      words(row.querySelector('dt')),
      words(row.querySelector('dd')),
    ]),
  );
export const derivation = (element: OtklikCase): string[] =>
  [...element.renderRoot.querySelectorAll('.calc li')].map(words);
/** What opens on demand, by what stands on it. */
export const foldedUnder = (element: OtklikCase, name: string): HTMLDetailsElement | undefined =>
  [...element.renderRoot.querySelectorAll('details')].find((one) => words(one.querySelector('summary')) === name);
export const button = (parent: ParentNode | undefined, name: string): HTMLButtonElement | undefined =>
  [...(parent?.querySelectorAll('button') ?? [])].find((one) => words(one) === name);
/** A control by its label. */
export const labelled = <E extends HTMLElement = HTMLInputElement>(
  element: OtklikCase,
  name: string,
): E | undefined => {
  const label = [...element.renderRoot.querySelectorAll('label')].find((one) => words(one).startsWith(name));
  return (label?.control as E | null | undefined) ?? undefined;
};
