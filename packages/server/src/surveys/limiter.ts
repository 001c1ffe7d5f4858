import { createHmac, randomBytes } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { ballotBits } from '@otklik/core/domain/surveys/work.js';
import { leakyBuckets, networkOf, type Bucket } from '../networks.ts';

/** So many at once, and one more each so many ms. */
interface Pace {
  burst: number;
  every: number;
}
/** Beyond the burst more work is asked for: one bit more for each `step`, `most` bits more at most. */
interface WorkingPace extends Pace {
  step: number;
  most: number;
}

/** How many ballots are taken in. An installation may set others. */
export interface BallotPace {
  /** Work that a ballot asks for while nobody sends many: zero bits of each puzzle, see core's domain/proof.ts. */
  bits: number;
  /** From one network, with work. After `burst` + `step` × `most` it is turned away. */
  network: WorkingPace;
  /** From everybody together: nobody is turned away for what others do. */
  all: WorkingPace;
  /** From one network, without work: pages without JavaScript. */
  plain: Pace;
}

/** A school or an office of hundreds behind one address answers within an hour; with more work, of a thousand. */
export const ballotPace: BallotPace = {
  bits: ballotBits,
  network: { burst: 200, every: 6_000, step: 50, most: 4 },
  all: { burst: 20_000, every: 100, step: 5_000, most: 4 },
  plain: { burst: 30, every: 20_000 },
};

/** For what isn't sent by anybody. */
export const unbraked: BallotPace = {
  bits: 0,
  network: { ...ballotPace.network, burst: Infinity },
  all: { ...ballotPace.all, burst: Infinity },
  plain: { ...ballotPace.plain, burst: Infinity },
};

export interface BallotLimiter {
  /** Zero bits that a ballot from an address asks for now. */
  bitsFor(address: string): number;
  /**
   * Takes a ballot in from an address, with so many bits of work proved; null: by a page without JavaScript.
   * One that fails costs nothing; one that is sent again costs as much as a new one, for it is as much to do.
   * @throws BackendError proof_invalid; proof_needed {bits}; too_many_attempts {retryAfter: s}; without running it
   */
  run(address: string, proved: number | null, take: () => Promise<void>): Promise<void>;
}

/** All that is known of who sent ballots is forgotten after so many ms. */
const memory = 3_600_000;

const more = ({ level }: Bucket, { burst, step, most }: WorkingPace): number =>
  Math.min(most, Math.max(0, Math.ceil((level + 1 - burst) / step)));

/** As many as there may be at all. */
const full = ({ burst, step, most }: WorkingPace): number => burst + step * most;

/** @throws BackendError too_many_attempts, when one more were over `most` */
function requireRoom({ level }: Bucket, most: number, { every }: Pace): void {
  const over = level + 1 - most;
  if (over > 0) throw new BackendError('too_many_attempts', { retryAfter: Math.ceil((over * every) / 1000) });
}

/**
 * The brake on junk in boxes. It knows a network (IPv4 /32, IPv6 /56) by a HMAC alone, whose key nobody
 * ever learns; key and counts are in memory and go after an hour, whether anybody asks or not.
 */
export function ballotLimiter(
  now: () => Date,
  pace: BallotPace = ballotPace,
  random: (bytes: number) => Buffer = randomBytes,
): BallotLimiter {
  const begin = () => {
    const key = random(32);
    const nameOf = (address: string): string =>
      createHmac('sha256', key)
        .update(networkOf(address, { v4: 32, v6: 56 }))
        .digest('base64');
    return {
      begun: now().getTime(),
      network: leakyBuckets(now, 1 / pace.network.every, nameOf),
      plain: leakyBuckets(now, 1 / pace.plain.every, nameOf),
      all: leakyBuckets(now, 1 / pace.all.every, () => ''),
    };
  };
  let counts: ReturnType<typeof begin> | null = null;

  const current = () => {
    const age = counts ? now().getTime() - counts.begun : 0;
    if (counts && age >= 0 && age < memory) return counts;
    const fresh = (counts = begin());
    setTimeout(() => {
      if (counts === fresh) counts = null;
    }, memory).unref();
    return fresh;
  };

  const bitsFor = (address: string): number => {
    const { network, all } = current();
    return pace.bits + Math.max(more(network(address), pace.network), more(all(''), pace.all));
  };

  /** The bucket that pays. @throws BackendError */
  const admitted = (address: string, proved: number | null): Bucket => {
    const { network, plain } = current();
    if (proved === null) {
      const bucket = plain(address);
      requireRoom(bucket, pace.plain.burst, pace.plain);
      return bucket;
    }
    // By chance work that was done for something else has none.
    if (pace.bits > 0 && proved === 0) throw new BackendError('proof_invalid');
    const bucket = network(address);
    requireRoom(bucket, full(pace.network), pace.network);
    const bits = bitsFor(address);
    if (proved < bits) throw new BackendError('proof_needed', { bits });
    return bucket;
  };

  return {
    bitsFor,
    run: async (address, proved, take) => {
      const own = admitted(address, proved);
      const all = current().all('');
      // Counted before it runs: many at once must not slip through together.
      for (const bucket of [own, all]) bucket.level += 1;
      try {
        await take();
      } catch (error) {
        for (const bucket of [own, all]) bucket.level = Math.max(0, bucket.level - 1);
        throw error;
      } finally {
        // A flood mustn't raise what is asked of everybody for as long again as it lasted.
        all.level = Math.min(full(pace.all), all.level);
      }
    },
  };
}
