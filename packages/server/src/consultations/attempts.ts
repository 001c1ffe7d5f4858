import { isIPv4, isIPv6 } from 'node:net';
import { BackendError } from '@otklik/core/backend/error.js';

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
  /** Networks kept in mind; beyond that the longest quiet one is forgotten. */
  networks: 20_000,
} as const;

/** The network that an address belongs to: /24 of IPv4, /56 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain.split('.').slice(0, 3).join('.');
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  if (tail !== undefined)
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest);
  const [a, b, c, d = '0'] = groups.map((group) => group.padStart(4, '0'));
  return [a, b, c, d.slice(0, 2)].join(':');
}

export interface Attempts {
  /**
   * Runs one attempt from an address. `undefined` from `attempt` is a wrong one: answered the
   * later, the more there were. A right one is answered at once and costs nothing.
   * @throws BackendError too_many_attempts {retryAfter: s} without running it
   */
  run<T>(address: string, attempt: () => Promise<T | undefined>): Promise<T | undefined>;
}

interface Bucket {
  /** Wrong attempts not yet forgiven, those under way included. */
  level: number;
  /** When `level` was true, ms. */
  at: number;
}

/**
 * The brake on guessing: per network, a bucket that leaks. Guessing 55 bits is hopeless even
 * unbraked; the brake keeps it cheap for us. A network that is shared with a guesser is turned away
 * for seconds, never longer.
 */
export function caseAttempts(now: () => Date, delay: (ms: number) => Promise<void>): Attempts {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (network: string): Bucket => {
    const at = now().getTime();
    const known = buckets.get(network) ?? { level: 0, at };
    known.level = Math.max(0, known.level - Math.max(0, at - known.at) / policy.forgive);
    known.at = at;
    // Newest last: the first ones are those that were quiet longest.
    buckets.delete(network);
    buckets.set(network, known);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= policy.networks) break;
      buckets.delete(oldest);
    }
    return known;
  };

  return {
    run: async (address, attempt) => {
      const bucket = bucketOf(networkOf(address));
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
