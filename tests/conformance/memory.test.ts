import assert from 'node:assert/strict';
import { test } from 'node:test';
import { content } from '../support/content.ts';
import { startServer } from '../support/server.ts';
import { conformance } from './conformance.ts';

test('the back end in memory keeps the contract', async (context) => {
  const { origin, close } = await startServer();
  try {
    for (const { name, outcome, why } of await conformance(origin, { agency: content.agency.id })) {
      await context.test(name, () => assert.equal(outcome, 'passed', why));
    }
  } finally {
    await close();
  }
});
