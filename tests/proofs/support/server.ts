// The server as people run it, with one agency, its widgets and its hosted pages; whoever started it may
// ask for a tally as of a moment, which else comes once a day, and ask its database.
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { describeError } from '@otklik/server/http/problems.js';
import type { Services } from '@otklik/server/services.js';
import { start } from '@otklik/server/start.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { quickBallots, quickFiling } from '@otklik/server/testing/quick-filing.js';
import { content } from './content.ts';

let services: Services | undefined;
await start({
  content: [content],
  filing: quickFiling,
  ballots: quickBallots,
  assets: fileURLToPath(new URL('../../../packages/widgets/dist/v1', import.meta.url)),
  register: async (app, context) => {
    services = context.services;
    await app.register(async (scope) => hostedPages(scope, context));
  },
  pages: [{ title: 'Portal', path: '/' }],
});

/** What whoever started it may ask for. */
export type Asked = { tally: string } | { sql: string };

async function answer(asked: Asked): Promise<unknown> {
  if (!services) throw new Error('not started');
  if ('tally' in asked) return tallyBoxes(services, new Date(asked.tally));
  return (await sql.raw(asked.sql).execute(services.database.db)).rows;
}

process.on('message', async (asked: Asked) => {
  try {
    process.send?.({ answer: await answer(asked) });
  } catch (error) {
    process.send?.({ failed: describeError(error) });
  }
});
