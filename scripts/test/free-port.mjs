import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that nobody listens on, as the system deals them out: no two that ask at the same moment get the same.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
