import { BackendError } from '../../backend/error.ts';
import type { Params, ProblemCode } from '../../contract/problems.ts';
import type { FileFormat } from './formats.ts';
import type { FileLimits } from './limits.ts';

export type Inflated = { bytes: Uint8Array; used: number } | 'too_large' | 'broken';

/** What checking needs of the machine. */
export interface Tools {
  /**
   * Unpacks one DEFLATE stream (RFC 1951; `zlib`: RFC 1950) at the start of `packed`, whatever
   * follows it; `used`: its length. Never makes more than `most` bytes.
   */
  inflate(packed: Uint8Array, wrapper: 'raw' | 'zlib', most: number): Promise<Inflated>;
  crc32(bytes: Uint8Array): number;
}

/** What a file was found to be. */
export interface Content {
  format: FileFormat;
  /** With the charset, for text. */
  mediaType: string;
  /** To be kept: all, but for what telephones hang onto pictures. */
  bytes: Uint8Array;
}

/** One check of one uploaded file, through all that lies in it. */
export interface Check {
  tools: Tools;
  limits: FileLimits;
  /** What archives may still cost. */
  left: { bytes: number; entries: number };
  /** Archives around what is looked at. */
  depth: number;
  examine(name: string, bytes: Uint8Array, check: Check): Promise<Content>;
}

export function refuse(code: ProblemCode, params: Params = {}): never {
  throw new BackendError(code, params);
}

const latin1 = new TextDecoder('latin1');

/** Each byte as one character, for looking for ASCII in what is no text. */
export const asCharacters = (bytes: Uint8Array): string => latin1.decode(bytes);

/** Where a ZIP archive ends in the bytes, if one can be read there: readers look for that from the end (APPNOTE 4.3.16). */
export function hidesArchive(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const directory = at - view.getUint32(at + 12, true);
    if (directory >= 0 && (directory === at || view.getUint32(directory, true) === 0x02014b50)) return true;
  }
  return false;
}
