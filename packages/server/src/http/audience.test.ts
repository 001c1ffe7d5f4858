import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testManifest } from '../testing/content.ts';
import { addNetwork } from './audience.ts';

let world: World;
before(async () => {
  world = await openWorld([testContent({ surveys: [testManifest('inner', { audience: 'internal' })] })]);
});
after(() => world.close());

const url = '/api/v1/agencies/test/surveys?audience=internal';
const sees = async (
  app: FastifyInstance,
  remoteAddress: string,
  headers: Record<string, string> = {},
): Promise<boolean> => {
  const answer = await world.request({ app, url, remoteAddress, headers });
  return answer.json<{ items: unknown[] }>().items.length > 0;
};

describe('what is for internal clients', () => {
  test('is seen by nobody unless networks are named', async () => {
    const app = await world.app();
    for (const address of ['127.0.0.1', '10.0.0.1', '::1']) assert.equal(await sees(app, address), false, address);
  });

  test('is seen from the named networks, IPv4 and IPv6', async () => {
    const app = await world.app({ internalNetworks: ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'] });
    for (const address of ['10.255.0.1', '192.0.2.7', '::ffff:10.0.0.1', '2001:db8:1::2'])
      assert.equal(await sees(app, address), true, address);
    for (const address of ['11.0.0.1', '192.0.2.8', '::ffff:11.0.0.1', '2001:db9::1', '::1'])
      assert.equal(await sees(app, address), false, address);
  });

  test('an address that the sender only claims counts for nothing', async () => {
    const app = await world.app({ internalNetworks: ['10.0.0.0/8'] });
    assert.equal(
      await sees(app, '192.0.2.1', {
        'x-forwarded-for': '10.0.0.1',
        forwarded: 'for=10.0.0.1',
        'x-real-ip': '10.0.0.1',
      }),
      false,
    );
    assert.equal(await sees(app, '10.0.0.9', { 'x-forwarded-for': '192.0.2.1' }), true);
  });

  test('a trusted proxy is believed, and nobody before it', async () => {
    const app = await world.app({ internalNetworks: ['10.0.0.0/8'], trustedProxies: ['172.16.0.0/12'] });
    const proxy = '172.16.0.2';
    assert.equal(await sees(app, proxy, { 'x-forwarded-for': '10.0.0.1' }), true);
    assert.equal(await sees(app, proxy, { 'x-forwarded-for': '192.0.2.1' }), false);
    assert.equal(
      await sees(app, proxy, { 'x-forwarded-for': '10.0.0.1, 192.0.2.1' }),
      false,
      'what the client itself put there',
    );
    assert.equal(await sees(app, proxy, { 'x-forwarded-for': 'nonsense' }), false);
    assert.equal(await sees(app, proxy), false);
    assert.equal(await sees(app, '192.0.2.1', { 'x-forwarded-for': '10.0.0.1' }), false);
  });

  test('a page of a foreign origin sees nothing through the browser of a servant', async () => {
    const app = await world.app({
      internalNetworks: ['10.0.0.0/8'],
      publicUrl: 'https://otklik.example.gov',
      internalOrigins: ['https://portal.example.gov'],
    });
    const from = (origin: string) => sees(app, '10.0.0.1', { origin, host: 'inner.example.gov' });
    for (const origin of ['https://otklik.example.gov', 'https://portal.example.gov', 'http://inner.example.gov'])
      assert.equal(await from(origin), true, origin);
    for (const origin of [
      'https://evil.example',
      'null',
      'https://portal.example.gov.evil.example',
      'http://portal.example.gov',
    ])
      assert.equal(await from(origin), false, origin);
  });

  test('can not be told from what does not exist', async () => {
    const app = await world.app({ internalNetworks: ['10.0.0.0/8'] });
    const answers = async (survey: string) => {
      const root = `/api/v1/agencies/test/surveys/${survey}`;
      const asked = [
        { url: `${root}/manifest` },
        { url: `${root}/batch` },
        { url: `${root}/releases` },
        { url: `${root}/ballots`, method: 'POST' as const, payload: { batch: 'x', sealed: 'AAAA' } },
      ];
      const given = await Promise.all(asked.map((one) => world.request({ app, remoteAddress: '192.0.2.1', ...one })));
      return given.map((answer) => [
        answer.statusCode,
        answer.payload.replaceAll(survey, '…'),
        Object.keys(answer.headers).sort(),
      ]);
    };
    const hidden = await answers('inner');
    assert.deepEqual(hidden, await answers('never'));
    assert.deepEqual(
      hidden.map(([status]) => status),
      [404, 404, 404, 404],
    );
    assert.equal(
      (await world.database.db.selectFrom('batches').select('id').execute()).length,
      0,
      'asking from outside made no key',
    );
  });
});

test('networks are written in one way', () => {
  for (const right of ['10.0.0.0/8', '192.0.2.7', '0.0.0.0/0', '::/0', '2001:db8::1'])
    addNetwork(new BlockList(), right);
  for (const wrong of [
    '10.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    'intranet',
    '',
    '10.0.0.0/-1',
    '10.0.0.0/1e1',
  ]) {
    assert.throws(() => addNetwork(new BlockList(), wrong), RangeError, wrong);
  }
});
