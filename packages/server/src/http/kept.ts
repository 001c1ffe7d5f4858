import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { encoded, encodingOf } from './encoding.ts';
import { isReading, isWhole, mayBeKept } from './etag.ts';
import type { Freshness, Versions } from './freshness.ts';
import { Memory, type KeptAnswer } from './memory.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * A public read whose answers are kept in memory (docs/decisions/0011-answers-that-are-kept.md):
     * they follow from the address, the content and the minute alone, and are nobody's own.
     */
    kept?: boolean;
  }
  interface FastifyRequest {
    /** Where the answer under way is to be kept; null: nowhere. */
    toKeep: Place | null;
  }
}

interface Place {
  key: string;
  stamp: string;
  /** Headers as they were before the route answered. */
  before: Record<string, unknown>;
}

export interface KeptOptions {
  fresh: Freshness;
  now: () => Date;
  /** Whether the sender may see more than the public does: nothing of that is kept. */
  isInternal: (request: FastifyRequest) => boolean;
  publicUrl: string | null;
  /** Bytes. */
  limit?: number;
}

/** Carry who asks: what answers them isn't everybody's. */
const personal = ['case-code', 'upload-token', 'cookie', 'authorization'];

/** What the answer depends on: the content of the address's agency, or of all of them; the minute, for hours and days. */
function stampOf(request: FastifyRequest, versions: Versions, now: Date): string {
  const { agency } = request.params as { agency?: string };
  const version = agency === undefined ? [...versions].join(' ') : (versions.get(agency) ?? '');
  return `${version} ${Math.floor(now.getTime() / 60_000)}`;
}

function send(reply: FastifyReply, { headers, body }: KeptAnswer): void {
  for (const [name, value] of headers) reply.header(name, value);
  reply.send(body);
}

/**
 * Answers of public reads come from memory until the content that they are made of changes. Their
 * bytes are compressed once. Register before `tagAnswers`.
 */
export function keepAnswers(app: FastifyInstance, options: KeptOptions): void {
  const { fresh, now, isInternal, publicUrl, limit = 64_000_000 } = options;
  const memory = new Memory(limit);
  app.decorateRequest('toKeep', null);

  app.addHook('preHandler', (request, reply, done) => {
    const { headers, method, routeOptions } = request;
    const kept = routeOptions.config.kept === true && isReading(method);
    if (!kept || personal.some((name) => headers[name] !== undefined) || isInternal(request)) return done();
    const answer = (versions: Versions): void => {
      const stamp = stampOf(request, versions, now());
      const origin = publicUrl ?? `${request.protocol}://${request.host}`;
      const key = `${encodingOf(headers['accept-encoding']) ?? ''} ${origin} ${request.url}`;
      const found = memory.find(key, stamp);
      if (found) return send(reply, found);
      request.toKeep = { key, stamp, before: reply.getHeaders() };
      done();
    };
    const versions = fresh.versions();
    if (versions instanceof Promise) versions.then(answer).catch(done);
    else answer(versions);
  });

  const keep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    whole: Buffer,
    { key, stamp, before }: Place,
  ): Promise<Buffer> => {
    const body = await encoded(request, reply, whole);
    const headers = Object.entries(reply.getHeaders()).filter(([name, value]) => before[name] !== value);
    memory.keep(key, { stamp, headers: headers as KeptAnswer['headers'], body });
    return body;
  };

  app.addHook('onSend', (request, reply, payload, done) => {
    // Whoever wrote something reads it.
    if (!isReading(request.method)) fresh.expire();
    const { toKeep } = request;
    if (!toKeep || !isWhole(payload) || !mayBeKept(reply)) return done(null, payload);
    keep(request, reply, Buffer.from(payload), toKeep).then((body) => done(null, body), done);
  });
}
