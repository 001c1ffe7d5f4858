import type { FastifyInstance } from 'fastify';

/**
 * One line for each request: method, route, status, ms. No address, no body, no code, no query;
 * and no line at all for surveys and ballots.
 */
export function logRequests(app: FastifyInstance, log: (line: string) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    const { url, config } = request.routeOptions;
    if (config.quiet) return;
    // A path that is no route may hold anything that somebody typed.
    log(`${request.method} ${url ?? '(unknown)'} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`);
  });
}
