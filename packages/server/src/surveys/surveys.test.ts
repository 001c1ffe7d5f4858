import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Batch, Manifest, SurveySummary } from '@otklik/core/contract/surveys.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { sealBallot, sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { withWork } from '@otklik/core/domain/surveys/work.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { openWorld, type World } from '../testing/app.ts';
import { testAgency, testContent, testManifest } from '../testing/content.ts';

const manifest = testManifest('access');
let world: World;
before(async () => {
  world = await openWorld([
    testContent({ surveys: [manifest, testManifest('second')] }),
    testContent({ agency: testAgency({ id: 'other' }), surveys: [manifest] }),
  ]);
});
after(() => world.close());

const get = async <T>(path: string, agency = 'test') => {
  const answer = await world.request({ url: `/api/v1/agencies/${agency}/surveys${path}` });
  return {
    status: answer.statusCode,
    body: answer.json<T & Omit<ProblemDetails, 'status'>>(),
    headers: answer.headers,
  };
};
/** Of the form that work has. */
const work = { hour: '2026-11-24T08:00:00.000Z', proof: 'A'.repeat(86) };
const cast = async (ballot: unknown, path = '/access', agency = 'test') => {
  const answer = await world.request({
    method: 'POST',
    url: `/api/v1/agencies/${agency}/surveys${path}/ballots`,
    payload: JSON.stringify(ballot),
    headers: { 'content-type': 'application/json' },
  });
  const { code, fields, params } = answer.json<Partial<ProblemDetails>>();
  return { status: answer.statusCode, code, fields, params, body: answer.json<unknown>() };
};
const batchOf = async (survey = 'access', agency = 'test'): Promise<Batch> =>
  (await get<Batch>(`/${survey}/batch`, agency)).body;
const box = async () => (await world.database.db.selectFrom('ballots').select('batch').execute()).length;

describe('surveys', () => {
  test('are listed with what they hold', async () => {
    const { body } = await get<{ items: SurveySummary[]; next: null }>('');
    assert.deepEqual(body, {
      items: [
        { id: 'access', title: { ru: 'Опрос' }, questions: 3 },
        { id: 'second', title: { ru: 'Опрос' }, questions: 3 },
      ],
      next: null,
    });
    assert.deepEqual((await get<{ items: unknown[] }>('?audience=internal')).body.items, []);
    assert.equal((await get('?audience=all')).body.code, 'query_invalid');
    assert.equal((await get('', 'nobody')).body.code, 'agency_unknown');
  });

  test('have a manifest that is the same for everyone, and whose hash is the one in the batch', async () => {
    const { body } = await get<Manifest>('/access/manifest');
    assert.deepEqual(body, manifest);
    assert.equal((await batchOf()).manifestHash, await manifestHash(body));
  });

  test('that are unknown are unknown at every address', async () => {
    for (const part of ['manifest', 'batch', 'releases']) {
      for (const id of ['none', '%00', 'ACCESS', 'x'.repeat(200)]) {
        const { status, body } = await get(`/${id}/${part}`);
        assert.deepEqual([status, body.code], [404, 'survey_unknown'], `${id}/${part}`);
      }
      assert.equal((await get(`/access/${part}`, 'nobody')).body.code, 'agency_unknown');
    }
    assert.equal((await cast({ batch: 'x', sealed: 'AAAA' }, '/none')).code, 'survey_unknown');
  });

  test('begin without releases', async () => {
    assert.deepEqual((await get('/second/releases')).body, { items: [], next: null, open: true });
  });
});

describe('a batch', () => {
  test('is one for everyone who asks at once, and stays until its tally', async () => {
    const batches = await Promise.all(Array.from({ length: 8 }, () => batchOf('second')));
    for (const batch of batches) assert.deepEqual(batch, batches[0]);
    assert.equal(world.keys.ballots.list().filter((name) => name === batches[0]?.batch).length, 1);
    const known = await world.database.db.selectFrom('batches').select('id').execute();
    assert.deepEqual(
      world.keys.ballots.list().sort(),
      known.map(({ id }) => id).sort(),
      'no key is left of those who came too late',
    );
  });

  test('tells the hour, not the minute', async () => {
    world.clock.now = new Date('2026-11-24T08:59:59.999Z');
    assert.equal((await batchOf()).hour, '2026-11-24T08:00:00.000Z');
    world.clock.now = new Date('2026-11-24T08:00:00.000Z');
  });

  test('is another for each survey and agency', async () => {
    const names = [await batchOf(), await batchOf('second'), await batchOf('access', 'other')].map(
      ({ batch }) => batch,
    );
    assert.equal(new Set(names).size, 3);
  });
});

