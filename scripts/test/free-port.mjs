import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that nobody listens on. The system deals them out at random: two that ask at once get different ones.
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
