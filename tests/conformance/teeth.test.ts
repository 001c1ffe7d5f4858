import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Channel } from '@otklik/core/contract/touchpoints.js';
import { content } from '../support/content.ts';
import { startServer } from '../support/server.ts';
import { altered, without, type Fault } from './breaking.ts';
import { conformance } from './conformance.ts';
import { caseFaults } from './teeth.cases.ts';

/** Back ends that break the contract each in one way, and a check that must notice. */
const faults: Record<string, Fault> = {
  'pages of other origins are shut out': {
    around: without('Access-Control-Allow-Origin'),
    part: 'reading',
    noticed: /^agency$/,
  },
  'cases stay in caches': { around: without('Cache-Control'), part: 'consultations', noticed: /kept by no cache/ },
  'headers of the contract are not allowed': {
    around: without('Access-Control-Allow-Headers'),
    part: 'everywhere',
    noticed: /may ask POST/,
  },
  'an answer has a field more': {
    around: altered(/\/publications\/[^/]+$/, (body) => ({ ...body, author: 'И. Иванов' })),
    part: 'reading',
    noticed: /^a publication: whole/,
  },
  'an answer lacks a field': {
    around: altered(/\/touchpoints$/, ({ calendar: _, ...body }) => body),
    part: 'reading',
    noticed: /^touchpoints/,
  },
  'a channel is open over lunch': {
    around: altered(/\/touchpoints$/, ({ channels, ...body }) => ({
      ...body,
      channels: (channels as Channel[]).map(({ schedule, ...channel }) => {
        const openings = schedule.openings.map((one) => ({ ...one, resumes: false }));
        return { ...channel, schedule: { ...schedule, openings } };
      }),
    })),
    part: 'reading',
    noticed: /^touchpoints: openings/,
  },
  'a list never ends': {
    around: (api) => (request) => {
      const url = new URL(request.url);
      if (url.pathname.endsWith('/publications')) url.searchParams.delete('cursor');
      return api(new Request(url, request));
    },
    part: 'reading',
    noticed: /end and repeat nothing/,
  },
  'a receipt is new each time': {
    around: altered(/\/consultations$/, (body) => ({ ...body, number: `И-${Math.random()}` })),
    part: 'consultations',
    noticed: /same key and body/,
  },
  'a case tells its code’s owner': {
    around: altered(/\/case$/, (body) => ({ ...body, question: 'Проверка Соответствия' })),
    part: 'consultations',
    noticed: /^case: opened by its code/,
  },
  'problems are plain JSON': {
    around: (api) => async (request) => {
      const answer = await api(request);
      if (answer.status < 400) return answer;
      const headers = new Headers(answer.headers);
      headers.set('Content-Type', 'application/json');
      return new Response(answer.body, { status: answer.status, headers });
    },
    part: 'everywhere',
    noticed: /is unknown$/,
  },
  'everything wrong is 400': {
    around: (api) => async (request) => {
      const { body, status, headers } = await api(request);
      return new Response(body, { status: status === 422 ? 400 : status, headers });
    },
    part: 'consultations',
    noticed: /is refused as/,
  },
  'ballots of any size are taken': {
    around: (api) => async (request) => {
      const asked = request.clone();
      const answer = await api(request);
      if (answer.status !== 422 || !asked.url.endsWith('/ballots')) return answer;
      return new Response('{"accepted":true}', { status: 201, headers: answer.headers });
    },
    part: 'surveys',
    noticed: /^survey: a ballot with a byte more/,
  },
  ...caseFaults,
};

for (const [fault, { around, part, noticed }] of Object.entries(faults)) {
  test(`conformance notices when ${fault}`, async () => {
    const { origin, close } = await startServer({ around });
    try {
      const results = await conformance(origin, { agency: content.agency.id, only: [part] });
      const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
      assert.ok(
        failed.some((name) => noticed.test(name)),
        `failed: ${failed.join('; ') || 'nothing'}`,
      );
    } finally {
      await close();
    }
  });
}
