import type { Case } from '../../contract/case.ts';
import type { Slot } from '../../contract/slots.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import { readCaseCode } from '../../domain/consultations/case-code.ts';
import { clientView } from '../../domain/consultations/client-view.ts';
import { noticesOf, type NoticeAddresses } from '../../domain/consultations/notices.ts';
import { visitOf } from '../../domain/consultations/record.ts';
import { BackendError } from '../error.ts';
import type { MemoryAgency, World } from './world.ts';

export interface OpenedCase {
  /** As it is kept, whatever way it was typed. */
  code: string;
  record: CaseRecord;
  notices: NoticeAddresses;
}

/** A case as whoever holds its code sees it. */
export const shown = ({ record, notices }: OpenedCase): Case => ({
  ...clientView(record),
  notices: noticesOf(notices),
});

/** The cases of one back end in memory. Who has which slot follows from them: a visit that is moved or cancelled frees its own. */
export interface MemoryCases {
  /** @throws BackendError agency_unknown, case_code_missing, case_code_invalid, case_unknown */
  open(agency: string, typed: string): OpenedCase;
  keep(agency: string, opened: OpenedCase): void;
  /** Slots that no case has, past ones included. */
  freeSlots(agency: string): Slot[];
  /** A slot that is free, or what stands against it. @throws BackendError agency_unknown */
  slot(agency: string, id: string): Slot | 'slot_unknown' | 'slot_taken';
}

export function memoryCases({ find }: World, agencies: readonly MemoryAgency[]): MemoryCases {
  const nowhere: NoticeAddresses = { given: null, added: null, by: null };
  const starting = ({ cases = {} }: MemoryAgency): [string, OpenedCase][] =>
    Object.entries(cases).map(([code, record]) => [code, { code, record, notices: nowhere }]);
  /** By agency, then by code. */
  const all = new Map(agencies.map((one) => [one.agency.id, new Map(starting(one))]));

  const slots = (agency: string): Slot[] => find(agency).slots ?? [];
  const taken = (agency: string): Set<string | undefined> =>
    new Set([...(all.get(agency)?.values() ?? [])].map(({ record }) => visitOf(record)?.id));

  return {
    open: (agency, typed) => {
      find(agency);
      if (!typed) throw new BackendError('case_code_missing');
      const read = readCaseCode(typed);
      if ('wrong' in read) throw new BackendError('case_code_invalid', { wrong: read.wrong });
      const opened = all.get(agency)?.get(read.code);
      if (!opened) throw new BackendError('case_unknown');
      return opened;
    },

    keep: (agency, opened) => {
      all.get(agency)?.set(opened.code, opened);
    },

    freeSlots: (agency) => {
      const gone = taken(agency);
      return slots(agency).filter(({ id }) => !gone.has(id));
    },

    slot: (agency, id) => {
      const found = slots(agency).find((one) => one.id === id);
      if (!found) return 'slot_unknown';
      return taken(agency).has(id) ? 'slot_taken' : found;
    },
  };
}
