import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { start } from '../../database/migrations/0001-start.ts';
import { contentVersions } from '../../database/migrations/0004-content-versions.ts';
import { files } from '../../database/migrations/0006-files.ts';
import { publications } from '../../database/migrations/0007-publications.ts';
import { openWorld } from '../../testing/app.ts';
import { testAgency } from '../../testing/content.ts';
import { findAttachment, findPublication, listPublications, listShownVersions } from '../store.ts';
import { readVersion } from './store.ts';

const world = await openWorld();
after(() => world.close());

test('what was published before there were versions is public as it was, with its files', async () => {
  const bytes = Buffer.from('Приказ');
  const digest = hash('sha256', bytes, 'buffer');
  const now = world.clock.now;
  await world.database.db.transaction().execute(async (tx) => {
    await sql`create schema old`.execute(tx);
    await sql`set local search_path to old`.execute(tx);
    for (const migration of [start, contentVersions, files]) await migration.up(tx);
    await sql`insert into agencies values ('test', ${JSON.stringify(testAgency())})`.execute(tx);
    await sql`insert into publications (agency, id, audience, kind, title, summary, body, published_at, review_by,
        version, prepared_by, approved_by, approved_at)
      values ('test', 'order', 'external', 'order', '{"ru":"О правах"}', '{"ru":"Коротко"}', '{"ru":"<p>Да</p>"}',
        '2026-11-20T09:00:00.123Z', '2027-01-31', 2, '{"ru":"Отдел"}', '{"ru":"Руководитель"}',
        '2026-11-19T09:00:00.120Z')`.execute(tx);
    await sql`insert into attachments (agency, id, publication, position, title, media_type, format, language, size,
        digest, bytes)
      values ('test', 'order-text', 'order', 0, '{"ru":"Приказ"}', 'text/plain', 'TXT', 'ru', ${bytes.length},
        ${digest}, ${bytes})`.execute(tx);
    // As in a database that was used: nothing of this is under way any more.
    await sql`set constraints all immediate`.execute(tx);
    await publications.up(tx);

    const found = await findPublication(tx, 'test', 'order', now);
    assert.deepEqual(found, {
      audience: 'external',
      publication: {
        id: 'order',
        kind: 'order',
        topic: null,
        title: { ru: 'О правах' },
        summary: { ru: 'Коротко' },
        body: { ru: '<p>Да</p>' },
        publishedAt: '2026-11-20T09:00:00.123Z',
        reviewBy: '2027-01-31',
        version: 2,
        preparedBy: { ru: 'Отдел' },
        approvedBy: { ru: 'Руководитель' },
        approvedAt: '2026-11-19T09:00:00.120Z',
        attachments: [
          {
            id: 'order-text',
            title: { ru: 'Приказ' },
            mediaType: 'text/plain',
            format: 'TXT',
            size: bytes.length,
            language: 'ru',
            url: '/api/v1/agencies/test/attachments/order-text',
          },
        ],
      },
    });
    const file = await findAttachment(tx, 'test', 'order-text', now);
    assert.ok(file?.bytes.equals(bytes) && file.digest.equals(digest));
    const q = 'право';
    const options = { audience: 'external', q, limit: 10, after: null } as const;
    assert.equal((await listPublications(tx, 'test', options, now)).length, 1);
    assert.equal((await listShownVersions(tx, 'test', 'order', now))[0]?.approvedBy.ru, 'Руководитель');
    assert.equal((await readVersion(tx, 'test', 'order', 2))?.state, 'approved');
    await sql`drop schema old cascade`.execute(tx);
  });
});
