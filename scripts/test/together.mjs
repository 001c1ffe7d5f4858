// Runs test files in one process, one after the other: what they all import, and PostgreSQL in
// WebAssembly, is read and compiled once instead of once a file, which was most of their time.
//   node [flags of node:test's reporters] scripts/test/together.mjs FILE…
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

/** Until a file counts as hung, in milliseconds. */
const timeout = 600_000;

for (const file of process.argv.slice(2)) {
  // A test, not a suite: its function is called when its turn comes, and so what a file opens at its top
  // is open for no longer than its own tests. They and its hooks become those of this test.
  test(file, { timeout }, async () => {
    await import(pathToFileURL(file).href);
  });
}
