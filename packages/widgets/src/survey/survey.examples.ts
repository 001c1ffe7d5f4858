import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { untilFocused, type Example } from '../base/example.ts';
import * as late from './survey.late.ts';
import { makeMore } from './survey.more.ts';
import { choose, press, send, shows, within, write } from './survey.acts.ts';
import { everyKind, explained, internal, manifest, oneQuestion, stepped } from './survey.samples.ts';
import { OtklikSurvey, type Parcel, type SurveyInitial } from './survey.ts';

// As on a hosted page, but for what would be there at once and isn't on most first screens.
OtklikSurvey.preset = (element: OtklikSurvey, initial: SurveyInitial) => {
  if (/every-kind|stepped|explained|inside/.test(initial.manifest.survey)) makeMore(element);
  if (initial.sent) element.take(late);
  element.loaded.preset(initial);
};

/** A back end that gives out one manifest and takes every ballot. */
export function takesBallots(asked: Manifest, over: Partial<Backend> = {}): Partial<Backend> {
  return {
    readManifest: async () => asked,
    readBatch: async () => ({
      batch: 'b0a7c0de-0000-4000-8000-000000000001',
      publicKey: (await newBatchKeys()).publicKey,
      manifestHash: await manifestHash(asked),
      hour: '2026-12-01T06:00:00.000Z',
      bits: 1,
    }),
    castBallot: async () => undefined,
    ...over,
  };
}

const answers = { channels: ['site', 'form'], found: 'partly', ease: '4' };
/** What left, as it looks. */
const parcel: Parcel = {
  answers: { ...answers, improve: 'Напишите простыми словами, как посчитать взнос.' },
  ballot: {
    batch: 'b0a7c0de-0000-4000-8000-000000000001',
    sealed: 'BD0c',
    hour: '2026-12-01T06:00:00.000Z',
    proof: 'AAAA',
  },
  bytes: 6225,
  hash: 'b1f402c97a3e55d0e81c90462bd7f3a84c70e9a2118bd65f03e77c24a9f05b1d',
  manifestHash: '4c70e9a2118bd65f03e77c24a9f05b1db1f402c97a3e55d0e81c90462bd7f3a8',
};
const network = async (): Promise<never> => Promise.reject(new BackendError('network'));
const several = { survey: 'information-access' };
const one = { survey: 'usefulness' };

const steps = { survey: 'stepped' };
const kinds = { survey: 'every-kind' };

