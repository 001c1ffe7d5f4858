import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { insertSlots } from '@otklik/server/slots/store.js';
import { startServer } from '@otklik/server/start.js';
import { content, slotTimes } from '../support/content.ts';
import { conformance } from './conformance.ts';

test('the server keeps the contract', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-conformance-'));
  const environment = { PORT: '0', OTKLIK_DATA: join(folder, 'data'), OTKLIK_KEYS: join(folder, 'keys') };
  const { address, stop } = await startServer({
    ...{ content: [content], environment },
    register: async (_app, { services: { database, now } }) => {
      await database.db.transaction().execute((tx) => insertSlots(tx, content.agency.id, slotTimes(now())));
    },
  });
  try {
    for (const { name, outcome, why } of await conformance(address, { agency: content.agency.id })) {
      await context.test(name, () => assert.equal(outcome, 'passed', why));
    }
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
