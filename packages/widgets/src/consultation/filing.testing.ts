import { fixture, html, waitUntil } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Consultation, ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import { showExample } from '../base/example.ts';
import { testBackend } from '../testing/memory.ts';
import { fill, filled, send, stored } from './consultation.examples.ts';
import type { OtklikConsultation } from './consultation.ts';
import type { Kept } from './draft.store.ts';

/* What tests of drafts, sending and receipts have in common. */

export const kept = (): Partial<Kept> | null => JSON.parse(localStorage.getItem(stored) ?? 'null') as Kept | null;

export const shown = async (
  backend: Partial<Backend> = testBackend(),
  parent?: Element,
): Promise<OtklikConsultation> => {
  const example = { name: '', backend };
  return (await showExample(
    'otklik-consultation',
    example,
    parent ?? (await fixture(html`<div></div>`)),
  )) as OtklikConsultation;
};

/** As a page makes an element anew that it has thrown away. */
export async function anew(before: OtklikConsultation): Promise<OtklikConsultation> {
  before.remove();
  const element = document.createElement('otklik-consultation') as OtklikConsultation;
  Object.assign(element, { backend: before.backend, agency: before.agency });
  (await fixture(html`<div></div>`)).append(element);
  await until(() => element.renderRoot.querySelector('[name="applicant.name"]'));
  field(element, 'applicant.name').focus();
  return element;
}

/** Touched, so that all of it is there. */
export async function touched(backend?: Partial<Backend>): Promise<OtklikConsultation> {
  const element = await shown(backend);
  element.renderRoot.querySelector<HTMLElement>('[name="applicant.name"]')?.focus();
  await until(() => element.renderRoot.querySelector('[name=draft]'));
  return element;
}

/** The machine may have other things to do. */
export const until = (holds: () => unknown, why?: string): Promise<void> => waitUntil(holds, why, { timeout: 8000 });

export const text = (element: OtklikConsultation): string =>
  element.renderRoot.textContent?.replace(/\s+/g, ' ').trim() ?? '';

export const says = (element: OtklikConsultation, words: string | RegExp): Promise<void> =>
  until(
    () => (typeof words === 'string' ? text(element).includes(words) : words.test(text(element))),
    `«${String(words)}» isn’t said`,
  );

/** A button or a choice by its name. */
export function named(element: OtklikConsultation, name: string): HTMLElement {
  const found = [...element.renderRoot.querySelectorAll<HTMLElement>('button, label')].find(
    (one) => one.textContent?.replace(/\s+/g, ' ').trim() === name && !one.closest('[hidden]'),
  );
  if (!found) throw new Error(`no «${name}» in: ${text(element)}`);
  return found;
}

export const field = (element: OtklikConsultation, name: string): HTMLInputElement => {
  const found = element.renderRoot.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

/** As a person does, so that it is heard. */
export function type(element: OtklikConsultation, values: Record<string, string>): void {
  fill(element, values);
  for (const name of Object.keys(values))
    field(element, name).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

export async function sent(element: OtklikConsultation, values: Record<string, string> = {}): Promise<void> {
  type(element, { ...filled, ...values });
  await send(element);
}

/** Whether the browser would ask before the page is left. */
export const asks = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

export interface Attempt {
  body: Consultation;
  key: string;
  proof: string | undefined;
  at: number;
}

/** A back end that answers in turn as it is told: a code is a refusal, an object an answer; after these it works. */
export function told(...turns: (string | BackendError | object)[]): { backend: Partial<Backend>; attempts: Attempt[] } {
  const attempts: Attempt[] = [];
  const backend = testBackend();
  return {
    attempts,
    backend: {
      ...backend,
      fileConsultation: (agency: string, body: ConsultationInput, key: string, options) => {
        attempts.push({ body: body as Consultation, key, proof: options?.proof, at: performance.now() });
        const turn = turns[attempts.length - 1];
        if (typeof turn === 'string') return Promise.reject(new BackendError(turn as 'network'));
        if (turn instanceof BackendError) return Promise.reject(turn);
        return turn ? Promise.resolve(turn as Receipt) : backend.fileConsultation(agency, body, key, options);
      },
    },
  };
}
