import { createHash } from 'node:crypto';

/**
 * A name in the space of an installation as a UUID URN (version 5, RFC 9562, 5.5): the same for ever,
 * also when the site moves to another address, so that readers don't see everything as new again.
 * @param space what no other installation has; its first 16 bytes count.
 */
export function urnOf(space: Buffer, name: string): string {
  const bytes = createHash('sha1').update(space.subarray(0, 16)).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${groups.join('-')}`;
}
