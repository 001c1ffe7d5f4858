import type { CasePort } from '@otklik/core/backend/port.js';
import type { Caller, Services } from '../services.ts';
import {
  addCaseFiles,
  bookVisit,
  cancelVisit,
  clarifyCase,
  setNotices,
  withdrawCase,
  type ClientOf,
} from './client.ts';

/** What a client does with a case, as core's port; files are read and sent by routes. */
export type ClientPort = Omit<CasePort, 'readCaseFile' | 'listSlots'>;

/** @throws BackendError and RuleBroken, as client.ts says */
export function clientPort(services: Services, caller: Caller): ClientPort {
  const of = (agency: string, code: string): ClientOf => ({ services, caller, agency, code });
  return {
    clarifyCase: (agency, code, clarification) => clarifyCase(of(agency, code), clarification),
    withdrawCase: (agency, code) => withdrawCase(of(agency, code), {}),
    addCaseFiles: (agency, code, files) => addCaseFiles(of(agency, code), files),
    setNotices: (agency, code, choice) => setNotices(of(agency, code), choice),
    bookVisit: (agency, code, booking) => bookVisit(of(agency, code), booking),
    cancelVisit: (agency, code) => cancelVisit(of(agency, code)),
  };
}
