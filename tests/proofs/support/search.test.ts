import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesWith } from './search.ts';

let folder: string;
before(() => (folder = mkdtempSync(join(tmpdir(), 'otklik-search-'))));
after(() => rmSync(folder, { recursive: true }));

/** Whether a word that stands so far into a text is found in a file that holds the text in some form. */
function isFound(at: number, form: (text: Buffer) => string | Buffer): boolean {
  const path = join(folder, 'file');
  writeFileSync(path, form(Buffer.from(`${'<'.repeat(at)}wörd-4711${'>'.repeat(at + 1)}`)));
  return filesWith([folder], 'wörd-4711').includes(path);
}

const written: Record<string, (text: Buffer) => string | Buffer> = {
  'as it is': (text) => text,
  'in hexadecimal': (text) => text.toString('hex'),
  'in capital hexadecimal': (text) => text.toString('hex').toUpperCase(),
  'in base64': (text) => text.toString('base64'),
  'in base64url': (text) => text.toString('base64url'),
};

for (const [name, form] of Object.entries(written))
  test(`a word is found ${name}, wherever in a text it stands`, () => {
    for (const at of [0, 1, 2, 3, 4, 5]) assert.ok(isFound(at, form), `${at} bytes before it`);
  });

test('another word isn’t found', () => {
  writeFileSync(join(folder, 'file'), Buffer.from('<wörd-5711>').toString('base64'));
  assert.deepEqual(filesWith([folder], 'wörd-4711'), []);
});
