import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { openWorld, type World } from '../testing/app.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

describe('built files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-assets-'));
  const script = 'export const x = "Отклик";\n'.repeat(100);
  mkdirSync(join(folder, 'chunks'));
  for (const name of ['otklik.js', 'chunks/Ab12Cd34.js']) {
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
    assert.equal((await get('/v1/chunks/Ab12Cd34.js')).headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal((await get('/v1/otklik.js', {})).payload, script);
    assert.equal((await get('/v1/plain.css')).payload, 'a{}');
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
