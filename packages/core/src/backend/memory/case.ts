import type { Case } from '../../contract/case.ts';
import type { File } from '../../contract/common.ts';
import {
  caseFilesSchema,
  clarificationSchema,
  noticeChoiceSchema,
  visitBookingSchema,
} from '../../contract/consultations.ts';
import { slotQuerySchema, type Slot } from '../../contract/slots.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import type { UploadName } from '../../contract/uploads.ts';
import { calendarOf, localTime } from '../../domain/calendar.ts';
import { act, type CaseAction } from '../../domain/consultations/actions.ts';
import { filesOf, sentFilesOf } from '../../domain/consultations/case-files.ts';
import { clientView } from '../../domain/consultations/client-view.ts';
import { choiceProblem, chooseNotices } from '../../domain/consultations/notices.ts';
import { lastOf, visitOf } from '../../domain/consultations/record.ts';
import { rulesFor } from '../../domain/consultations/rules.ts';
import { BackendError } from '../error.ts';
import type { CasePort } from '../port.ts';
import { shown, type MemoryCases, type OpenedCase } from './cases.ts';
import { checked, lawfully } from './checked.ts';
import type { MemoryUploads } from './uploads.ts';
import type { World } from './world.ts';

/** Whether the client sent all of these already. */
const hasAll = (record: CaseRecord, names: readonly UploadName[]): boolean => {
  const sent = new Set(sentFilesOf(clientView(record)).map(({ id }) => id));
  return names.every(({ id }) => sent.has(id));
};

/** Whether there was a visit, and none has been booked since it was cancelled. */
const wasCancelled = ({ timeline }: CaseRecord): boolean =>
  timeline.findLast(({ type }) => type.startsWith('visit_'))?.type === 'visit_cancelled';

const earlierFirst = (a: Slot, b: Slot): number =>
  a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1;

export function memoryCase({ calendar, now, find }: World, cases: MemoryCases, uploads: MemoryUploads): CasePort {
  const kept = (agency: string, after: OpenedCase): Case => {
    cases.keep(agency, after);
    return shown(after);
  };
  const take = (agency: string, opened: OpenedCase, action: CaseAction): Case => {
    const { record } = opened;
    const rules = rulesFor(find(agency).agency, record.audience, calendarOf(calendar));
    return kept(agency, { ...opened, record: lawfully(() => act(record, action, 'client', now(), rules)) });
  };
  /** As `take`, with uploads: they stay the sender's own unless the action is taken. */
  const takeWith = (
    agency: string,
    opened: OpenedCase,
    names: readonly UploadName[],
    actionOf: (files: File[]) => CaseAction,
  ): Case => {
    const { files, wrong } = uploads.examine(agency, names, sentFilesOf(clientView(opened.record)).length);
    if (wrong.length) throw new BackendError('fields_invalid', {}, wrong);
    const after = take(agency, opened, actionOf(files));
    uploads.give(agency, files);
    return after;
  };

  return {
    clarifyCase: async (agency, code, clarification) => {
      const opened = cases.open(agency, code);
      const { record } = opened;
      const { text, files: names = [] } = checked(clarificationSchema, clarification);
      // Asked anew, the same words are a new answer.
      const answered = record.status !== 'clarification' && lastOf(record, 'clarified')?.text === text;
      if (answered && hasAll(record, names)) return shown(opened);
      return takeWith(agency, opened, names, (files) => ({ type: 'clarify', text, files }));
    },

    setNotices: async (agency, code, choice) => {
      const opened = cases.open(agency, code);
      const { by, email } = checked(noticeChoiceSchema, choice);
      const wrong = choiceProblem(opened.notices, by, email);
      if (wrong.length) throw new BackendError('fields_invalid', {}, wrong);
      return kept(agency, { ...opened, notices: lawfully(() => chooseNotices(opened.notices, by, email)) });
    },

    withdrawCase: async (agency, code) => {
      const opened = cases.open(agency, code);
      return opened.record.status === 'withdrawn' ? shown(opened) : take(agency, opened, { type: 'withdraw' });
    },

    addCaseFiles: async (agency, code, added) => {
      const opened = cases.open(agency, code);
      const { files: names } = checked(caseFilesSchema, added);
      if (hasAll(opened.record, names)) return shown(opened);
      return takeWith(agency, opened, names, (files) => ({ type: 'add_files', files }));
    },

    readCaseFile: async (agency, code, id) => {
      const { record } = cases.open(agency, code);
      const shown = filesOf(clientView(record)).some((file) => file.id === id);
      const bytes = shown ? (uploads.bytesOf(agency, id) ?? find(agency).files?.[id]) : undefined;
      if (!bytes) throw new BackendError('file_unknown', { id });
      return bytes;
    },

    bookVisit: async (agency, code, booking) => {
      const opened = cases.open(agency, code);
      const { slot: id } = checked(visitBookingSchema, booking);
      if (visitOf(opened.record)?.id === id) return shown(opened);
      const slot = cases.slot(agency, id);
      if (typeof slot === 'string') throw new BackendError(slot);
      return take(agency, opened, { type: 'book_visit', visit: slot });
    },

    cancelVisit: async (agency, code) => {
      const opened = cases.open(agency, code);
      return wasCancelled(opened.record) ? shown(opened) : take(agency, opened, { type: 'cancel_visit', reason: null });
    },

    listSlots: async (agency, query) => {
      const { agency: body } = find(agency);
      const { kind, from = '', to } = checked(slotQuerySchema, query, 'query_invalid');
      const at = now().toISOString();
      const fits = (slot: Slot): boolean => {
        const { date } = localTime(new Date(slot.startsAt), body.timeZone);
        return slot.startsAt > at && (!kind || slot.kind === kind) && date >= from && (!to || date <= to);
      };
      return { items: cases.freeSlots(agency).filter(fits).sort(earlierFirst), next: null };
    },
  };
}
