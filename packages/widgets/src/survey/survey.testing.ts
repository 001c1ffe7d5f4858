import { fixture, html } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Ballot, Manifest } from '@otklik/core/contract/surveys.js';
import { ballotOpener, fromBase64Url, newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { showExample } from '../base/example.ts';
import { takesBallots } from './survey.examples.ts';
import type { OtklikSurvey } from './survey.ts';
import './survey.define.ts';

/* What tests of the survey share. Holds no test itself. */

export const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikSurvey> => {
  const example = { name: '', backend, attributes: { survey: 'information-access', ...attributes } };
  return (await showExample('otklik-survey', example, await fixture(html`<div></div>`))) as OtklikSurvey;
};
export const text = (element: OtklikSurvey): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
export const focused = (element: OtklikSurvey): HTMLElement | null =>
  element.renderRoot.activeElement as HTMLElement | null;

/** By its label, as people find it. */
export function labelled<E extends HTMLElement = HTMLInputElement>(element: OtklikSurvey, label: string): E {
  const labels = [...element.renderRoot.querySelectorAll('label')];
  const found = labels.find((one) => one.textContent?.replace(/\s+/g, ' ').trim().endsWith(label));
  if (!found?.control) throw new Error(`no field «${label}» in ${text(element)}`);
  return found.control as E;
}
/** What is said of a field beside its name. */
export const described = (element: OtklikSurvey, field: HTMLElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => element.renderRoot.getElementById(id)?.textContent ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
export const writeIdea = (element: OtklikSurvey, words: string): void => {
  const field = labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

/** A box of which the test holds the key, so that it can look inside. */
export async function openBox(
  asked: Manifest,
): Promise<{ backend: Partial<Backend>; cast: Ballot[]; look: () => Promise<unknown[]> }> {
  const { publicKey, privateKey } = await newBatchKeys();
  const hash = await manifestHash(asked);
  const cast: Ballot[] = [];
  const batch = { batch: 'box-1', publicKey, manifestHash: hash, hour: '2026-12-01T06:00:00.000Z', bits: 1 };
  const backend = takesBallots(asked, {
    readBatch: async () => batch,
    castBallot: async (_, __, ballot) => void cast.push(ballot),
  });
  const look = async (): Promise<unknown[]> => {
    const open = await ballotOpener(asked.survey, hash, 'box-1', privateKey, publicKey);
    return Promise.all(cast.map(({ sealed }) => open(fromBase64Url(sealed))));
  };
  return { backend, cast, look };
}

/** What is promised after a failure of the line. */
export const byItself = 'Когда связь появится, отправим их сами';
export const online = (): unknown => window.dispatchEvent(new Event('online'));

/** A line that fails until it is back; counts the ballots that were to go. */
export function atLine(): { back: boolean; cast: number; backend: Partial<Backend> } {
  const line = {
    back: false,
    cast: 0,
    backend: {
      castBallot: async () => {
        line.cast++;
        if (!line.back) throw new BackendError('network');
      },
    },
  };
  return line;
}

/** Until something isn't said any more. */
export async function gone(element: OtklikSurvey, words: string): Promise<void> {
  for (let tries = 0; tries < 600 && text(element).includes(words); tries++)
    await new Promise((done) => setTimeout(done, 5));
  if (text(element).includes(words)) throw new Error(`«${words}» stays`);
}
