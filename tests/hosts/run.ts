// Widgets on pages of others, in a browser. Pictures are written to tests/shots/hosts.
//   npm run test:hosts [-- bvi …]      ENGINES=chrome,firefox: in these alone
import { parseArgs } from 'node:util';
import { buildStale } from '../../scripts/build.mjs';
import { Checks, type Part } from './checks.ts';
import { visited } from './page.ts';
import { hostPages } from './pages/all.ts';

/** Each by the name that one may ask for. */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  bvi: async () => (await import('./bvi.ts')).bvi,
  schemes: async () => (await import('./schemes.ts')).schemes,
  preferences: async () => (await import('./preferences.ts')).preferences,
  tokens: async () => (await import('./tokens.ts')).tokens,
  wordpress: async () => (await import('./wordpress/wordpress.ts')).wordpress,
  ...Object.fromEntries(hostPages.map((page) => [page.name, () => Promise.resolve(visited(page))])),
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !parts[name]);
if (unknown.length) {
  console.error(`No part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

// What was started for a part ends with it in any case.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const checks = new Checks();
await buildStale();
for (const [name, load] of Object.entries(parts)) {
  if (positionals.length && !positionals.includes(name)) continue;
  console.log(name);
  const begun = performance.now();
  try {
    await (
      await load()
    )(checks);
  } catch (error) {
    checks.check(name, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  }
  console.log(`  ${Math.round((performance.now() - begun) / 1000)} s`);
}
console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exit(checks.failed > 0 || checks.passed === 0 ? 1 : 0);
