import type { Ballot, Batch } from '../../contract/surveys.ts';
import { bitsProved, solving, workFor } from '../proof.ts';

/** Milliseconds of the hour in which work counts. */
const hourLength = 3_600_000;

/** Zero bits of each puzzle that a ballot asks for, while nobody sends many: half of what filing asks for. */
export const ballotBits = 10;

/** The whole hour of a moment, as it stands in batches and ballots: 2026-12-01T06:00:00.000Z. */
export function hourOf(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / hourLength) * hourLength).toISOString();
}

/**
 * What the work of a ballot is done for: this agency and survey, this hour of the server's clock, and this
 * sealed ballot for this batch. It can be used for nothing else, and not stored up.
 * @returns 32 bytes
 */
export const ballotSeed = (
  agency: string,
  survey: string,
  { batch, hour, sealed }: Pick<Ballot, 'batch' | 'hour' | 'sealed'>,
): Uint8Array => workFor('ballot', agency, survey, hour, batch, sealed);

/** Whether the hour of a ballot counts: this one by the server's clock, or the one before, in which it may have been begun. */
export function hourCounts(hour: string, now: Date): boolean {
  return hour === hourOf(now) || hour === hourOf(new Date(now.getTime() - hourLength));
}

/** @returns zero bits that the work of a ballot shows; 0 where it is none, or for something else */
export const ballotBitsProved = (agency: string, survey: string, ballot: Ballot): number =>
  bitsProved(ballotSeed(agency, survey, ballot), ballot.proof);

/** A sealed ballot with its work, done in one go: for who needn't let anything breathe meanwhile. */
export function withWork(
  agency: string,
  survey: string,
  sealed: Pick<Ballot, 'batch' | 'sealed'>,
  { hour, bits }: Pick<Batch, 'hour' | 'bits'>,
): Ballot {
  const work = solving(ballotSeed(agency, survey, { ...sealed, hour }), bits);
  let step = work.next();
  while (!step.done) step = work.next();
  return { ...sealed, hour, proof: step.value };
}
