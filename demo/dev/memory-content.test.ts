import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { memoryBackend } from '@otklik/core/backend/memory/memory.js';
import { serveBackend } from '@otklik/core/backend/memory/serve.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { housing } from '../content/index.ts';
import { codes } from './codes.ts';
import { memoryContent } from './memory-content.ts';

const now = new Date();
const content = housing(now);
const { agency, files } = await memoryContent(content, now, async (source) => new Uint8Array(readFileSync(source)));
const backend = memoryBackend({ agencies: [agency], calendar: productionCalendar });
const serve = serveBackend(backend, (_, id) => {
  const file = files.get(id);
  return file ? new Response(file.bytes, { headers: { 'Content-Type': file.mediaType } }) : null;
});
const root = 'http://localhost/api/v1/agencies/housing';

test('the codes that the page shows open their cases', async () => {
  const shown = await codes();
  assert.equal(shown.length, content.cases.length - 1, 'all but the internal one');
  for (const { code, status } of shown) assert.equal((await backend.readCase('housing', code)).status, status);
});

test('attachments come whole, with the size that the list says', async () => {
  const { items } = await backend.listPublications('housing', { limit: 50 });
  const listed = items.flatMap(({ attachments }) => attachments);
  assert.ok(listed.length > 8);
  for (const { url, size, mediaType } of listed) {
    const response = await serve(new Request(`http://localhost${url}`));
    assert.equal(response.status, 200, url);
    assert.equal(response.headers.get('Content-Type'), mediaType);
    assert.equal((await response.arrayBuffer()).byteLength, size);
  }
});

test('results are there, and internal resources are not', async () => {
  const releases = await backend.listReleases('housing', 'information-access');
  assert.deepEqual(
    releases.items.map(({ counted, invalid }) => [counted.to, invalid.to]),
    [
      [61, 0],
      [46, 0],
    ],
  );
  assert.equal((await serve(new Request(`${root}/publications/answer-checklist`))).status, 404);
  assert.equal((await serve(new Request(`${root}/surveys/internal-information/manifest`))).status, 404);
});
