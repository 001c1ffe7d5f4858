import { sha256 } from '@noble/hashes/sha2.js';

/*
 * Proof of work, after Hashcash (A. Back, 2002), in place of a captcha: sending one thing costs a
 * fraction of a second of arithmetic, sending a hundred thousand costs hours. Nobody is asked anything.
 */

/** Many small puzzles vary less in time than one large: nobody waits ten times as long by bad luck. */
export const puzzles = 16;

/** Bytes of a nonce. */
const nonceBytes = 4;

/**
 * What the work is done for: nothing else can be sent with it.
 * @param parts each counts by its length, so that no two lists come to the same
 * @returns 32 bytes
 */
export function workFor(...parts: string[]): Uint8Array {
  const encoder = new TextEncoder();
  const hash = sha256.create();
  for (const part of parts) {
    const bytes = encoder.encode(part);
    hash.update(encoder.encode(`${bytes.length}:`)).update(bytes);
  }
  return hash.digest();
}

/** How many bits from the first on are zero. */
function zeroBits(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.length * 8 : first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
}

/** The seed with room for which puzzle it is and for its nonce. */
function block(seed: Uint8Array): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(seed.length + 1 + nonceBytes);
  bytes.set(seed);
  return { bytes, view: new DataView(bytes.buffer) };
}

const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

function fromBase64url(text: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/**
 * Solves all puzzles, a few hashes at a time: whoever drives it lets the page breathe in between.
 * It takes 16 × 2^bits hashes on average.
 * @param bits how many zero bits each puzzle asks for, at most 32
 * @returns the nonces, 64 bytes as base64url
 */
export function* solving(seed: Uint8Array, bits: number): Generator<void, string> {
  const { bytes, view } = block(seed);
  const found = new DataView(new ArrayBuffer(puzzles * nonceBytes));
  for (let puzzle = 0; puzzle < puzzles; puzzle++) {
    bytes[seed.length] = puzzle;
    let nonce = 0;
    for (;;) {
      view.setUint32(seed.length + 1, nonce);
      if (zeroBits(sha256(bytes)) >= bits) break;
      // Few at a time: until a browser has compiled it, on a weak phone one takes a millisecond.
      if (++nonce % 16 === 0) yield;
    }
    found.setUint32(puzzle * nonceBytes, nonce);
  }
  return toBase64url(new Uint8Array(found.buffer));
}

/**
 * How much work a proof shows.
 * @param proof as `solving` gave it
 * @returns zero bits of the puzzle that has fewest; 0 for what is no proof at all
 */
export function bitsProved(seed: Uint8Array, proof: string): number {
  const nonces = fromBase64url(proof);
  if (nonces?.length !== puzzles * nonceBytes) return 0;
  const { bytes } = block(seed);
  let fewest = Infinity;
  for (let puzzle = 0; puzzle < puzzles; puzzle++) {
    bytes[seed.length] = puzzle;
    bytes.set(nonces.subarray(puzzle * nonceBytes, (puzzle + 1) * nonceBytes), seed.length + 1);
    fewest = Math.min(fewest, zeroBits(sha256(bytes)));
  }
  return fewest;
}
