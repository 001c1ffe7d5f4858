import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Whether nothing at all may be written down about a request: that somebody took part in a survey,
 * or asked whether they may (anonymity.md). Pages of surveys are meant as well as their API.
 */
export const isQuiet = ({ routeOptions, url, method }: FastifyRequest): boolean =>
  method === 'OPTIONS' || /\/(?:surveys?|results)(?:[/?]|$)/.test(routeOptions.url ?? url);

/**
 * One line for each request: method, route, status, ms. No address, no body, no code, no query;
 * and no line at all for surveys and ballots.
 */
export function logRequests(app: FastifyInstance, log: (line: string) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    if (isQuiet(request)) return;
    // A path that is no route may hold anything that somebody typed.
    log(
      `${request.method} ${request.routeOptions.url ?? '(unknown)'} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`,
    );
  });
}
