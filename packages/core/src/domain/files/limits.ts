/** Media type of a part: RFC 9110 has none for it; this one is of tus 1.0.0. */
export const partType = 'application/offset+octet-stream';

/** What files may cost. Bytes are of 8 bits, MB of 1000 kB. An installation may set others. */
export interface FileLimits {
  /** Of one file. */
  fileBytes: number;
  /** Of one part that a file is uploaded in; all but the last must have `leastPartBytes`, or a file could become a million rows. */
  partBytes: number;
  leastPartBytes: number;
  /** Files that one case can hold. */
  perCase: number;
  /** How long a file waits for what it is to be attached to, hours from its first request. */
  waitingHours: number;
  /** Of all files together that wait: what strangers can fill the disk with. */
  waitingBytes: number;
  /** What one network may upload at once, and how fast that comes back, bytes each second. */
  networkBytes: number;
  networkBytesPerSecond: number;
  /** Of all that an archive holds, archives in it included. */
  unpackedBytes: number;
  /** Unpacked bytes for each packed one; looked at from 10 MB unpacked on. */
  unpackedRatio: number;
  entries: number;
  /** How deep archives and documents may lie in each other; a plain document is 1. */
  depth: number;
  /** Of a picture: what shows it needs memory for each pixel. */
  pixels: number;
  imageSide: number;
}

export const fileLimits: FileLimits = {
  fileBytes: 10_000_000,
  partBytes: 1_000_000,
  leastPartBytes: 16_000,
  perCase: 5,
  waitingHours: 24,
  waitingBytes: 5_000_000_000,
  networkBytes: 200_000_000,
  networkBytesPerSecond: 100_000,
  unpackedBytes: 100_000_000,
  unpackedRatio: 100,
  entries: 2_000,
  depth: 3,
  pixels: 100_000_000,
  imageSide: 30_000,
};
