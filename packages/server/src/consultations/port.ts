import type { ConsultationsPort, FilingOptions } from '@otklik/core/backend/port.js';
import type { ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Caller, Services } from '../services.ts';
import { openByCode, shown } from './client.ts';
import { fileConsultation } from './filing.ts';
import { listTopics } from './store.ts';

/** As core's port, with what only a page of the server's own can tell. */
export interface ServerConsultations extends ConsultationsPort {
  /** `trap`: what no person sees was filled in, so staff look at it first. */
  fileConsultation(
    agency: string,
    consultation: ConsultationInput,
    idempotencyKey: string,
    options?: FilingOptions & { trap?: boolean },
  ): Promise<Receipt>;
}

export const consultationsPort = (services: Services, caller: Caller): ServerConsultations => {
  const { db } = services.database;
  return {
    listConsultationTopics: async (agency, audience) => {
      await requireAgency(db, agency);
      return { items: seen(audience, caller) ? await listTopics(db, agency, audience) : [], next: null };
    },

    fileConsultation: (agency, consultation, idempotencyKey, { proof, trap = false } = {}) =>
      fileConsultation(services, caller, agency, consultation, idempotencyKey, services.now(), {
        ...{ filings: services.filings, address: caller.address, trap, proof },
      }),

    readCase: async (agency, typed) => shown(await openByCode(services, caller, agency, typed)),
  };
};
