import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** `10.0.0.0/8`, `192.0.2.7`, `2001:db8::/32`. @throws RangeError for anything else */
export function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix, ...rest] = network.split('/');
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null;
  const bits = Number(prefix);
  const longest = family === 'ipv4' ? 32 : 128;
  const wrong = prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || bits > longest);
  if (!family || rest.length > 0 || wrong) throw new RangeError(network);
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, bits, family);
}

/** IPv4 as such, also where the system gives it as IPv6 (`::ffff:192.0.2.7`). */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

export interface InternalOptions {
  /** Networks whose requests may see what is for internal clients. */
  networks: readonly string[];
  /** Origins whose pages may embed it, `https://portal.example.gov`. */
  origins: readonly string[];
}

/**
 * Tells requests that may know of internal-audience resources: from the body's own networks, and
 * not from a page of another origin. (Else any site that a servant opens could read them through
 * the servant's browser: the network alone admits, and answers are readable from everywhere.)
 */
export function internalRequests({ networks, origins }: InternalOptions): (request: FastifyRequest) => boolean {
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return (request) => {
    if (networks.length === 0) return false;
    const address = plainAddress(request.ip ?? '');
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null;
    if (!family || !list.check(address, family)) return false;
    const { origin } = request.headers;
    return origin === undefined || origin === `${request.protocol}://${request.host}` || origins.includes(origin);
  };
}
