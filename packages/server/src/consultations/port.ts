import type { ConsultationsPort } from '@otklik/core/backend/port.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Caller, Services } from '../services.ts';
import { openByCode, shown } from './client.ts';
import { fileConsultation } from './filing.ts';
import { listTopics } from './store.ts';

export const consultationsPort = (services: Services, caller: Caller): ConsultationsPort => {
  const { db } = services.database;
  return {
    listConsultationTopics: async (agency, audience) => {
      await requireAgency(db, agency);
      return { items: seen(audience, caller) ? await listTopics(db, agency, audience) : [], next: null };
    },

    fileConsultation: (agency, consultation, idempotencyKey) =>
      fileConsultation(services, caller, agency, consultation, idempotencyKey, services.now()),

    readCase: async (agency, typed) => shown(await openByCode(services, caller, agency, typed)),
  };
};
