import { crc32, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import type { Tools } from '@otklik/core/domain/files/content.js';
import { codeOf } from '../start-error.ts';

type Informed = (packed: Uint8Array, options: ZlibOptions) => { buffer: Buffer; engine: { bytesWritten: number } };

/** What checking needs, by Node's own zlib. Synchronous inside: checks run in a thread of their own. */
export const nodeTools: Tools = {
  inflate: async (packed, wrapper, most) => {
    const work = (wrapper === 'raw' ? inflateRawSync : inflateSync) as unknown as Informed;
    try {
      const { buffer, engine } = work(packed, { maxOutputLength: Math.max(1, most), info: true });
      return { bytes: buffer, used: engine.bytesWritten };
    } catch (error) {
      return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'broken';
    }
  },
  crc32: (bytes) => crc32(bytes),
};
