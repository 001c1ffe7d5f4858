import { BackendError } from '@otklik/core/backend/error.js';
import { filingBits } from '@otklik/core/domain/consultations/filing.js';
import { leakyBuckets, type Bucket } from '../networks.ts';

/** So many at once, and one more each so many ms. */
interface Pace {
  burst: number;
  every: number;
}

/** How fast one network may file. An installation may set others. */
export interface FilingPace {
  /** Work that is asked for in place of a captcha: zero bits of each puzzle, see core's domain/proof.ts. */
  bits: number;
  /** With that work done. Beyond it more work is asked for: one bit more for each `step`, `most` bits more at most. */
  proved: Pace & { step: number; most: number };
  /** Without: pages without JavaScript, programs. */
  unproved: Pace;
}

export const filingPace: FilingPace = {
  bits: filingBits,
  proved: { burst: 300, every: 1_000, step: 30, most: 4 },
  unproved: { burst: 150, every: 10_000 },
};

/** Nobody is told to wait longer, s: who comes again then has been able to do more work meanwhile. */
const longest = { proved: 20, unproved: 60 } as const;

/**
 * Runs a filing from an address, with so many bits of work proved; null: none was sent along. One that
 * files nothing new, or fails, costs nothing.
 * @param filing says whether it filed something new
 * @throws BackendError proof_invalid; proof_needed {bits, retryAfter: s} without running it: with so many bits
 * it is taken at once; with what was sent it may be in so many seconds (0: it won't be)
 */
export type FilingBrake = <T>(
  address: string,
  proved: number | null,
  filing: () => Promise<{ is: 'new' | 'known'; value: T }>,
) => Promise<T>;

/**
 * The brake on junk: buckets that leak, one of a network for those that did the work and one for those
 * that didn't. It gets slower and says so: whoever shares an address with a flood still gets through, by
 * more work, since the work asked for has a bound.
 */
export function filingBrake(now: () => Date, { bits, proved, unproved }: FilingPace = filingPace): FilingBrake {
  const provedOf = leakyBuckets(now, 1 / proved.every);
  const unprovedOf = leakyBuckets(now, 1 / unproved.every);

  const needed = (more: number, wait: number, most: number): BackendError =>
    new BackendError('proof_needed', { bits: more, retryAfter: Math.min(most, Math.ceil(wait / 1000)) });

  /** What the network of a bucket is asked for at its level. */
  const asked = ({ level }: Bucket): number =>
    bits + Math.min(proved.most, Math.max(0, Math.ceil((level + 1 - proved.burst) / proved.step)));

  /** The bucket that pays. @throws BackendError */
  const admitted = (address: string, done: number | null): Bucket => {
    const working = provedOf(address);
    const wanted = asked(working);
    if (done === null) {
      const bucket = unprovedOf(address);
      const over = bucket.level + 1 - unproved.burst;
      if (over > 0) throw needed(wanted, over * unproved.every, longest.unproved);
      return bucket;
    }
    // By chance work that was done for something else has none.
    if (bits > 0 && done === 0) throw new BackendError('proof_invalid');
    if (done < bits) throw needed(wanted, 0, 0);
    if (done < wanted) throw needed(wanted, (working.level + 1 - proved.burst) * proved.every, longest.proved);
    return working;
  };

  /** A flood that does the work mustn't raise what is asked of others for longer than minutes. */
  const top = proved.burst + proved.step * proved.most;

  return async (address, done, filing) => {
    const bucket = admitted(address, done);
    // Counted before it runs: many at once must not slip through together.
    bucket.level += 1;
    let paid = false;
    try {
      const { is, value } = await filing();
      paid = is === 'new';
      return value;
    } finally {
      if (!paid) bucket.level = Math.max(0, bucket.level - 1);
      else if (done !== null) bucket.level = Math.min(top, bucket.level);
    }
  };
}
