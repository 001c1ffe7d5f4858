import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { feedBackend, type FeedPublication } from '@otklik/core/backend/files/feed.js';
import { corpus, type Sample } from './corpus.ts';
import { plainText } from './plain-text.ts';

const folder = new URL('corpus/', import.meta.url);

async function read({ file, type, at }: Sample): Promise<FeedPublication[]> {
  const body = readFileSync(new URL(file, folder));
  const fetch = (): Promise<Response> => Promise.resolve(new Response(body, { headers: { 'Content-Type': type } }));
  const backend = feedBackend(at, { plainText, fetch });
  const { items } = await backend.listPublications('', { limit: 50 });
  return Promise.all(items.map(({ id }) => backend.readPublication('', id) as Promise<FeedPublication>));
}

const moment = (date: string | null): string | null => date && new Date(date).toISOString();

describe('feeds of different makers', () => {
  for (const sample of corpus) {
    it(`${sample.maker}: ${sample.format}, ${sample.encoding}`, async () => {
      const items = await read(sample);
      const [first] = items;
      assert.ok(first);
      const { title, summary, body, source, attachments } = first;
      assert.equal(title.ru, sample.title);
      assert.equal(source.url, sample.link);
      assert.deepEqual(
        items.map((item) => (item.source.dated ? item.publishedAt : null)),
        sample.dates.map(moment),
      );
      assert.equal(source.category, sample.category);
      assert.deepEqual(
        attachments.map(({ url }) => url),
        sample.files,
      );
      const said = `${summary.ru}\n${plainText(body.ru)}`;
      assert.ok(said.includes(sample.says), said);
      assert.ok(!items.some((item) => /[\ufffd]|&\w+;/.test(item.title.ru + item.summary.ru)), 'bytes misread');
    });
  }

  it('has every file of the folder in its table', () => {
    const files = readdirSync(folder).filter((name) => !name.startsWith('.'));
    assert.deepEqual(corpus.map(({ file }) => file).sort(), files.sort());
    assert.ok(corpus.length >= 24);
  });
});
