import { consultationSchema, type Receipt } from '../../contract/consultations.ts';
import type { FieldError } from '../../contract/problems.ts';
import type { Slot } from '../../contract/slots.ts';
import { calendarOf, localTime } from '../../domain/calendar.ts';
import { act } from '../../domain/consultations/actions.ts';
import { caseCode } from '../../domain/consultations/case-code.ts';
import { withFiles } from '../../domain/consultations/case-files.ts';
import { consentProblem } from '../../domain/consultations/consent.ts';
import { filingSeed } from '../../domain/consultations/filing.ts';
import { openCase } from '../../domain/consultations/opening.ts';
import { rulesFor } from '../../domain/consultations/rules.ts';
import { bitsProved } from '../../domain/proof.ts';
import { isFor } from '../../domain/consultations/slots.ts';
import type { Need } from '../../domain/consultations/vocabulary.ts';
import { canonicalJson, sha256 } from '../../domain/surveys/canonical.ts';
import { BackendError } from '../error.ts';
import type { ConsultationsPort } from '../port.ts';
import { shown, type MemoryCases } from './cases.ts';
import { checked, checkKey } from './checked.ts';
import type { MemoryUploads } from './uploads.ts';
import type { World } from './world.ts';

const wrongAt = (path: string, code: string): FieldError => ({ path, code, params: {} });

export function memoryConsultations(world: World, cases: MemoryCases, uploads: MemoryUploads): ConsultationsPort {
  const { calendar, now, find, seen } = world;
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const filed = new Map<string, { body: string; receipt: Receipt }>();
  let sequence = 1000;

  const derive = async (text: string): Promise<Uint8Array> => {
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  };
  /** The slot that is asked for, if it is free and still to come. */
  const slotOf = (
    agency: string,
    need: Need | undefined,
    id: string,
    at: Date,
  ): { slot?: Slot; wrong: FieldError[] } => {
    const slot = cases.slot(agency, id);
    if (typeof slot === 'string') return { wrong: [wrongAt('slot', slot)] };
    if (!isFor(need, slot)) return { wrong: [wrongAt('slot', 'choice_unknown')] };
    return slot.startsAt > at.toISOString() ? { slot, wrong: [] } : { wrong: [wrongAt('slot', 'slot_passed')] };
  };

  return {
    listConsultationTopics: async (agency, audience) => ({
      items: seen(audience) ? (find(agency).topics[audience] ?? []) : [],
      next: null,
    }),

    fileConsultation: async (agency, input, idempotencyKey, { proof } = {}) => {
      const { agency: body, topics } = find(agency);
      checkKey(idempotencyKey);
      const consultation = checked(consultationSchema, input);
      const key = `${agency} ${idempotencyKey}`;
      const hash = await sha256(canonicalJson(consultation));
      const code = caseCode(await derive(`case ${key}`));
      // From here on nothing is waited for: what is sent many times at once is filed once.
      const before = filed.get(key);
      if (before && before.body !== hash) throw new BackendError('idempotency_conflict');
      if (before) return before.receipt;
      const moment = now();
      const topic =
        seen(consultation.audience) && topics[consultation.audience]?.find(({ id }) => id === consultation.topic);
      const { files, wrong: wrongFiles } = uploads.examine(agency, consultation.files ?? []);
      const { slot, wrong: wrongSlot } =
        consultation.slot === undefined ? { wrong: [] } : slotOf(agency, consultation.need, consultation.slot, moment);
      const wrong = [
        ...(topic ? [] : [wrongAt('topic', 'choice_unknown')]),
        ...consentProblem(consultation, body),
        ...wrongFiles,
        ...wrongSlot,
      ];
      if (!topic || wrong.length) throw new BackendError('fields_invalid', {}, wrong);
      if (proof && !bitsProved(filingSeed(agency, idempotencyKey, consultation), proof))
        throw new BackendError('proof_invalid');
      const rules = rulesFor(body, consultation.audience, calendarOf(calendar));
      const number = `И-${++sequence}/${localTime(moment, body.timeZone).date.slice(2, 4)}`;
      const opened = withFiles({ number, ...openCase(consultation, topic.title, moment, rules) }, files);
      const record = slot ? act(opened, { type: 'book_visit', visit: slot }, 'client', moment, rules) : opened;
      const { receivedAt, registerBy, dueBy, derivation } = opened;
      const receipt = { number, code, receivedAt, registerBy, dueBy, derivation };
      uploads.give(agency, files);
      const given = consultation.contact.email ?? null;
      cases.keep(agency, { code, record, notices: { given, added: null, by: null } });
      filed.set(key, { body: hash, receipt });
      return receipt;
    },

    readCase: async (agency, code) => shown(cases.open(agency, code)),
  };
}
