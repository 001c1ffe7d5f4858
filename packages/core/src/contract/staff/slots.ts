import * as v from 'valibot';
import { slotKinds } from '../../domain/consultations/kinds.ts';
import { isoMoment, line, pageOf } from '../common.ts';
import { visitSchema } from '../case.ts';
import { slotQuerySchema } from '../slots.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { localized, reason } from './inputs.ts';

/** A slot as staff see it, with the case that has it. */
export const staffSlotSchema = v.strictObject({
  ...visitSchema.entries,
  booked: v.nullable(v.strictObject({ case: v.string(), number: v.string() })),
});
export type StaffSlot = v.InferOutput<typeof staffSlotSchema>;

/** Slots of one length, one behind the other. */
export const slotsInputSchema = v.strictObject({
  kind: v.picklist(slotKinds, 'choice_unknown'),
  /** Where to come; for calls left out. */
  place: v.optional(v.nullable(localized(line(300))), null),
  startsAt: isoMoment,
  endsAt: isoMoment,
  /** Of one slot; the time must hold a whole number of them, a day's at most. */
  minutes: v.pipe(v.number('type'), v.integer('format'), v.minValue(5, 'too_small'), v.maxValue(480, 'too_large')),
});
export type SlotsInput = v.InferOutput<typeof slotsInputSchema>;

/** Why a time isn't kept: told to whoever booked it. */
export const slotRemovalSchema = v.strictObject({ reason });

export const slotStaffSchemas = {
  StaffSlotPage: pageOf(staffSlotSchema),
  SlotsInput: slotsInputSchema,
  SlotRemoval: slotRemovalSchema,
} as const;

const slots = '/api/v1/staff/agencies/{agency}/slots';

export const slotStaffEndpoints = {
  listStaffSlots: {
    method: 'GET',
    path: slots,
    access: ['consultant', 'head'],
    summary: 'Slots, free and booked, the earliest first; without a day from now on',
    query: slotQuerySchema,
    status: 200,
    answer: 'StaffSlotPage',
    problems: [],
  },
  createSlots: {
    method: 'POST',
    path: slots,
    access: ['consultant', 'head'],
    summary: 'Offer times for visits or calls',
    body: 'SlotsInput',
    status: 201,
    answer: 'StaffSlotPage',
    problems: ['rule_broken'],
  },
  removeSlot: {
    method: 'POST',
    path: `${slots}/{id}/removal`,
    access: ['consultant', 'head'],
    summary: 'Take a slot away; a visit that is booked is cancelled with the reason, and the client told',
    body: 'SlotRemoval',
    status: 204,
    answer: null,
    problems: ['slot_unknown', 'rule_broken'],
  },
} as const satisfies Record<string, StaffEndpoint>;
