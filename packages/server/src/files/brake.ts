import { BackendError } from '@otklik/core/backend/error.js';
import type { FileLimits } from '@otklik/core/domain/files/limits.js';
import { leakyBuckets } from '../networks.ts';

/** Counts what the network of an address uploads. @throws BackendError too_many_attempts {retryAfter: s} */
export type UploadBrake = (address: string, bytes: number) => void;

/** Each upload costs at least so much: a million empty ones are a burden, too. */
const least = 250_000;

/** A bucket for each network, which leaks; in the memory of this process. */
export function uploadBrake(
  now: () => Date,
  { networkBytes, networkBytesPerSecond }: Pick<FileLimits, 'networkBytes' | 'networkBytesPerSecond'>,
): UploadBrake {
  const bucketOf = leakyBuckets(now, networkBytesPerSecond / 1000);
  return (address, bytes) => {
    const bucket = bucketOf(address);
    const cost = Math.min(networkBytes, Math.max(least, bytes));
    const over = bucket.level + cost - networkBytes;
    if (over > 0) throw new BackendError('too_many_attempts', { retryAfter: Math.ceil(over / networkBytesPerSecond) });
    bucket.level += cost;
  };
}