export const examples: Example[] = [
  { name: 'several questions', attributes: several, backend: takesBallots(manifest) },
  { name: 'answered', attributes: several, properties: { initial: { manifest, answers } }, backend: {} },
  { name: 'one question', attributes: one, backend: takesBallots(oneQuestion) },
  { name: 'English', attributes: { ...several, lang: 'en' }, backend: takesBallots(manifest) },
  { name: 'nothing answered', attributes: several, backend: takesBallots(manifest), act: send },
  {
    name: 'text too long',
    attributes: several,
    backend: takesBallots(manifest),
    act: async (element) => {
      within<HTMLTextAreaElement>(element, 'textarea').value = 'Пишите проще. '.repeat(90);
      await send(element);
    },
  },
  {
    name: 'not sent',
    attributes: several,
    properties: { initial: { manifest, answers } },
    backend: takesBallots(manifest, { castBallot: network }),
    act: send,
  },
  {
    name: 'changed meanwhile',
    attributes: several,
    properties: { initial: { manifest: { ...manifest, version: 0 }, answers } },
    backend: takesBallots(manifest),
    act: send,
  },
  {
    name: 'sent',
    attributes: several,
    properties: { initial: { manifest, answers } },
    backend: takesBallots(manifest),
    act: async (element) => {
      within<HTMLTextAreaElement>(element, 'textarea').value = 'Напишите простыми словами, как посчитать взнос.';
      await send(element);
    },
  },
  {
    name: 'sent, with what left',
    attributes: several,
    properties: { initial: { manifest, sent: parcel } },
    backend: takesBallots(manifest),
    act: async (element) => void (within<HTMLDetailsElement>(element, 'details').open = true),
  },
  {
    name: 'one question, sent',
    attributes: one,
    properties: { initial: { manifest: oneQuestion, answers: { clear: '5' } } },
    backend: takesBallots(oneQuestion),
    act: send,
  },
  { name: 'loading', attributes: several, backend: {} },
  { name: 'not loaded', attributes: several, backend: { readManifest: network } },
  {
    name: 'closed',
    attributes: several,
    backend: { readManifest: () => Promise.reject(new BackendError('survey_unknown')) },
  },
  {
    name: 'every kind',
    attributes: kinds,
    backend: takesBallots(everyKind),
    act: (element) => shows(element, 'Вы задавали'),
  },
  {
    name: 'every kind, answered',
    attributes: kinds,
    properties: {
      initial: {
        manifest: everyKind,
        answers: { asked: 'yes', advise: '9', 'qualities.clear': 'yes', 'qualities.quick': 'partly', ways: ['site'] },
      },
    },
    backend: takesBallots(everyKind),
    act: async (element) => {
      choose(element, '10, точно да');
      await shows(element, 'Ваша оценка: 10, точно да');
    },
  },
  {
    name: 'every kind, in English',
    attributes: { ...kinds, lang: 'en' },
    backend: takesBallots(everyKind),
    act: async (element) => {
      await shows(element, 'Have you asked');
      choose(element, 'No');
      await shows(element, 'What was in the way?');
    },
  },
  {
    name: 'step by step',
    attributes: steps,
    backend: takesBallots(stepped),
    act: (element) => shows(element, 'Нашли то'),
  },
  {
    name: 'the last step',
    attributes: steps,
    backend: takesBallots(stepped),
    act: async (element) => {
      await shows(element, 'Нашли то');
      choose(element, 'Да');
      await untilFocused(element, () => press(element, 'Дальше'));
    },
  },
  {
    name: 'one question, explained',
    attributes: { survey: 'explained' },
    backend: takesBallots(explained),
    act: async (element) => {
      await shows(element, 'Понятна ли');
      choose(element, '2, скорее непонятно');
      await shows(element, 'Ваша оценка: 2');
    },
  },
  {
    name: 'one question, not sent',
    attributes: one,
    properties: { initial: { manifest: oneQuestion, answers: { clear: '2' } } },
    backend: takesBallots(oneQuestion, { castBallot: network }),
    act: send,
  },
  {
    name: 'personal data',
    attributes: several,
    backend: takesBallots(manifest),
    act: async (element) => {
      write(element, 'Напишите простыми словами, как посчитать взнос. Мой номер 8 (900) 000-00-00, перезвоните');
      await shows(element, 'Похоже, здесь есть телефон');
    },
  },
  {
    name: 'draft saved',
    attributes: several,
    properties: { initial: { manifest, answers } },
    backend: takesBallots(manifest),
    act: async (element) => {
      choose(element, 'МФЦ');
      await shows(element, 'Сохранить черновик');
      press(element, 'Сохранить черновик на этом устройстве');
      await shows(element, 'Черновик сохранён');
      localStorage.clear();
    },
  },
  {
    name: 'closed while it was open',
    attributes: several,
    backend: takesBallots(
      { ...manifest, closesOn: '2026-10-31' },
      { readBatch: () => Promise.reject(new BackendError('survey_closed')) },
    ),
    act: async (element) => {
      write(element, 'Пишите проще');
      await shows(element, 'Опрос закрыт 31');
      // The room that is left is told after a pause.
      await shows(element, 'Осталось');
    },
  },
  {
    name: 'asked to wait',
    attributes: several,
    properties: { initial: { manifest, answers } },
    backend: takesBallots(manifest, {
      castBallot: () => Promise.reject(new BackendError('too_many_attempts', { retryAfter: 40 })),
    }),
    act: send,
  },
  {
    name: 'for employees, on another site',
    attributes: { survey: 'inside', backend: 'https://otklik.example' },
    properties: { backend: 'https://otklik.example', initial: { manifest: internal } },
    backend: {},
  },
];
