import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Manifest, Release, Span, Tally } from '@otklik/core/contract/surveys.js';
import type { Example } from '../base/example.ts';
import { manifest } from '../survey/survey.examples.ts';

const counts = (given: Record<string, number | null>): Tally['counts'] =>
  Object.entries(given).map(([option, count]) => ({ option, count, majority: null }));

const exactly = (n: number): Span => ({ from: n, to: n });
const whole = { version: 1, issued: null, invalid: exactly(0), lost: exactly(0), crossTallies: [] };
const shown = { row: null, withheld: null, banded: false };

/** Figures as they are published: what is hidden is hidden in them already. */
export const october: Release = {
  id: 'information-access-2',
  releasedOn: '2026-11-09',
  ...whole,
  accepted: exactly(414),
  counted: exactly(412),
  invalid: exactly(2),
  tallies: [
    {
      ...shown,
      question: 'channels',
      answered: 408,
      counts: counts({
        site: 214,
        form: 158,
        phone: 96,
        visit: 32,
        portal: 57,
        social: null,
        centre: null,
        other: null,
      }),
    },
    { ...shown, question: 'found', answered: 412, counts: counts({ yes: 235, partly: 121, no: 56 }) },
    {
      ...shown,
      question: 'ease',
      answered: 412,
      counts: counts({ 1: 23, 2: 34, 3: 66, 4: 133, 5: 128, unsure: 28 }),
    },
  ],
};

/** Few ballots: a question withheld, marks hidden, so neither mean nor share. */
export const september: Release = {
  id: 'information-access-1',
  releasedOn: '2026-10-12',
  ...whole,
  accepted: exactly(21),
  counted: exactly(21),
  invalid: exactly(0),
  tallies: [
    {
      ...shown,
      question: 'channels',
      answered: null,
      withheld: 'few',
      counts: counts({
        site: null,
        form: null,
        phone: null,
        visit: null,
        portal: null,
        social: null,
        centre: null,
        other: null,
      }),
    },
    { ...shown, question: 'found', answered: 21, counts: counts({ yes: 12, partly: 9, no: 0 }) },
    { ...shown, question: 'ease', answered: 21, counts: counts({ 1: 0, 2: null, 3: null, 4: 9, 5: null, unsure: 0 }) },
  ],
};

const published = (releases: Release[], asked: Manifest = manifest): Partial<Backend> => ({
  readManifest: async () => asked,
  listReleases: async () => ({ items: releases, next: null }),
});
const attributes = { survey: 'information-access' };

export const examples: Example[] = [
  {
    name: 'a release',
    attributes,
    backend: published([october]),
    act: async ({ renderRoot }) => renderRoot.querySelector('details')?.setAttribute('open', ''),
  },
  { name: 'few ballots', attributes, backend: published([september]) },
  { name: 'several releases', attributes, backend: published([october, september]) },
  { name: 'English', attributes: { ...attributes, lang: 'en' }, backend: published([october]) },
  { name: 'none yet', attributes, backend: published([]) },
  { name: 'loading', attributes, backend: {} },
  {
    name: 'not loaded',
    attributes,
    backend: {
      readManifest: () => Promise.reject(new BackendError('network')),
      listReleases: () => Promise.reject(new BackendError('network')),
    },
  },
];
