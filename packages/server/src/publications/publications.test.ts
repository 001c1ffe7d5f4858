import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { FileContent } from '@otklik/core/backend/content.js';
import type { Publication, PublicationSummary } from '@otklik/core/contract/publications.js';
import { encodeCursor } from '@otklik/core/domain/publications/cursor.js';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testPublication } from '../testing/content.ts';

const sources = mkdtempSync(join(tmpdir(), 'otklik-files-'));
const bytes = Buffer.from('Приказ о «точках взаимодействия»\n'.repeat(100));
writeFileSync(join(sources, 'order.txt'), bytes);
const file = (id: string, changes: Partial<FileContent> = {}): FileContent => ({
  id,
  title: { ru: 'Приказ № 078-О: текст' },
  mediaType: 'text/plain',
  format: 'TXT',
  language: 'ru',
  source: pathToFileURL(join(sources, 'order.txt')),
  ...changes,
});

const content = testContent({
  publications: [
    testPublication('order', {
      kind: 'order',
      topic: 'repair',
      title: { ru: 'О жилищных правах', en: 'On housing rights' },
      summary: { ru: 'Приказ' },
      body: {
        ru: '<p>Утвердить <strong>перечень</strong>. <a href="/secretword">Ссылка</a></p>',
        en: '<p>Approve the registers.</p>',
      },
      publishedAt: '2026-11-23T20:30:00.000Z',
      reviewBy: '2027-01-31',
      attachments: [
        file('order-text'),
        file('order-en', {
          title: { ru: 'Приказ', en: "Order's text (draft)" },
          language: 'en',
          mediaType: 'application/pdf',
          format: 'PDF',
        }),
      ],
    }),
    ...Array.from({ length: 12 }, (_, index) => testPublication(`news-${String(index).padStart(2, '0')}`)),
    testPublication('rules', {
      audience: 'internal',
      title: { ru: 'Внутренний распорядок' },
      attachments: [file('rules-text')],
    }),
  ],
});

let world: World;
before(async () => {
  world = await openWorld([content, testContent({ agency: { ...content.agency, id: 'empty' } })]);
});
after(async () => {
  await world.close();
  rmSync(sources, { recursive: true });
});

const list = async (query: string, agency = 'test') => {
  const answer = await world.request({ url: `/api/v1/agencies/${agency}/publications${query}` });
  return {
    status: answer.statusCode,
    ...answer.json<{
      items: PublicationSummary[];
      next: string | null;
      code: string;
      fields?: { path: string; code: string }[];
    }>(),
  };
};
const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);

