import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { castAll, readBatch, send, surveyPath, type Sender } from './support/casting.ts';
import { agency, markedAnswers, marker, survey } from './support/content.ts';
import { openPlace, type Place } from './support/place.ts';
import { startServer, tablesWith, type ServerProcess } from './support/process.ts';
import { filesWith, hashesOf } from './support/search.ts';

/** What a server learns of a person beside the ballot. None of these is anything else's. */
const forwarded = '203.0.113.177';
const forwardedLong = '2001:db8:4a11:77c0::b0b';
const connected = '127.77.31.9';
const browserName = marker('agent');
const cookie = marker('cookie');
const referrer = marker('page');
/** Typed into what is sent, at places where it belongs and where it doesn't. */
const typed = marker('typed');

const headers = {
  'User-Agent': browserName,
  Cookie: `session=${cookie}`,
  Referer: `https://portal.example/${referrer}`,
};
/** By a proxy that is trusted, which is a neighbour; and by oneself. */
const senders: Sender[] = [
  { headers: { ...headers, 'X-Forwarded-For': forwarded } },
  { headers: { ...headers, 'X-Forwarded-For': forwardedLong } },
  { from: connected, headers },
];

let place: Place;
let server: ServerProcess;
const answered = new Map<string, number[]>();

const ballotsPath = `${surveyPath}/ballots`;

/** One thing that somebody asks for, from all senders. */
async function each(what: string, method: string, path: string, body: string | null, more: object = {}): Promise<void> {
  for (const sender of senders) {
    const { status } = await send(server.address, method, path, body, {
      ...sender,
      headers: { ...sender.headers, ...more },
    });
    answered.set(what, [...(answered.get(what) ?? []), status]);
  }
}

const sealed = async (answers = {}): Promise<string> =>
  JSON.stringify(await wholeBallot(agency, survey, await readBatch(server.address), answers));

async function goWrong(): Promise<void> {
  const whole = JSON.parse(await sealed()) as Record<string, string>;
  const but = (changes: object): string => JSON.stringify({ ...whole, ...changes });
  const gone = { ...(await readBatch(server.address)), batch: 'gone' };
  await each('closed batch', 'POST', ballotsPath, JSON.stringify(await wholeBallot(agency, survey, gone, {})));
  await each('wrong size', 'POST', ballotsPath, but({ sealed: 'AAAA' }));
  await each('unknown field', 'POST', ballotsPath, but({ [typed]: typed }));
  await each('no work', 'POST', ballotsPath, but({ proof: 'A'.repeat(86) }));
  await each('no JSON', 'POST', ballotsPath, `{"sealed": "${typed}`);
  await each('too large', 'POST', ballotsPath, JSON.stringify({ sealed: typed.repeat(10_000) }));
  await each('other type', 'POST', ballotsPath, typed, { 'Content-Type': 'text/plain' });
  await each('other method', 'DELETE', ballotsPath, null);
  await each('other survey', 'POST', ballotsPath.replace(survey.survey, typed), but({}));
  await each('query', 'GET', `${surveyPath}/batch?from=${typed}`, null);
  const form = new URLSearchParams({ 'q.missing': 'x', 'q.way': typed });
  await each('form', 'POST', `/${agency}/survey/${survey.survey}`, form.toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
}

/** The database refuses every ballot, as when its disk is full. */
async function breakDown(): Promise<void> {
  const ballot = await sealed();
  await server.sql('alter table ballots rename to ballots_away');
  await each('database broken', 'POST', ballotsPath, ballot);
  const form = new URLSearchParams({ 'q.missing': typed });
  await each('form, database broken', 'POST', `/${agency}/survey/${survey.survey}`, form.toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  await server.sql('alter table ballots_away rename to ballots');
}

/** The first touch of a survey’s form loads some that are loaded for nothing else. */
async function loadFiles(): Promise<void> {
  const files = fileURLToPath(new URL('../../packages/widgets/dist/v1/', import.meta.url));
  const [chunk] = readdirSync(`${files}chunks`, { encoding: 'utf8', recursive: true }).filter((name) =>
    name.endsWith('.js'),
  );
  for (const file of ['otklik.js', `chunks/${chunk}`]) await each('files', 'GET', `/v1/${file}`, null);
}

before(async () => {
  place = await openPlace();
  server = await startServer(place.folder, {
    ...place.variables,
    OTKLIK_TRUSTED_PROXIES: '127.0.0.1/32, ::1/128',
    OTKLIK_INTERNAL_NETWORKS: '10.0.0.0/8',
  });
  for (const sender of senders)
    await castAll(
      server.address,
      markedAnswers(8, () => typed),
      sender,
    );
  await loadFiles();
  await goWrong();
  await breakDown();
  await server.sql('checkpoint');
});
after(async () => {
  await server.stop();
  await place.remove();
});

describe('of whoever casts a ballot, whatever comes of it', () => {
  test('everything was tried, and came to what it should', () => {
    assert.deepEqual(
      Object.fromEntries([...answered].map(([what, statuses]) => [what, [...new Set(statuses)].join()])),
      {
        files: '200',
        'closed batch': '409',
        'wrong size': '422',
        'unknown field': '422',
        'no work': '422',
        'no JSON': '400',
        'too large': '413',
        'other type': '415',
        'other method': '405',
        'other survey': '404',
        query: '200',
        form: '422',
        'database broken': '500',
        'form, database broken': '500',
      },
    );
  });

  for (const [what, canaries] of Object.entries({
    address: [forwarded, forwardedLong, connected],
    'browser’s name': [browserName],
    cookie: [cookie],
    'page that they came from': [referrer],
  })) {
    test(`the ${what} stands in no output and no file`, async () => {
      for (const canary of canaries) {
        assert.ok(!server.said().includes(canary), `${what} in what the server says`);
        for (const form of [canary, ...hashesOf(canary)])
          assert.deepEqual(filesWith(place.everywhere, form), [], `${what} in a file`);
        assert.deepEqual(await tablesWith(server, canary), [], `${what} in a file`);
      }
    });
  }

  test('nothing that was typed stands in any output or file', async () => {
    assert.ok(!server.said().includes(typed), 'typed in what the server says');
    assert.deepEqual(filesWith(place.everywhere, typed), [], 'typed in a file');
    assert.deepEqual(await tablesWith(server, typed), [], 'typed in a file');
  });

  test('no line is written for a request that is refused; what fails is told once, however many fail', () => {
    const lines = server
      .said()
      .split('\n')
      .filter((line) => /survey|ballot|batch|POST|OPTIONS/i.test(line));
    assert.deepEqual(
      lines,
      ['POST /api/v1/agencies/:agency/surveys/:id/ballots: error 42P01', 'POST /:agency/survey/:id: error 42P01'],
      'a line of a request',
    );
  });

  test('no line is written for the widgets’ files, which a form loads once it is touched', () => {
    const lines = server
      .said()
      .split('\n')
      .filter((line) => /\bGET\b/.test(line));
    assert.deepEqual(lines, [], 'a line of a file');
  });
});
