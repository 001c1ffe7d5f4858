import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseStatuses, type CaseStatus } from '../../contract/case.ts';
import type { RecordStatus } from '../../contract/staff/consultations.ts';
import { clientActions, clientActionTypes } from './client-actions.ts';
import { caseActionTypes, parties, transitions } from './lifecycle.ts';

/** States of which the client sees this one. */
const seenAs = (status: CaseStatus): RecordStatus[] =>
  status === 'in_progress' ? ['in_progress', 'returned'] : [status];

test('a page offers a client what the lifecycle lets clients do, in every state', () => {
  const clients = caseActionTypes.filter((type) => parties[type].includes('client'));
  assert.deepEqual([...clientActionTypes].toSorted(), [...clients].toSorted());
  for (const status of caseStatuses) {
    for (const state of seenAs(status)) {
      const allowed = clients.filter((type) => type in transitions[state]);
      assert.deepEqual([...clientActions(status)].toSorted(), allowed.toSorted(), state);
    }
  }
});

test('of a state that another version knows a page offers nothing', () => {
  assert.deepEqual(clientActions('archived' as CaseStatus), []);
});
