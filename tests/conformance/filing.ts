import assert from 'node:assert/strict';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Page } from '@otklik/core/contract/common.js';
import { check } from '@otklik/core/contract/check.js';
import {
  consultationSchema,
  type ConsultationInput,
  type ConsultationTopic,
  type Receipt,
} from '@otklik/core/contract/consultations.js';
import { endpoints, type Endpoint, type EndpointName } from '@otklik/core/contract/endpoints.js';
import type { UploadCreated, UploadName, Upload } from '@otklik/core/contract/uploads.js';
import { caseCode } from '@otklik/core/domain/consultations/case-code.js';
import { filingBits, filingSeed } from '@otklik/core/domain/consultations/filing.js';
import { solving } from '@otklik/core/domain/proof.js';
import type { Call, Client } from './client.ts';

/* What checks of consultations and cases share: how one is filed, and opened. */

export const key = (): string => crypto.randomUUID();
export const filing = (body: unknown, idempotencyKey = key()): Call => ({
  body,
  headers: { 'Idempotency-Key': idempotencyKey },
});
/** A filing with the work done that this agency, key and body ask for. */
export function provedFiling(agency: string, body: ConsultationInput, idempotencyKey = key()): Call {
  const checked = check(consultationSchema, body);
  assert.ok(checked.ok);
  const work = solving(filingSeed(agency, idempotencyKey, checked.value), filingBits);
  let step = work.next();
  while (!step.done) step = work.next();
  return { body, headers: { 'Idempotency-Key': idempotencyKey, 'Consultation-Proof': step.value } };
}
export const opening = (code: string): { headers: Record<string, string> } => ({ headers: { 'Case-Code': code } });

/** The code with another check symbol. */
export const misspelt = (code: string): string => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
/** A well-formed code that opens nothing, as far as chance goes. */
export const nobodys = (): string => caseCode(crypto.getRandomValues(new Uint8Array(8)));

/** A consultation with nothing wrong, and nothing true, in it. */
export async function example(client: Client): Promise<ConsultationInput> {
  const { legalBasis, legalNoticeVersion } = await client.good<Agency>('readAgency');
  const { items } = await client.good<Page<ConsultationTopic>>('listConsultationTopics');
  assert.ok(items[0], 'no topic to ask about');
  return {
    audience: 'external',
    applicant: { kind: 'citizen', name: 'Проверка Соответствия' },
    topic: items[0].id,
    question: 'Проверка соответствия: отвечать не нужно.\nВторая строка — «кавычки», ё, 日本語, 👍.',
    replyForm: 'email',
    contact: { email: 'проверка@пример.example' },
    language: 'ru',
    ...(legalBasis === 'consent' && { consent: legalNoticeVersion }),
  };
}

/** The code of a case just filed. */
export async function filed(client: Client, change: Partial<ConsultationInput> = {}): Promise<string> {
  const input = { ...(await example(client)), ...change };
  return (await client.good<Receipt>('fileConsultation', filing(input))).code;
}

/** Bodies that would be good, were it not for what they name. */
const bodies: Partial<Record<EndpointName, unknown>> = {
  castBallot: { batch: 'batch', sealed: 'AAAA' },
  createUpload: { name: 'план.txt', size: 1 },
  clarifyCase: { text: 'Дом 1.' },
  addCaseFiles: { files: [{ id: 'some', token: 'some' }] },
  setNotices: { by: 'none' },
  bookVisit: { slot: 'some' },
};

/** A request that would be good, were it not for whom or what it names. */
export function wellFormed(name: EndpointName): Call {
  const { body, rawBody }: Endpoint = endpoints[name];
  return {
    id: 'some',
    headers: {
      ...{ 'Idempotency-Key': key(), 'Case-Code': '0000-0000-0000' },
      ...{ 'Upload-Token': 'some', 'Upload-Offset': '0' },
    },
    ...(body && { body: bodies[name] ?? {} }),
    ...(rawBody && { text: new Uint8Array(1) }),
  };
}

/** Begins an upload. */
export const begun = (client: Client, name: string, size: number): Promise<UploadCreated> =>
  client.good('createUpload', filing({ name, size }));

/** Appends a part; what comes of it isn't looked at. */
export const append = (client: Client, { id, token }: UploadName, offset: number, text: Uint8Array<ArrayBuffer>) =>
  client.call('appendToUpload', {
    ...{ id, text },
    headers: { 'Upload-Token': token, 'Upload-Offset': String(offset) },
  });

/** A file brought there in three parts, or as many as the back end wants. */
export async function uploaded(client: Client, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<UploadName> {
  const { id, token, partBytes } = await begun(client, name, bytes.length);
  const step = Math.min(partBytes.max, Math.max(partBytes.min, Math.ceil(bytes.length / 3)));
  let offset = 0;
  while (offset < bytes.length) {
    const { status, body, text } = await append(client, { id, token }, offset, bytes.slice(offset, offset + step));
    assert.equal(status, 200, text);
    const upload = body as Upload;
    assert.ok(upload.offset > offset, 'the part wasn’t taken');
    offset = upload.offset;
    assert.equal(upload.state, offset < bytes.length ? 'open' : 'complete');
  }
  return { id, token };
}
