import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerBackend } from '../backend.ts';
import type { Uploads } from '../files/uploads.ts';
import type { Caller, Services } from '../services.ts';

/** What routes, and pages mounted beside them, answer with. */
export interface RouteContext {
  services: Services;
  callerOf: (request: FastifyRequest) => Caller;
  /** The back end as the sender of a request may see it. */
  backendFor: (request: FastifyRequest) => ServerBackend;
  now: () => Date;
  /** Brakes and checks of files that people bring. */
  uploads: Uploads;
  /** Where the public reaches it, as configured; null: as the request says. */
  publicUrl: string | null;
}

export type Routes = (app: FastifyInstance, context: RouteContext) => void;
