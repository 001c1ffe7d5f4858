import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, type BrotliOptions } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, mayBeKept } from './etag.ts';

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
const worthCompressing = 1024;

/** What is short is done as well as it can be, in a few ms: first data of a widget get a seventh shorter by it. */
const short = 8192;

/** Better than what is compressed anew for each request: this is done once. */
const brotli = (body: Buffer): BrotliOptions => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: body.length < short ? 11 : 6,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  },
});
const compressors: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, brotli(body)),
  gzip: (body) => promisify(gzip)(body),
};

/** A body as its sender takes it, and the headers that say so. Call once status and headers are set. */
export async function encoded(request: FastifyRequest, reply: FastifyReply, whole: Buffer): Promise<Buffer> {
  // Of the body itself, however it is sent.
  if (mayBeKept(reply)) reply.header('ETag', reply.getHeader('ETag') ?? etagOf(whole));
  reply.header('Vary', [reply.getHeader('Vary') ?? [], 'Accept-Encoding'].flat().join(', '));
  const encoding = whole.length < worthCompressing ? null : encodingOf(request.headers['accept-encoding']);
  if (!encoding) return whole;
  reply.header('Content-Encoding', encoding).removeHeader('Content-Length');
  return compressors[encoding](whole);
}
