import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Manifest, Release, Theme } from '@otklik/core/contract/surveys.js';
import type { OtklikElement } from '../base/element.ts';
import type { Example } from '../base/example.ts';
import * as published from './results.published.examples.ts';

const { manifest, november, october, september, august } = published;

/** A back end that has published these. */
export const publishes = (
  releases: readonly Release[],
  asked: Manifest = manifest,
  themes: readonly Theme[] = published.themes,
  open = true,
): Partial<Backend> => ({
  readManifest: async () => asked,
  listReleases: async () => ({ items: [...releases], next: null, open }),
  listThemes: async () => ({ items: [...themes], next: null }),
  readManifestVersion: async () => published.before,
});

/** Until what a rare release needs has come. */
export async function come({ renderRoot }: OtklikElement): Promise<void> {
  while (!renderRoot.querySelector('h2')) await new Promise((done) => setTimeout(done, 5));
}

/** Opens what is closed, one after another, and waits for what it holds. */
export async function openAll(element: OtklikElement): Promise<void> {
  await come(element);
  const { renderRoot } = element;
  for (const details of renderRoot.querySelectorAll<HTMLDetailsElement>('details:not(.more)')) {
    details.open = true;
    while (!details.querySelector('table, section') || details.querySelector('[aria-busy=true]'))
      await new Promise((done) => setTimeout(done, 5));
  }
}

const attributes = { survey: 'information-access' };
const internal: Manifest = { ...manifest, audience: 'internal' };
const wordless = published.themes.map((theme) => ({ ...theme, suggestions: [] }));
const network = (): Promise<never> => Promise.reject(new BackendError('network'));

export const examples: Example[] = [
  { name: 'a release', attributes, backend: publishes([october]) },
  { name: 'a release, all opened', attributes, backend: publishes([october]), act: openAll },
  { name: 'all kinds of questions', attributes, backend: publishes([november]), act: come },
  {
    name: 'several releases, all opened',
    attributes,
    backend: publishes([november, october, september]),
    act: openAll,
  },
  { name: 'few ballots', attributes, backend: publishes([september]), act: openAll },
  { name: 'questions changed since', attributes, backend: publishes([august]), act: come },
  {
    name: 'closed',
    attributes,
    backend: publishes([october], { ...manifest, closesOn: '2026-10-10' }, published.themes, false),
    act: come,
  },
  { name: 'internal', attributes, backend: publishes([october], internal, wordless), act: openAll },
  { name: 'no decisions', attributes, backend: publishes([october], manifest, []), act: openAll },
  {
    name: 'English',
    attributes: { ...attributes, lang: 'en' },
    backend: publishes([november, october], manifest),
    act: openAll,
  },
  { name: 'none yet', attributes, backend: publishes([]), act: come },
  {
    name: 'none, and closed',
    attributes,
    backend: publishes([], { ...manifest, closesOn: '2026-10-10' }, published.themes, false),
    act: come,
  },
  { name: 'loading', attributes, backend: {} },
  { name: 'not loaded', attributes, backend: { readManifest: network, listReleases: network } },
  {
    name: 'no such survey',
    attributes,
    backend: { ...publishes([]), readManifest: () => Promise.reject(new BackendError('survey_unknown')) },
  },
];
