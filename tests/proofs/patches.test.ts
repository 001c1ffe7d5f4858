// What `npm run test:proofs` rests on, looked at without running it: no proof without a patch, no patch without its proof.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from './support/copy.ts';
import { readPatches } from './support/patch.ts';

/** They protect nothing, and show that the others look at something: docs/coverage/surveys.md. */
const without = [
  'canaries.proof.ts: everything was tried, and came to what it should',
  'leftovers.proof.ts: all ballots are in the release',

  'wire.browser.proof.ts: ${from}: are taken, whatever they are',
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Tests as their file names them; what is filled in there may be anything. */
const proofs = globSync('tests/proofs/*.proof.ts', { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/^\s*test\(\s*(['`])(.+?)\1,/gm)].map(([, , name = '']) => ({
    file: basename(path),
    name,
    fits: new RegExp(
      `^${name
        .split(/\$\{[^}]+\}/)
        .map(escaped)
        .join('.+')}$`,
    ),
  })),
);
const patches = readPatches();

test('each proof has a patch that takes its protection out', () => {
  const bare = proofs.filter(
    ({ file, fits }) => !patches.some((patch) => patch.file === file && fits.test(patch.test)),
  );
  assert.deepEqual(bare.map(({ file, name }) => `${file}: ${name}`).sort(), without);
});

test('each patch is for a proof that is there', () => {
  const lost = patches.filter(({ file, test }) => !proofs.some((one) => one.file === file && one.fits.test(test)));
  assert.deepEqual(
    lost.map(({ name, test }) => `${name}: ${test}`),
    [],
  );
});

test('each patch fits the code as it is', () => {
  for (const { name, path } of patches) {
    const { status, stderr } = spawnSync('git', ['apply', '--check', path], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, `make ${name} anew from the code as it is: ${stderr}`);
  }
});
