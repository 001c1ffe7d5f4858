import type * as v from 'valibot';
import type { ProblemCode } from '../problems.ts';
import type { Role } from './accounts.ts';

/**
 * Who may call: `nobody` — whoever isn't signed in may; `signed-in` — any account; else those who
 * have one of the roles in the agency of the path.
 */
export type Access = 'nobody' | 'signed-in' | readonly Role[];

/** Cookie of a staff session. */
export const sessionCookie = 'otklik-session';

/** An endpoint of the staff API. Schemas are named as in the registry of endpoints.ts. */
export interface StaffEndpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters. */
  path: string;
  access: Access;
  summary: string;
  /** Request headers that the endpoint needs, with what they are. */
  headers?: Record<string, string>;
  query?: v.GenericSchema<unknown, Record<string, unknown>>;
  /** JSON by a schema of the registry. */
  body?: string;
  /** Media type of a body that is bytes, in place of `body`. */
  rawBody?: string;
  status: 200 | 201 | 204;
  /** null: nothing (204), or a file as it is. */
  answer: string | null;
  /** Codes beside those that any staff request can meet. */
  problems: readonly ProblemCode[];
}
