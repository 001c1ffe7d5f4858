// Every hosted page as lynx shows it, beside its kept text, and what lynx sends:
//   npm run test:lynx [-- [--keep] [publications case …]]
// Words narrow it to pages whose name contains one of them. `--keep` renews the kept texts.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { openWorld } from '@otklik/server/testing/app.js';
import { findLynx } from '../../scripts/machine.mjs';
import { content } from '../support/content.ts';
import { everyKind } from '../support/every-kind.ts';
import { dump } from './lynx.ts';
import { posting, sendings } from './sendings.ts';
import { readings } from './pages.ts';

const { values, positionals } = parseArgs({ options: { keep: { type: 'boolean' } }, allowPositionals: true });
const kept = fileURLToPath(new URL('kept', import.meta.url));
const code = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/;

/** What an installation's own keys make, and so no two runs have alike. */
const settled = (text: string, origin: string, secret: string): string =>
  text
    .replaceAll(origin, 'https://otklik.example.gov')
    .replaceAll(secret || origin, 'CODE-CODE-CODE')
    .replace(/\b[0-9a-f]{64}\b/g, '(hash)')
    .replace(/[ \t]+$/gm, '');

async function main(): Promise<{ passed: number; failed: number }> {
  const sum = { passed: 0, failed: 0 };
  const tried = async (name: string, check: () => unknown): Promise<void> => {
    try {
      await check();
      sum.passed++;
    } catch (error) {
      sum.failed++;
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  // The time of the server stands still: 24 November 2026.
  const world = await openWorld([
    { ...content, surveys: [...content.surveys, surveyOfDefinition('every-kind', everyKind)] },
  ]);
  try {
    const app = await world.app({
      register: async (scope, context) =>
        scope.register(async (pages) => {
          posting(pages);
          await hostedPages(pages, context);
        }),
    });
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    mkdirSync(kept, { recursive: true });
    let secret = '';
    for (const { name, path, form } of readings) {
      const posted = form && { ...form, ...(form.code && { code: secret }) };
      const read = await dump(origin + encodeURI(path), posted);
      secret ||= (name === 'consultation-receipt' && code.exec(read)?.[0]) || '';
      if (positionals.length && !positionals.some((part) => name.includes(part))) continue;
      const file = join(kept, `${name}.txt`);
      const text = settled(read, origin, secret);
      if (values.keep) writeFileSync(file, text);
      await tried(name, () => assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : ''));
    }
    for (const { name, run } of sendings) {
      if (positionals.length && !positionals.some((part) => name.includes(part))) continue;
      await tried(name, () => run(origin, world));
    }
    return sum;
  } finally {
    await world.close();
  }
}

if (findLynx()) {
  const { passed, failed } = await main();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
} else {
  console.log(`0 passed, 0 failed, ${readings.length + sendings.length} skipped`);
  process.exitCode = process.env.OTKLIK_NO_SKIP ? 1 : 0;
}
