import type { FastifyRequest } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';

/** A host that can stand in an address as it is: RFC 3986, 3.2.2, without what no site is named. */
const plainHost = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where the public reaches this back end, without a slash at the end: as configured, else as the request says.
 * @throws BackendError route_unknown when it says what can't be an address
 */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl;
  const said = `${request.protocol}://${request.host}`;
  if (!plainHost.test(request.host) || !URL.canParse(said))
    throw new BackendError('route_unknown', { path: request.url.slice(0, 200) });
  return new URL(said).origin;
}
