import type { FastifyInstance } from 'fastify';
import { isQuiet } from './log.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Calls `changed` after each request that may have changed something, its transaction committed; ballots excepted. */
export function tellChanges(app: FastifyInstance, changed: () => void): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!reading.has(request.method) && reply.statusCode < 400 && !isQuiet(request)) changed();
  });
}
