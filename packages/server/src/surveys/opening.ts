import { setImmediate as breath } from 'node:timers/promises';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { ballotOpener, fromBase64Url, sealBallot, sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import type { Db } from '../database/open.ts';
import { readBox, type StoredBatch } from './box-store.ts';

/** Bytes of ballots that are in memory at once, and how many of them are opened in one go. */
const pageBytes = 1_000_000;
const together = 8;

type Opener = Awaited<ReturnType<typeof ballotOpener>>;

/**
 * What opens a batch's ballots, proven on one made here: if the key weren't the right one, every
 * ballot would pass for an invalid one and be gone.
 */
export async function openerOf(
  { id, survey, publicKey, manifestHash }: StoredBatch,
  manifest: Manifest,
  privateKey: string,
): Promise<Opener> {
  const open = await ballotOpener(survey, manifestHash, id, privateKey);
  const probe = await sealBallot(manifest, { batch: id, publicKey, manifestHash }, {});
  if ((await open(fromBase64Url(probe.sealed))) === undefined)
    throw new Error('the key of a batch does not open its ballots');
  return open;
}

/**
 * All ballots of a closed box, opened, in the order of their digests. It takes a page into memory at a time,
 * and lets whatever else the process has to do have its turn in between.
 * @param stopped ends early
 * @returns whether all were opened
 */
export async function eachOpened(
  db: Db,
  batch: StoredBatch,
  manifest: Manifest,
  open: Opener,
  take: (opened: unknown) => void,
  stopped?: AbortSignal,
): Promise<boolean> {
  const limit = Math.max(1, Math.floor(pageBytes / sealedBytes(manifest)));
  let last: Buffer | null = null;
  for (;;) {
    const page: { digest: Buffer; sealed: Buffer }[] = await readBox(db, batch.id, last, limit);
    for (let at = 0; at < page.length; at += together) {
      if (stopped?.aborted) return false;
      for (const opened of await Promise.all(page.slice(at, at + together).map(({ sealed }) => open(sealed))))
        take(opened);
      await breath();
    }
    if (page.length < limit) return true;
    last = page.at(-1)?.digest ?? null;
  }
}
