import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { widgetsVersion } from '../app.ts';
import { openWorld, type World } from '../testing/app.ts';
import { keepVersion, keptVersions } from './versions.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

describe('built files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-assets-'));
  const script = 'export const x = "Отклик";\n'.repeat(100);
  mkdirSync(join(folder, 'chunks/Ab12Cd'), { recursive: true });
  for (const name of ['otklik.js', 'chunks/Ab12Cd/3.js']) {
    writeFileSync(join(folder, name), script);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(script));
  }
  writeFileSync(join(folder, 'plain.css'), 'a{}');
  writeFileSync(join(folder, '..', 'outside.txt'), 'outside');
  after(() => rmSync(folder, { recursive: true }));

  test('are served compressed beforehand, for pages of any origin', async () => {
    const app = await world.app({ assets: folder });
    const get = (url: string, headers: Record<string, string> = { 'accept-encoding': 'gzip, br' }) =>
      app.inject({ url, headers });
    const answer = await get('/v1/otklik.js');
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-encoding'], 'br');
    assert.match(String(answer.headers['content-type']), /^(?:text|application)\/javascript/);
    assert.equal(brotliDecompressSync(answer.rawPayload).toString(), script);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.match(String(answer.headers.vary), /accept-encoding/i);
    assert.match(String(answer.headers['cache-control']), /^public, max-age=600/);
    assert.equal((await get('/v1/chunks/Ab12Cd/3.js')).headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal((await get('/v1/otklik.js', {})).payload, script);
    assert.equal(answer.headers['content-security-policy'], undefined);
    const style = await get('/v1/plain.css');
    assert.equal(style.payload, 'a{}');
    assert.match(String(style.headers['content-security-policy']), /^default-src 'none'/);
    const again = await get('/v1/otklik.js', { 'accept-encoding': 'br', 'if-none-match': String(answer.headers.etag) });
    assert.equal(again.statusCode, 304);
  });

  test('are all that is served', async () => {
    const app = await world.app({ assets: folder });
    for (const url of [
      '/v1/none.js',
      '/v1/',
      '/v1',
      '/v1/chunks',
      '/v1/chunks/',
      '/v1/../outside.txt',
      '/v1/%2e%2e/outside.txt',
      '/v1/..%2foutside.txt',
      '/v1/%00',
      '/v1/otklik.js/',
    ]) {
      const answer = await world.request({ app, url });
      assert.equal(answer.json<{ code: string }>().code, 'route_unknown', url);
    }
  });
});

describe('versions of the built files', () => {
  const root = mkdtempSync(join(tmpdir(), 'otklik-versions-'));
  const current = join(root, 'current');
  const kept = join(root, 'kept');
  /** Files of a version, as if built: what is loaded later stands in another folder in each. */
  function build(folder: string, text: string): void {
    mkdirSync(join(folder, 'chunks', text), { recursive: true });
    writeFileSync(join(folder, 'otklik.js'), text);
    writeFileSync(join(folder, 'chunks', text, '0.js'), text);
    writeFileSync(join(folder, 'integrity.json'), JSON.stringify({ 'otklik.js': text }));
  }
  build(current, 'new');
  build(join(kept, 'v0.0.9'), 'old');
  writeFileSync(join(kept, 'secret.txt'), 'secret');
  after(() => rmSync(root, { recursive: true }));
  const lasting = 'public, max-age=31536000, immutable';

  test('stand at an address that never changes, earlier ones too', async () => {
    const app = await world.app({ assets: current, versions: kept });
    for (const [url, text] of [
      [`/v${widgetsVersion}/otklik.js`, 'new'],
      [`/v${widgetsVersion}/integrity.json`, '{"otklik.js":"new"}'],
      ['/v0.0.9/otklik.js', 'old'],
      ['/v0.0.9/chunks/old/0.js', 'old'],
    ] as const) {
      const answer = await app.inject({ url });
      assert.equal(answer.payload, text, url);
      assert.equal(answer.headers['cache-control'], lasting, url);
      assert.equal(answer.headers['access-control-allow-origin'], '*', url);
    }
    const moving = await app.inject({ url: '/v1/otklik.js' });
    assert.equal(moving.payload, 'new');
    assert.match(String(moving.headers['cache-control']), /max-age=600/);
  });

  test('are there for an otklik.js of before, which a page or a cache still has', async () => {
    const app = await world.app({ assets: current, versions: kept });
    const answer = await app.inject({ url: '/v1/chunks/old/0.js' });
    assert.equal(answer.payload, 'old');
    assert.equal(answer.headers['cache-control'], lasting);
    assert.equal((await app.inject({ url: '/v1/chunks/new/0.js' })).payload, 'new');
  });

  test('are all that is served of that folder', async () => {
    const app = await world.app({ assets: current, versions: kept });
    for (const url of [
      '/v9.9.9/otklik.js',
      '/v0.0.9/',
      '/v0.0.9/../secret.txt',
      '/v0.0.9/%2e%2e/secret.txt',
      '/v0.0.9/..%2fsecret.txt',
      '/v1/chunks/none/0.js',
      '/v1/chunks/..%2f..%2fsecret.txt',
      '/v0.0/otklik.js',
    ]) {
      const answer = await world.request({ app, url });
      assert.equal(answer.json<{ code: string }>().code, 'route_unknown', url);
    }
  });

  test('are kept when they run, once and by several processes at once', async () => {
    await Promise.all([1, 2, 3].map(() => keepVersion(current, '0.1.0', kept)));
    assert.deepEqual((await keptVersions(kept)).sort(), [join(kept, 'v0.0.9'), join(kept, 'v0.1.0')]);
    assert.equal(readFileSync(join(kept, 'v0.1.0/chunks/new/0.js'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(kept).sort(), ['secret.txt', 'v0.0.9', 'v0.1.0']);
    // While it isn't published yet, it is built again and again.
    build(current, 'newer');
    await keepVersion(current, '0.1.0', kept);
    assert.equal(readFileSync(join(kept, 'v0.1.0/otklik.js'), 'utf8'), 'newer');
    await assert.rejects(keepVersion(current, '0.1.0', join(root, 'current/otklik.js/no')));
    assert.equal(existsSync(join(kept, 'v0.1.0/chunks/newer/0.js')), true);
  });
});
