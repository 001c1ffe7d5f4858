import { BackendError } from '@otklik/core/backend/error.js';
import { leakyBuckets } from '../networks.ts';

/** How one network's wrong attempts are braked; times in ms. */
const policy = {
  /** Wrong attempts that cost nothing: people mistype. */
  free: 5,
  /** Each further one is answered so much later than the one before. */
  step: 250,
  longest: 2_000,
  /** From here on attempts are turned away unread. */
  full: 20,
  /** One wrong attempt is forgiven in so much time: how long a whole network can be kept out at a stretch. */
  forgive: 3_000,
} as const;

export interface Attempts {
  /**
   * Runs one attempt from an address. `undefined` from `attempt` is a wrong one: answered the
   * later, the more there were. A right one is answered at once and costs nothing.
   * @throws BackendError too_many_attempts {retryAfter: s} without running it
   */
  run<T>(address: string, attempt: () => Promise<T | undefined>): Promise<T | undefined>;
}

/**
 * The brake on guessing: per network, a bucket that leaks. Guessing 55 bits is hopeless even
 * unbraked; the brake keeps it cheap for us. A network that is shared with a guesser is turned away
 * for seconds, never longer.
 */
export function caseAttempts(now: () => Date, delay: (ms: number) => Promise<void>): Attempts {
  // Wrong attempts not yet forgiven, those under way included.
  const bucketOf = leakyBuckets(now, 1 / policy.forgive);

  return {
    run: async (address, attempt) => {
      const bucket = bucketOf(address);
      if (bucket.level + 1 > policy.full) {
        const retryAfter = Math.ceil(((bucket.level + 1 - policy.full) * policy.forgive) / 1000);
        throw new BackendError('too_many_attempts', { retryAfter });
      }
      // Counted before it runs: many at once must not slip through together.
      bucket.level += 1;
      let wrong = false;
      try {
        const found = await attempt();
        wrong = found === undefined;
        return found;
      } finally {
        if (wrong)
          await delay(Math.min(policy.longest, Math.max(0, Math.ceil(bucket.level) - policy.free) * policy.step));
        else bucket.level = Math.max(0, bucket.level - 1);
      }
    },
  };
}
