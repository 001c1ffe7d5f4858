import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { openWorld, type World } from './app.ts';
import { testAgency, testConsultation, testContent } from './content.ts';

export interface Filing {
  agency?: string;
  /** null: without one. */
  key?: string | null;
  remoteAddress?: string;
}

export interface Filed {
  status: number;
  body: Receipt & ProblemDetails;
  payload: string;
}

export interface FilingWorld extends World {
  /** Takes addresses in 10.0.0.0/8 for the body's own. */
  inside: FastifyInstance;
  /** Sends a consultation, under a key of its own unless one is given. */
  file(payload: unknown, filing?: Filing): Promise<Filed>;
  /** The same, and it must be taken. */
  filed(consultation?: ConsultationInput, filing?: Filing): Promise<Receipt>;
  count(table: 'consultations' | 'applicants' | 'case_events' | 'jobs'): Promise<number>;
}

/** What was told to be wrong, in short. */
export const wrong = ({ status, body }: Filed) => ({
  status,
  code: body.code,
  fields: body.fields?.map(({ path, code }) => `${path} ${code}`),
});

/** Agencies `test` and `other` by force of law, `consenting` by consent. */
export async function openFilingWorld(): Promise<FilingWorld> {
  const world = await openWorld([
    testContent(),
    testContent({ agency: testAgency({ id: 'other' }) }),
    testContent({ agency: testAgency({ id: 'consenting', legalBasis: 'consent' }) }),
  ]);
  const inside = await world.app({ internalNetworks: ['10.0.0.0/8'] });
  const file: FilingWorld['file'] = async (payload, filing = {}) => {
    const { agency = 'test', key = randomUUID(), remoteAddress = '192.0.2.1' } = filing;
    const answer = await world.request({
      app: inside,
      method: 'POST',
      url: `/api/v1/agencies/${agency}/consultations`,
      headers: { 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }) },
      payload: JSON.stringify(payload),
      remoteAddress,
    });
    return { status: answer.statusCode, body: answer.json<Filed['body']>(), payload: answer.payload };
  };
  return {
    ...world,
    inside,
    file,
    filed: async (consultation = testConsultation(), filing = {}) => {
      const { status, body } = await file(consultation, filing);
      assert.equal(status, 201);
      return body;
    },
    count: async (table) => {
      const { number } = await world.database.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('number'))
        .executeTakeFirstOrThrow();
      return Number(number);
    },
  };
}