describe('publications', () => {
  test('come newest first, page by page, each once', async () => {
    const seen: string[] = [];
    let query = '?limit=5';
    for (;;) {
      const { items, next } = await list(query);
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      query = `?limit=5&cursor=${next}`;
    }
    assert.equal(seen.length, 13);
    assert.equal(seen[0], 'order');
    // Of one moment: by id, last first.
    assert.deepEqual(seen.slice(1), [...seen.slice(1)].sort().reverse());
    assert.equal((await list('')).items.length, 10);
  });

  test('are narrowed by kind, topic and days', async () => {
    assert.deepEqual(await ids('?kind=order'), ['order']);
    assert.deepEqual(await ids('?topic=repair'), ['order']);
    assert.deepEqual(await ids('?from=2026-11-21'), ['order']);
    assert.equal((await ids('?to=2026-11-20')).includes('order'), false);
    assert.deepEqual(await ids('?from=2026-11-23&to=2026-11-23'), ['order']);
    assert.deepEqual(await ids('?from=2026-02-31&to=2026-02-31'), []);
    assert.deepEqual(await ids('?from=0000-01-01&limit=1'), ['order']);
  });

  test('are found by words in any form, in both languages, and not by tags', async () => {
    for (const q of [
      'жилищный',
      'ЖИЛИЩНОГО',
      'жилищных права',
      'register',
      'Registers',
      'утвердили',
      '"жилищных правах"',
      'order OR жилищный',
    ]) {
      assert.deepEqual(await ids(`?q=${encodeURIComponent(q)}`), ['order'], q);
    }
    for (const q of ['strong', 'secretword', 'href', 'несуществующее', 'жилищный -прав']) {
      assert.deepEqual(await ids(`?q=${encodeURIComponent(q)}`), [], q);
    }
    assert.equal(
      (await ids(`?q=${encodeURIComponent('и')}`)).length,
      10,
      'a word that the search leaves out narrows nothing',
    );
    assert.deepEqual(await ids(`?q=${encodeURIComponent(`'); drop table publications; --`)}`), []);
    assert.deepEqual(await ids(`?q=${encodeURIComponent('((( & | ! <-> :* \\')}&limit=1`), ['order']);
  });

  test('are read whole', async () => {
    const answer = await world.request({ url: '/api/v1/agencies/test/publications/order' });
    const publication = answer.json<Publication>();
    assert.equal(publication.version, 1);
    assert.equal(publication.reviewBy, '2027-01-31');
    assert.equal(publication.publishedAt, '2026-11-23T20:30:00.000Z');
    assert.equal('audience' in publication, false);
    assert.deepEqual(
      publication.attachments.map(({ id, size, url }) => [id, size, url]),
      [
        ['order-text', bytes.length, '/api/v1/agencies/test/attachments/order-text'],
        ['order-en', bytes.length, '/api/v1/agencies/test/attachments/order-en'],
      ],
    );
  });

  test('of an agency without any are an empty page', async () => {
    assert.deepEqual((await list('', 'empty')).items, []);
  });

  test('what is unknown or wrongly asked is told by a code', async () => {
    const code = async (path: string) => {
      const answer = await world.request({ url: `/api/v1/agencies/${path}` });
      return [answer.statusCode, answer.json<{ code: string }>().code];
    };
    assert.deepEqual(await code('nobody/publications'), [404, 'agency_unknown']);
    assert.deepEqual(await code('empty/publications/order'), [404, 'publication_unknown']);
    for (const id of ['none', '%00', 'a%00b', 'A', '..%2f..', 'x'.repeat(300), '%F0%9F%98%80']) {
      assert.deepEqual(await code(`test/publications/${id}`), [404, 'publication_unknown'], id);
      assert.deepEqual(await code(`${id}/publications`), [404, 'agency_unknown'], id);
      assert.deepEqual(await code(`test/attachments/${id}`), [404, 'attachment_unknown'], id);
    }
    for (const cursor of [
      'x',
      '%00',
      encodeCursor({ publishedAt: '2026-13-41T00:00:00Z', id: 'a' }),
      encodeCursor({ publishedAt: '2026-11-20T00:00:00Z', id: "'" }),
    ]) {
      assert.deepEqual(await code(`test/publications?cursor=${cursor}`), [400, 'cursor_invalid'], cursor);
    }
    const ancient = encodeCursor({ publishedAt: '0000-01-01T00:00:00Z', id: 'a' });
    assert.deepEqual((await list(`?cursor=${ancient}`)).items, []);
  });

  test('every wrong part of a query is named', async () => {
    const query = '?audience=all&kind=gossip&topic=A%20B&q=%00&from=yesterday&to=1&limit=0&order=asc';
    const { status, code, fields } = await list(query);
    assert.deepEqual([status, code], [400, 'query_invalid']);
    assert.deepEqual(fields?.map(({ path, code: field }) => `${path} ${field}`).sort(), [
      'audience choice_unknown',
      'from format',
      'kind choice_unknown',
      'limit too_small',
      'order unknown_field',
      'q control_characters',
      'to format',
      'topic format',
    ]);
    for (const wrong of [
      '?limit=51',
      '?limit=ten',
      '?limit=1.5',
      '?limit=-1',
      '?limit=1e9',
      '?q=a%00b',
      `?q=${'x'.repeat(201)}`,
      '?kind=news&kind=order',
      `?cursor=${'x'.repeat(201)}`,
    ]) {
      const told = await list(wrong);
      assert.deepEqual([told.status, told.code, told.fields?.length], [400, 'query_invalid', 1], wrong);
    }
  });
});

describe('attachments', () => {
  const get = (id: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    world.request({ method, url: `/api/v1/agencies/test/attachments/${id}`, headers });

  test('are given byte by byte, to be saved and never run', async () => {
    const answer = await get('order-text', { 'accept-encoding': 'br, gzip' });
    assert.equal(answer.statusCode, 200);
    assert.ok(answer.rawPayload.equals(bytes));
    assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
    assert.equal(answer.headers['content-length'], String(bytes.length));
    assert.equal(answer.headers['content-language'], 'ru');
    assert.equal(answer.headers['content-encoding'], undefined);
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'.*sandbox/);
    const disposition = String(answer.headers['content-disposition']);
    assert.ok(disposition.startsWith('attachment; filename="order-text.txt"; filename*=UTF-8\'\''), disposition);
    assert.equal(decodeURIComponent(disposition.split("''")[1] ?? ''), 'Приказ № 078-О  текст.txt');
  });

  test('are named in their own language, and safely', async () => {
    const answer = await get('order-en');
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.equal(String(answer.headers['content-disposition']).split("''")[1], 'Order%27s%20text%20%28draft%29.pdf');
  });

  test('are not sent again to whoever has them', async () => {
    const { etag } = (await get('order-text')).headers;
    for (const known of [String(etag), `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get('order-text', { 'if-none-match': known });
      assert.equal(answer.statusCode, 304, known);
      assert.equal(answer.payload, '');
      assert.equal(answer.headers.etag, etag);
    }
    assert.equal((await get('order-text', { 'if-none-match': '"other"' })).statusCode, 200);
  });

  test('can be asked about without their bytes', async () => {
    const answer = await get('order-text', {}, 'HEAD');
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-length'], String(bytes.length));
    assert.equal(answer.payload, '');
  });
});

describe('for internal clients', () => {
  test('publications and their files are seen from the own networks alone', async () => {
    const inside = await world.app({ internalNetworks: ['10.0.0.0/8'] });
    const paths = ['publications?audience=internal', 'publications/rules', 'attachments/rules-text'];
    const from = async (remoteAddress: string) =>
      Promise.all(
        paths.map(async (path) => world.request({ app: inside, url: `/api/v1/agencies/test/${path}`, remoteAddress })),
      );
    const [page, publication, attachment] = await from('10.1.2.3');
    assert.deepEqual(
      page?.json<{ items: { id: string }[] }>().items.map(({ id }) => id),
      ['rules'],
    );
    assert.equal(publication?.statusCode, 200);
    assert.ok(attachment?.rawPayload.equals(bytes));

    const outside = await from('192.0.2.1');
    assert.deepEqual(
      outside.map(({ statusCode }) => statusCode),
      [200, 404, 404],
    );
    assert.deepEqual(outside[0]?.json(), { items: [], next: null });
    const unknown = await world.request({
      app: inside,
      url: '/api/v1/agencies/test/publications/never-there',
      remoteAddress: '192.0.2.1',
    });
    assert.deepEqual(outside[1]?.json(), { ...unknown.json<object>(), params: { id: 'rules' } });
    const everything = await world.request({
      app: inside,
      url: '/api/v1/agencies/test/publications?limit=50',
      remoteAddress: '10.1.2.3',
    });
    assert.equal(
      everything.json<{ items: { id: string }[] }>().items.some(({ id }) => id === 'rules'),
      false,
    );
  });
});
