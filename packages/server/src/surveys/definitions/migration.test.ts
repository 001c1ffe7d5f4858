import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { start } from '../../database/migrations/0001-start.ts';
import { contentVersions } from '../../database/migrations/0004-content-versions.ts';
import { surveys } from '../../database/migrations/0011-surveys.ts';
import { surveyVersions } from '../../database/migrations/0012-survey-versions.ts';
import { openWorld } from '../../testing/app.ts';
import { testAgency, testManifest } from '../../testing/content.ts';
import { listReleases } from '../release-store.ts';
import { findManifest, findSurvey, listManifests } from '../store.ts';

const world = await openWorld();
after(() => world.close());

/** As manifests were before questions had conditions. */
const early = {
  ...{ survey: 'early', version: 1, audience: 'external', level: 'open', title: { ru: 'Опрос' }, intro: { ru: '' } },
  questions: [
    { type: 'rating', id: 'ease', title: { ru: 'Легко?' }, hint: null, labels: Array(5).fill({ ru: 'да' }) },
    {
      type: 'multiple',
      id: 'ways',
      title: { ru: 'Чем?' },
      hint: null,
      options: [{ id: 'post', title: { ru: 'Почта' } }],
    },
  ],
  ...{ release: { ballots: 20, days: 7 }, ballotBytes: 512 },
};

test('surveys from before there were versions are open as they were, with results, and nothing of a box is lost', async () => {
  const whole = testManifest('whole');
  await world.database.db.transaction().execute(async (tx) => {
    await sql`create schema old`.execute(tx);
    await sql`set local search_path to old`.execute(tx);
    for (const migration of [start, contentVersions]) await migration.up(tx);
    await sql`insert into agencies values ('test', ${JSON.stringify(testAgency())})`.execute(tx);
    for (const manifest of [early, whole])
      await sql`insert into surveys values ('test', ${manifest.survey}, 'external', 0, ${JSON.stringify(manifest)},
        ${await manifestHash(manifest)}, 3)`.execute(tx);
    await sql`insert into batches values ('box', 'test', 'early', 'key', ${await manifestHash(early)})`.execute(tx);
    await sql`insert into releases values ('test', 'early', 1, '2026-11-01', 20, 1, 2, '[]')`.execute(tx);
    await sql`insert into survey_texts values (${crypto.randomUUID()}, 'test', 'early', 'missing', 'Слова')`.execute(
      tx,
    );
    // As in a database that was used: nothing of this is under way any more.
    await sql`set constraints all immediate`.execute(tx);
    await sql`set constraints all deferred`.execute(tx);
    for (const migration of [surveys, surveyVersions]) await migration.up(tx);

    assert.deepEqual(await findSurvey(tx, 'test', 'whole'), {
      manifest: whole,
      hash: await manifestHash(whole),
      state: 'open',
    });
    const now = await findSurvey(tx, 'test', 'early');
    assert.ok(now);
    assert.equal(now.manifest.version, 2);
    assert.deepEqual(now.manifest.steps, []);
    assert.deepEqual(
      now.manifest.questions.flatMap(({ when }) => when),
      [],
    );
    assert.equal(now.hash, await manifestHash(now.manifest), 'a browser that reads it finds the same');
    const [box] = await tx.selectFrom('batches').selectAll().execute();
    assert.ok(box);
    const asked = await findManifest(tx, 'test', 'early', box.manifest_hash);
    assert.deepEqual([asked?.state, asked?.manifest.version, asked?.manifest.ballotBytes], ['ended', 1, 512]);
    assert.equal((await listManifests(tx, 'test', 'external')).length, 2);
    assert.deepEqual((await listReleases(tx, 'test', 'early'))[0]?.lost, { from: 2, to: 2 });
    const [text] = await tx.selectFrom('survey_texts').select(['body', 'state']).execute();
    assert.deepEqual(text, { body: 'Слова', state: 'unread' });
    await sql`drop schema old cascade`.execute(tx);
  });
});

test('a version that was opened never changes, whoever writes', async () => {
  const { db } = world.database;
  const manifest = testManifest('kept');
  await sql`insert into agencies values ('keeper', ${JSON.stringify(testAgency({ id: 'keeper' }))})`.execute(db);
  await sql`insert into surveys values ('keeper', 'kept', 'external', 0)`.execute(db);
  const versions = db.updateTable('survey_versions').where('agency', '=', 'keeper');
  await db
    .insertInto('survey_versions')
    .values({
      ...{ agency: 'keeper', survey: 'kept', version: 1, revision: 1, state: 'draft', editors: '[]' },
      ...{ manifest: JSON.stringify(manifest), manifest_hash: 'a', changed_at: world.clock.now },
    })
    .execute();
  await versions.set({ manifest_hash: 'b' }).execute();
  await versions.set({ state: 'open' }).execute();
  const refused = /never changes|stays/;
  const changed = JSON.stringify({ ...manifest, title: { ru: 'Другое' } });
  await assert.rejects(versions.set({ manifest: changed }).execute(), refused);
  await assert.rejects(versions.set({ manifest_hash: 'c' }).execute(), refused);
  await assert.rejects(versions.set({ state: 'draft' }).execute(), refused);
  await versions.set({ state: 'ended' }).execute();
  await assert.rejects(versions.set({ state: 'open' }).execute(), refused);
  await assert.rejects(db.deleteFrom('survey_versions').where('agency', '=', 'keeper').execute(), refused);
  await db.deleteFrom('agencies').where('id', '=', 'keeper').execute();
  assert.equal(
    (await db.selectFrom('survey_versions').select('version').where('agency', '=', 'keeper').execute()).length,
    0,
  );
});
