import { BackendError } from '@otklik/core/backend/error.js';
import type { Visit } from '@otklik/core/contract/case.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import type { Tx } from '../database/open.ts';
import { isUuid } from '../http/names.ts';
import { findSlot, freeSlot, takeSlot } from './store.ts';

/** What a case keeps of a slot. @throws BackendError slot_unknown */
export async function visitOfSlot(tx: Tx, agency: string, id: string): Promise<Visit> {
  const slot = isUuid(id) ? await findSlot(tx, agency, id) : undefined;
  if (!slot) throw new BackendError('slot_unknown');
  return slot.visit;
}

/**
 * Makes the slots agree with what a case says after an action, in the action's transaction: a new
 * one is taken, the one before is free again, unless it is over.
 * @throws BackendError slot_taken, slot_unknown
 */
export async function syncSlot(
  tx: Tx,
  agency: string,
  consultation: string,
  before: Pick<CaseRecord, 'timeline'>,
  after: Pick<CaseRecord, 'timeline'>,
  moment: Date,
): Promise<void> {
  const was = visitOf(before);
  const is = visitOf(after);
  if (was?.id === is?.id) return;
  // It may be gone by now, not taken.
  if (is && !(await takeSlot(tx, agency, is.id, consultation)))
    throw new BackendError((await findSlot(tx, agency, is.id)) ? 'slot_taken' : 'slot_unknown');
  if (was && was.startsAt > moment.toISOString()) await freeSlot(tx, was.id, consultation);
}