describe('a ballot', () => {
  test('is taken, and is one however often it is sent', async () => {
    const ballot = await wholeBallot('test', manifest, await batchOf(), { ease: '5', missing: 'marker' });
    const before = await box();
    for (let count = 0; count < 3; count++)
      assert.deepEqual(await cast(ballot), {
        status: 201,
        code: undefined,
        fields: undefined,
        params: undefined,
        body: { accepted: true },
      });
    await Promise.all(Array.from({ length: 5 }, () => cast(ballot)));
    assert.equal(await box(), before + 1);
  });

  test('of any other size or shape is refused', async () => {
    const { batch } = await batchOf();
    const bytes = sealedBytes(manifest);
    const before = await box();
    const sealed = (size: number) => Buffer.alloc(size, 7).toString('base64url');
    for (const size of [1, bytes - 1, bytes + 1, 40_000]) {
      assert.deepEqual(
        (await cast({ ...work, batch, sealed: sealed(size) })).fields,
        [{ path: 'sealed', code: 'size', params: { bytes } }],
        String(size),
      );
    }
    const wrong = async (ballot: unknown) => (await cast(ballot)).fields?.map(({ path, code }) => `${path} ${code}`);
    assert.deepEqual(await wrong({}), ['batch required', 'sealed required', 'hour required', 'proof required']);
    assert.deepEqual(await wrong({ ...work, batch, sealed: '' }), ['sealed required']);
    assert.deepEqual(await wrong({ ...work, batch, sealed: 'a+b/' }), ['sealed format']);
    assert.deepEqual(await wrong({ ...work, batch, sealed: 'aaaaa' }), ['sealed format'], 'a symbol too many');
    assert.deepEqual(await wrong({ ...work, batch, sealed: 5 }), ['sealed type']);
    assert.deepEqual(await wrong({ ...work, batch: 'НЕТ', sealed: 'aaaa' }), ['batch format']);
    assert.deepEqual(await wrong({ ...work, batch, sealed: 'a'.repeat(60_002) }), ['sealed too_long']);
    assert.deepEqual(await wrong({ ...work, batch, sealed: sealed(bytes), at: '2026-11-24' }), ['at unknown_field']);
    assert.equal(await box(), before);
  });

  test('for a batch that is closed, unknown or another survey’s is refused', async () => {
    const own = await batchOf();
    const other = await batchOf('second');
    const { sealed } = await sealBallot(manifest, other, {});
    const foreign = await batchOf('access', 'other');
    const before = await box();
    for (const batch of [other.batch, foreign.batch, 'never-there', '00000000-0000-4000-8000-000000000000']) {
      const { status, code } = await cast(withWork('test', 'access', { batch, sealed }, own));
      assert.deepEqual([status, code], [409, 'batch_closed'], batch);
    }
    assert.equal(await box(), before);
  });

  test('leaves neither time, order, sender nor person beside it', async () => {
    const columns = async (table: string) => {
      const { rows } = await sql<{ name: string; type: string; default: string | null }>`
        select column_name as name, data_type as type, column_default as default from information_schema.columns
        where table_name = ${table} order by ordinal_position`.execute(world.database.db);
      return rows.map(({ name, type, default: value }) => `${name} ${type} ${value ?? ''}`.trim());
    };
    assert.deepEqual(await columns('ballots'), ['batch text', 'digest bytea', 'sealed bytea']);
    assert.deepEqual(await columns('batches'), [
      'id text',
      'agency text',
      'survey text',
      'public_key text',
      'manifest_hash text',
      'open boolean true',
    ]);
    assert.deepEqual(await columns('survey_texts'), [
      'id uuid',
      'agency text',
      'survey text',
      'question text',
      'body text',
      "state text 'unread'::text",
      'theme text',
      'excerpt text',
    ]);
    assert.deepEqual(await columns('releases'), [
      'agency text',
      'survey text',
      'sequence integer',
      'released_on date',
      'figures jsonb',
    ]);
    const { rows } = await sql<{ from: string; to: string }>`
      select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
      where contype = 'f' and conrelid in ('ballots'::regclass, 'batches'::regclass, 'survey_texts'::regclass, 'releases'::regclass) order by 1, 2`.execute(
      world.database.db,
    );
    assert.deepEqual(
      rows.map(({ from, to }) => `${from} ${to}`),
      ['ballots batches', 'batches surveys', 'releases surveys', 'survey_texts survey_themes', 'survey_texts surveys'],
    );
  });
});
