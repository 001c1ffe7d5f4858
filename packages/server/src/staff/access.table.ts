import type { Role } from '@otklik/core/contract/staff/accounts.js';

/** `public`: whoever reaches the server; `nobody`: staff who aren't signed in yet; `signed-in`: any account; else these roles. */
export type Access = 'public' | 'nobody' | 'signed-in' | readonly Role[];

/**
 * Who may call what: written by hand, and compared with what the server registers and does
 * (access.test.ts). A route that isn't here fails that test.
 */
export const access: Readonly<Record<string, Access>> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /api/openapi.json': 'public',

  'GET /api/v1/agencies/:agency': 'public',
  'GET /api/v1/agencies/:agency/publications': 'public',
  'GET /api/v1/agencies/:agency/publications/:id': 'public',
  'GET /api/v1/agencies/:agency/attachments/:id': 'public',
  'GET /api/v1/agencies/:agency/touchpoints': 'public',
  'GET /api/v1/agencies/:agency/consultation-topics': 'public',
  'POST /api/v1/agencies/:agency/consultations': 'public',
  'GET /api/v1/agencies/:agency/case': 'public',
  'GET /api/v1/agencies/:agency/surveys': 'public',
  'GET /api/v1/agencies/:agency/surveys/:id/manifest': 'public',
  'GET /api/v1/agencies/:agency/surveys/:id/batch': 'public',
  'POST /api/v1/agencies/:agency/surveys/:id/ballots': 'public',
  'GET /api/v1/agencies/:agency/surveys/:id/releases': 'public',

  'POST /api/v1/staff/session': 'nobody',
  'GET /api/v1/staff/session': 'signed-in',
  'DELETE /api/v1/staff/session': 'signed-in',
  'POST /api/v1/staff/password': 'signed-in',
  'GET /api/v1/staff/agencies/:agency/accounts': ['administrator'],
  'POST /api/v1/staff/agencies/:agency/accounts': ['administrator'],
  'PATCH /api/v1/staff/agencies/:agency/accounts/:id': ['administrator'],
};
