import { request } from 'node:http';
import type { Answers, Ballot, Batch } from '@otklik/core/contract/surveys.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { agency, survey } from './content.ts';

export const surveyPath = `/api/v1/agencies/${agency}/surveys/${survey.survey}`;

export interface Sender {
  /** An address of this machine (127.0.0.0/8) from which it connects. */
  from?: string;
  headers?: Record<string, string>;
}

/** One request, by a connection of its own. @returns status and body, once it has come whole */
export function send(
  address: string,
  method: string,
  path: string,
  body: string | null,
  { from, headers = {} }: Sender = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const to = new URL(path, address.replace('localhost', '127.0.0.1'));
    const type = { 'Content-Type': 'application/json' };
    const options = { method, agent: false, headers: { ...(body !== null && type), ...headers } };
    const asked = request(to, { ...options, ...(from !== undefined && { localAddress: from }) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (bytes: Buffer) => chunks.push(bytes));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

export async function readBatch(address: string, sender?: Sender): Promise<Batch> {
  const { status, body } = await send(address, 'GET', `${surveyPath}/batch`, null, sender);
  if (status !== 200) throw new Error(`no batch: ${status} ${body}`);
  return JSON.parse(body) as Batch;
}

/** Casts a ballot for each set of answers, one after the other, as browsers do. @throws Error unless all are accepted */
export async function castAll(address: string, answers: readonly Answers[], sender?: Sender): Promise<Ballot[]> {
  const ballots: Ballot[] = [];
  for (const one of answers) {
    const ballot = await wholeBallot(agency, survey, await readBatch(address, sender), one);
    const { status, body } = await send(address, 'POST', `${surveyPath}/ballots`, JSON.stringify(ballot), sender);
    if (status !== 201) throw new Error(`ballot refused: ${status} ${body}`);
    ballots.push(ballot);
  }
  return ballots;
}
