import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse as Injected } from 'fastify';
import type { Case, ConsultationInput } from '@otklik/core/contract/consultations.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { StaffSlot } from '@otklik/core/contract/staff/slots.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import { findCase } from '../consultations/store.ts';
import type { World } from './app.ts';
import { working } from './cases.ts';
import { testConsultation } from './content.ts';
import { ok, type Signed } from './staff.ts';

export const room = { ru: 'Кабинет 3', en: 'Room 3' };
export const reason = { ru: 'Специалист заболел' };

/** An hour that begins in one, cut into three: soon, since sessions of staff end when the clock is far on. */
export const plan = (changes: object = {}) => ({
  ...{ kind: 'visit', place: room, minutes: 20 },
  ...{ startsAt: '2026-11-24T09:00:00.000Z', endsAt: '2026-11-24T10:00:00.000Z' },
  ...changes,
});

interface Page<T> {
  items: T[];
}

/** Who offers slots in a world's agency `test`, those who book them there, and what the database says of it. */
export async function reception(world: World) {
  const { db } = world.database;
  const desk = await working(world);
  const { consultant, client } = desk;
  const offer = async (of: object, who: Signed = consultant): Promise<StaffSlot[]> =>
    ok<Page<StaffSlot>>(await who.ask('POST', '/slots', of), 201).items;

  return {
    ...desk,
    offer,

    /** The name of a new slot of 20 minutes, at a place of its own. */
    async slot(startsAt = '2026-11-24T09:00:00.000Z'): Promise<string> {
      const endsAt = new Date(Date.parse(startsAt) + 20 * 60_000).toISOString();
      const [made] = await offer(plan({ startsAt, endsAt, place: { ru: randomUUID() } }));
      return made?.id ?? '';
    },

    free: async (query = ''): Promise<Slot[]> =>
      ok<Page<Slot>>(await world.request({ url: `/api/v1/agencies/test/slots?${query}` })).items,
    all: async (query = ''): Promise<StaffSlot[]> =>
      ok<Page<StaffSlot>>(await consultant.ask('GET', `/slots?${query}`)).items,
    remove: (id: string, who: Signed = consultant): Promise<Injected> =>
      who.ask('POST', `/slots/${id}/removal`, { reason }),

    /** Files a consultation that asks for a slot. */
    fileFor: (slot: string, changes: Partial<ConsultationInput> = {}): Promise<Injected> =>
      world.request({
        ...{ method: 'POST', url: '/api/v1/agencies/test/consultations' },
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        payload: JSON.stringify(testConsultation({ slot, ...changes })),
      }),
    book: (code: string, slot: string): Promise<Injected> => client('PUT', '/visit', code, { slot }),
    cancel: (code: string): Promise<Injected> => client('DELETE', '/visit', code),
    withdraw: (code: string): Promise<Injected> => client('POST', '/withdrawal', code, {}),

    /** What notices to clients tell that wait to be sent. */
    async notices(): Promise<(string | undefined)[]> {
      const jobs = await db.selectFrom('jobs').select('payload').where('kind', '=', 'case_notice').execute();
      return jobs.map(({ payload }) => payload.event);
    },

    /** Slots to come and cases must say the same of who has which. */
    async assertAgreed(): Promise<void> {
      const { now } = world.clock;
      const held = await db
        .selectFrom('slots')
        .select(['id', 'consultation'])
        .where('consultation', 'is not', null)
        .where('starts_at', '>', now)
        .execute();
      const said: string[] = [];
      for (const { id } of await db.selectFrom('consultations').select('id').execute()) {
        const found = await findCase(db, 'test', { id });
        const visit = found && visitOf(found.record);
        if (visit && visit.startsAt > now.toISOString()) said.push(`${visit.id} ${id}`);
      }
      assert.deepEqual(said.sort(), held.map(({ id, consultation }) => `${id} ${consultation}`).sort());
    },

    /** Sets the clock for as long as `work` lasts. */
    async at(moment: string, work: () => Promise<void>): Promise<void> {
      const { now } = world.clock;
      world.clock.now = new Date(moment);
      try {
        await work();
      } finally {
        world.clock.now = now;
      }
    },
  };
}
export type Reception = Awaited<ReturnType<typeof reception>>;

/** `visit_booked` and the like, in order. */
export const told = ({ timeline }: Pick<Case, 'timeline'>): string[] => timeline.map(({ type }) => type);
