import { randomUUID } from 'node:crypto';
import { newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import type { Tx } from '../database/open.ts';
import type { Services } from '../services.ts';
import {
  closeBatch,
  countBox,
  deleteBatch,
  findOpenBatch,
  insertBatch,
  listBatches,
  ownKeys,
  shareKeys,
  type StoredBatch,
} from './box-store.ts';
import { addLost } from './release-store.ts';

type Needed = Pick<Services, 'database' | 'keys'>;

/** The batch that takes ballots for this version of a survey now; made when there is none. */
export async function openBatch(
  services: Needed,
  agency: string,
  survey: string,
  manifestHash: string,
): Promise<StoredBatch> {
  const { database, keys } = services;
  const { db } = database;
  const known = await findOpenBatch(db, agency, survey, manifestHash);
  if (known && keys.ballots.has(known.id)) return known;
  // What is sealed to a key that is gone can't be opened by anybody: no more of it.
  if (known) await closeBatch(db, known.id);
  const { publicKey, privateKey } = await newBatchKeys();
  const made: StoredBatch = { id: randomUUID(), agency, survey, publicKey, manifestHash, open: true };
  const first = await db.transaction().execute(async (tx) => {
    await shareKeys(tx);
    if (!(await insertBatch(tx, made))) return false;
    // Before the commit: nobody may seal to a key that isn't safely stored.
    keys.ballots.write(made.id, privateKey);
    return true;
  });
  // Another request made one meanwhile. It may be tallied already; then begin anew.
  return first ? made : openBatch(services, agency, survey, manifestHash);
}

/** Destroys keys without a batch: its tally was committed, or its making was not. */
async function destroyOrphans(tx: Tx, keys: Needed['keys']): Promise<StoredBatch[]> {
  await ownKeys(tx);
  const batches = await listBatches(tx);
  const known = new Set(batches.map(({ id }) => id));
  for (const batch of keys.ballots.list()) if (!known.has(batch)) keys.ballots.destroy(batch);
  return batches;
}

/** What could not be destroyed after its tally, for a full disk say, isn't left until the next start. */
export const destroyLeftKeys = ({ database: { db }, keys }: Needed): Promise<unknown> =>
  db.transaction().execute((tx) => destroyOrphans(tx, keys));

/**
 * Makes keys folder and database agree again after a crash or a restored backup: keys without a
 * batch are destroyed; batches without a key can never be opened, so they are dropped and their ballots
 * counted as lost.
 */
export async function settleBatches({ database: { db }, keys }: Needed): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const batches = await destroyOrphans(tx, keys);
    keys.ballots.dropUnfinished();
    for (const { id, agency, survey } of batches) {
      if (keys.ballots.has(id)) continue;
      const lost = await countBox(tx, id);
      await deleteBatch(tx, id);
      await addLost(tx, agency, survey, lost);
    }
  });
}
