import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { sql } from 'kysely';
import type { AppOptions } from '../app.ts';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testManifest } from '../testing/content.ts';
import { readStoredSchema } from '../surveys/stored/schema.ts';
import { hostedPages } from './routes.ts';

const manifest = testManifest('access');
const register: AppOptions['register'] = async (scope, context) =>
  scope.register(async (pages) => hostedPages(pages, context));
let world: World;
let app: Awaited<ReturnType<World['app']>>;
before(async () => {
  world = await openWorld([
    testContent({ surveys: [manifest, testManifest('inner', { audience: 'internal', title: { ru: '<b>Внутри' } })] }),
  ]);
  app = await world.app({ register });
});
after(() => world.close());
const page = (path: string) => world.request({ app, url: `/test/survey/${path}` });

describe('the page of what is stored', () => {
  test('names every column that the database has for surveys, in both languages', async () => {
    const schema = await readStoredSchema(world.database.db);
    assert.ok(schema.length > 30, String(schema.length));
    for (const language of ['ru', 'en']) {
      const { statusCode, payload } = await page(`access/stored?lang=${language}`);
      assert.equal(statusCode, 200);
      for (const { table, name, type } of schema) {
        assert.ok(payload.includes(`id="table-${table}"`), table);
        assert.ok(payload.includes(`<code>${name}</code>`) && payload.includes(`<code>${type}</code>`), name);
      }
      assert.ok(!payload.includes('описания пока нет') && !payload.includes('no description yet'));
      assert.ok(!payload.includes('undefined'));
    }
  });

  test('shows a column that somebody added, though nobody found words for it', async () => {
    await sql`alter table ballots add column came_at timestamptz`.execute(world.database.db);
    const fresh = await world.app({ register });
    const { payload } = await world.request({ app: fresh, url: '/test/survey/access/stored' });
    await sql`alter table ballots drop column came_at`.execute(world.database.db);
    assert.match(
      payload,
      /<code>came_at<\/code><\/th>\s*<td>описания пока нет<\/td>\s*<td class="type"><code>timestamp with time zone/,
    );
  });

  test('has the hash, and what the questionnaire promises', async () => {
    const { payload } = await page('access/stored');
    assert.ok(payload.includes(await manifestHash(manifest)));
    assert.match(payload, /новых анкет: не меньше 20; дней с прошлого подсчёта: не меньше 7/);
    assert.match(payload, /если ответов меньше<\/th><td>10</);
  });

  test('needs no script, and has no style that its policy doesn’t name', async () => {
    const { payload, headers } = await page('access/stored');
    const styles = [...payload.matchAll(/<style>/g)].length;
    assert.equal(headers['referrer-policy'], 'no-referrer');
    const policy = String(headers['content-security-policy']);
    assert.equal([...policy.matchAll(/'sha256-/g)].length, styles);
    assert.doesNotMatch(payload, / style=|<otklik-|<script|onclick/);
  });

  test('is as visible as its survey', async () => {
    for (const id of ['none', 'inner']) {
      // A page, not the API's problem.
      const { statusCode, headers } = await app.inject({ url: `/test/survey/${id}/stored` });
      assert.deepEqual([statusCode, headers['content-type']], [404, 'text/html; charset=utf-8'], id);
    }
    const inside = await world.app({ register, internalNetworks: ['127.0.0.1'] });
    const { statusCode, payload } = await world.request({ app: inside, url: '/test/survey/inner/stored' });
    assert.equal(statusCode, 200);
    assert.ok(payload.includes('&lt;b&gt;Внутри'));
  });
});
