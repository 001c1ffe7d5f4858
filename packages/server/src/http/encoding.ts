import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** The best encoding of ours that the sender takes; null: none. RFC 9110, 12.5.3. */
export function encodingOf(accepted: string | undefined): Encoding | null {
  if (accepted === undefined) return null;
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
    .filter(([, ...weights]) => !weights.some((weight) => /^q=0(?:\.0*)?$/.test(weight)))
    .map(([name]) => name);
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null;
}

/** Shorter bodies grow by it, or hardly shrink. */
export const worthCompressing = 1024;

/** Better than what is compressed anew for each request: this is done once. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
const compressors: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, brotli),
  gzip: (body) => promisify(gzip)(body),
};

export const compressed = (body: Buffer, encoding: Encoding): Promise<Buffer> => compressors[encoding](body);
