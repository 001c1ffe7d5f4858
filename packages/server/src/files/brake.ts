import { BackendError } from '@otklik/core/backend/error.js';
import type { FileLimits } from '@otklik/core/domain/files/limits.js';
import { networkOf } from '../consultations/attempts.ts';

/** Counts what the network of an address uploads. @throws BackendError too_many_attempts {retryAfter: s} */
export type UploadBrake = (address: string, bytes: number) => void;

/** Each upload costs at least so much: a million empty ones are a burden, too. */
const least = 250_000;
/** Networks kept in mind; beyond that the longest quiet one is forgotten. */
const networks = 20_000;

/** A bucket for each network, which leaks; in the memory of this process. */
export function uploadBrake(
  now: () => Date,
  { networkBytes, networkBytesPerSecond }: Pick<FileLimits, 'networkBytes' | 'networkBytesPerSecond'>,
): UploadBrake {
  const buckets = new Map<string, { level: number; at: number }>();
  return (address, bytes) => {
    const network = networkOf(address);
    const at = now().getTime();
    const known = buckets.get(network) ?? { level: 0, at };
    const leaked = (Math.max(0, at - known.at) / 1000) * networkBytesPerSecond;
    const level = Math.max(0, known.level - leaked);
    const cost = Math.min(networkBytes, Math.max(least, bytes));
    const over = level + cost - networkBytes;
    // Newest last: the first ones are those that were quiet longest.
    buckets.delete(network);
    buckets.set(network, { level: over > 0 ? level : level + cost, at });
    for (const oldest of buckets.keys()) {
      if (buckets.size <= networks) break;
      buckets.delete(oldest);
    }
    if (over > 0) throw new BackendError('too_many_attempts', { retryAfter: Math.ceil(over / networkBytesPerSecond) });
  };
}
