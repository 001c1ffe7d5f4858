import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse as Injected } from 'fastify';
import type { Case, ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import type { CaseActionInput, CaseHead, StaffCase } from '@otklik/core/contract/staff/cases.js';
import { partType, type UploadCreated } from '@otklik/core/contract/uploads.js';
import type { World } from './app.ts';
import { testConsultation } from './content.ts';
import { proofOf } from './proof.ts';
import { ok, signUp, type Method, type Signed } from './staff.ts';

export const words = (ru: string) => ({ ru });

/** Drafts as staff send them, nothing missing. */
const prepared = { preparedBy: words('Отдел ремонта') };
const reasons = { ground: 'unclear', explanation: words('Непонятно, о каком доме речь.'), appeal: words('В суд.') };
export const drafts = {
  answer: { kind: 'answer', brief: words('Да'), text: words('Ремонт начнётся весной.'), ...prepared },
  partial: { kind: 'partial', given: words('Протокол без фамилий.'), ...reasons, ...prepared },
  refusal: { kind: 'refusal', ...reasons, ...prepared },
} as const;

/** The client and the staff of a world's agency `test`, and what they do with cases. */
export async function working(world: World) {
  const consultant = await signUp(world, 'consultant', ['consultant']);
  const colleague = await signUp(world, 'colleague', ['consultant']);
  const head = await signUp(world, 'head', ['head']);
  /** Consultant and head at once. */
  const both = await signUp(world, 'both', ['consultant', 'head']);
  const agency = '/api/v1/agencies/test';

  /** As the client, with the code. */
  const client = (method: Method, path: string, code: string, body?: object): Promise<Injected> =>
    world.request({
      method,
      url: `${agency}/case${path}`,
      headers: { 'case-code': code, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { payload: JSON.stringify(body) }),
    });

  return {
    ...{ consultant, colleague, head, both, client },

    async file(changes: Partial<ConsultationInput> = {}, key: string = randomUUID()): Promise<Receipt> {
      const consultation = testConsultation(changes);
      const proof = proofOf('test', key, consultation);
      const answer = await world.request({
        method: 'POST',
        url: `${agency}/consultations`,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'consultation-proof': proof },
        payload: JSON.stringify(consultation),
      });
      return ok<Receipt>(answer, 201);
    },

    /** The case as its client reads it. */
    read: async (code: string): Promise<Case> => ok(await client('GET', '', code)),

    /** The id by which staff address a case. */
    async idOf(number: string): Promise<string> {
      const { items } = ok<{ items: CaseHead[] }>(
        await consultant.ask('GET', `/consultations?number=${encodeURIComponent(number)}`),
      );
      return items[0]?.id ?? '';
    },

    act: (who: Signed, id: string, action: object): Promise<Injected> =>
      who.ask('POST', `/consultations/${id}/actions`, action),

    /** Actions that must succeed, one after the other. @returns the case after them */
    async acts(id: string, ...steps: [Signed, CaseActionInput | object][]): Promise<StaffCase> {
      let last: StaffCase | undefined;
      for (const [who, action] of steps)
        last = ok<StaffCase>(await who.ask('POST', `/consultations/${id}/actions`, action));
      return last ?? ok<StaffCase>(await consultant.ask('GET', `/consultations/${id}`));
    },

    /** Uploads a file whole. @returns what names it */
    async upload(name: string, bytes: Buffer): Promise<{ id: string; token: string }> {
      const made = ok<UploadCreated>(
        await world.request({
          method: 'POST',
          url: `${agency}/uploads`,
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          payload: JSON.stringify({ name, size: bytes.length }),
        }),
        201,
      );
      const { id, token } = made;
      const headers = { 'content-type': partType, 'upload-token': token, 'upload-offset': '0' };
      ok(await world.request({ method: 'PATCH', url: `${agency}/uploads/${id}`, headers, payload: bytes }));
      return { id, token };
    },
  };
}
export type Working = Awaited<ReturnType<typeof working>>;
