import { isIPv4, isIPv6 } from 'node:net';

/* Brakes count by network, in the memory of this process: no address is stored or logged. */

/** How many bits of an address name its network: whole bytes of IPv4, whole halves of bytes of IPv6. */
interface NetworkBits {
  v4: number;
  v6: number;
}

/** The network that an address belongs to; if nothing else is said: /24 of IPv4, /56 of IPv6. */
export function networkOf(address: string, { v4, v6 }: NetworkBits = { v4: 24, v6: 56 }): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain))
    return plain
      .split('.')
      .slice(0, v4 / 8)
      .join('.');
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  if (tail !== undefined)
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest);
  const digits = groups.map((group) => group.padStart(4, '0')).join('');
  return digits.slice(0, v6 / 4);
}

/** What a network has used up and not yet got back. */
export interface Bucket {
  level: number;
}

/** Networks kept in mind; beyond that the longest quiet one is forgotten. */
const networks = 20_000;

/**
 * A bucket for each network, which leaks.
 * @param leak how much of a level goes in a millisecond
 * @param nameOf what an address is known by
 * @returns the bucket of an address as it stands now; whoever uses it up raises its level
 */
export function leakyBuckets(
  now: () => Date,
  leak: number,
  nameOf: (address: string) => string = networkOf,
): (address: string) => Bucket {
  const buckets = new Map<string, Bucket & { at: number }>();
  return (address) => {
    const network = nameOf(address);
    const at = now().getTime();
    const known = buckets.get(network) ?? { level: 0, at };
    // A clock that goes back takes nothing away and gives nothing.
    known.level = Math.max(0, known.level - Math.max(0, at - known.at) * leak);
    known.at = at;
    // Newest last: the first ones are those that were quiet longest.
    buckets.delete(network);
    buckets.set(network, known);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= networks) break;
      buckets.delete(oldest);
    }
    return known;
  };
}
