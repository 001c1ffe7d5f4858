import type { FastifyInstance } from 'fastify';
import { refuseSlow } from './problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long a request of this route may take to come in, ms, where that differs from all others. */
    patience?: number;
  }
}

/** A form with as many files as it may bring, over a line of 400 kbit/s, takes a quarter of an hour. */
export const formPatience = 20 * 60_000;

/** Who sends slower than in so many ms is cut off: a connection that never ends costs whoever holds it nothing. */
export function cutOffSlow(app: FastifyInstance, usual: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw, routeOptions } = request;
    const cut = (): void => {
      if (!raw.complete) refuseSlow(raw.socket);
    };
    const timer = setTimeout(cut, routeOptions.config.patience ?? usual).unref();
    raw.once('close', () => clearTimeout(timer));
    done();
  });
}
