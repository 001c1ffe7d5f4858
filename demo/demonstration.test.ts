import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Case } from '@otklik/core/contract/consultations.js';
import { codeOfKey } from '@otklik/server/consultations/codes.js';
import { noon, openWorld, type World } from '@otklik/server/testing/app.js';
import { caseNumbers } from './content/cases/numbers.ts';
import { housing } from './content/index.ts';

const { agency, cases, ...content } = housing(new Date(noon));
let world: World;
before(async () => {
  world = await openWorld([{ ...content, agency, cases, ballots: {} }]);
});
after(() => world.close());

test('the server brings every case to its state, under the number that others name', async () => {
  const numbers = caseNumbers(cases, agency.timeZone);
  for (const [at, { key, status, consultation }] of cases.entries()) {
    if (consultation.audience === 'internal') continue;
    const code = codeOfKey(world.keys, agency.id, key);
    const answer = await world.request({ url: '/api/v1/agencies/housing/case', headers: { 'case-code': code } });
    const found = answer.json<Case>();
    assert.deepEqual([found.number, found.status], [numbers[at], status], key);
  }
});
