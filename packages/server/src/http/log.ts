import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Whether no request may leave a line behind: that somebody took part in a survey, or asked whether they
 * may (anonymity.md). Pages of surveys are meant as well as their API; what staff do with them is not.
 */
export const isQuiet = ({ routeOptions, url, method }: FastifyRequest): boolean =>
  method === 'OPTIONS' || /^(?!\/api\/v1\/staff\/).*\/(?:surveys?|results)(?:[/?]|$)/.test(routeOptions.url ?? url);

/** Our own files: the first touch of a survey's form loads some that are loaded for nothing else. */
const ofFiles = ({ routeOptions, url }: FastifyRequest): boolean =>
  /^\/(?:v\d|:version\()/.test(routeOptions.url ?? url);

/**
 * One line for each request: method, route, status, ms. No address, no body, no code, no query;
 * and no line at all for surveys, ballots and files of the widgets.
 */
export function logRequests(app: FastifyInstance, log: (line: string) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    if (isQuiet(request)) return;
    if (ofFiles(request)) return;
    // A path that is no route may hold anything that somebody typed.
    log(
      `${request.method} ${request.routeOptions.url ?? '(unknown)'} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`,
    );
  });
}
