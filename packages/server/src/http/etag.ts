import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Bytes that are there whole: no stream. */
export const isWhole = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

/** Whether caches may keep the answer. What is one person's own says `no-store`. */
export const mayBeKept = (reply: FastifyReply): boolean =>
  reply.statusCode === 200 && !String(reply.getHeader('Cache-Control') ?? '').includes('no-store');

/**
 * Of what is sent, before compression. Weak, so that one tag stands for the plain and the compressed
 * form alike (RFC 9110, 8.8.3.3). It follows from the public text alone, so it is the same for
 * everyone and tells nobody apart.
 */
export const etagOf = (body: string | Buffer): string => `W/"${hash('sha256', body, 'base64url').slice(0, 27)}"`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether the sender's copy is the one that we have: RFC 9110, 13.1.2, by weak comparison. */
export const isKnown = ({ headers }: FastifyRequest, etag: string): boolean => {
  const known = headers['if-none-match'];
  return known !== undefined && (known.trim() === '*' || known.split(',').some((one) => opaque(one) === opaque(etag)));
};

/** What describes a body that isn't sent: RFC 9110, 15.4.5. */
const ofTheBody = ['Content-Length', 'Content-Encoding', 'Content-Type', 'Content-Disposition', 'Content-Language'];

/**
 * An entity tag on every answer that caches may keep, and 304 without a body for whoever has it
 * already. A route that knows its tag sets it itself.
 */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isReading(request.method) || !isWhole(payload) || !mayBeKept(reply)) return done(null, payload);
    const etag = String(reply.getHeader('ETag') ?? etagOf(payload));
    reply.header('ETag', etag);
    if (!isKnown(request, etag)) return done(null, payload);
    reply.code(304);
    for (const name of ofTheBody) reply.removeHeader(name);
    // Of anything but a stream, Fastify would tell a HEAD request the length 0.
    done(null, request.method === 'HEAD' ? Readable.from([]) : null);
  });
}
