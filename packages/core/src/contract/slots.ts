import * as v from 'valibot';
import { slotKinds } from '../domain/consultations/kinds.ts';
import { isoDate } from './common.ts';
import { visitSchema } from './case.ts';

/** A free time for a visit or a call, as the public sees it. */
export const slotSchema = visitSchema;
export type Slot = v.InferOutput<typeof slotSchema>;

/** Days in the agency's time zone, both included; without them from now on. */
export const slotQuerySchema = v.strictObject({
  kind: v.optional(v.picklist(slotKinds, 'choice_unknown')),
  from: v.optional(isoDate),
  to: v.optional(isoDate),
});
export type SlotQuery = v.InferOutput<typeof slotQuerySchema>;
