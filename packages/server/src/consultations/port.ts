import { BackendError } from '@otklik/core/backend/error.js';
import type { ConsultationsPort } from '@otklik/core/backend/port.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Caller, Services } from '../services.ts';
import { codeHash, fileConsultation } from './rules.ts';
import { findCaseByCode, listTopics } from './store.ts';

export const consultationsPort = (services: Services, caller: Caller): ConsultationsPort => {
  const { database, keys, attempts } = services;
  return {
    listConsultationTopics: async (agency, audience) => {
      await requireAgency(database.db, agency);
      return { items: seen(audience, caller) ? await listTopics(database.db, agency, audience) : [], next: null };
    },

    fileConsultation: (agency, consultation, idempotencyKey) =>
      fileConsultation(services, caller, agency, consultation, idempotencyKey, services.now()),

    readCase: async (agency, typed) => {
      await requireAgency(database.db, agency);
      if (!typed) throw new BackendError('case_code_missing');
      const read = readCaseCode(typed);
      // The check symbol is no secret: a slip of the finger is told at once and isn't an attempt.
      if ('wrong' in read) throw new BackendError('case_code_invalid', { wrong: read.wrong });
      const found = await attempts.run(caller.address, () =>
        findCaseByCode(database.db, agency, codeHash(keys, agency, read.code)),
      );
      if (!found) throw new BackendError('case_unknown');
      return found;
    },
  };
};
