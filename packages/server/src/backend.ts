import type { Backend, CasePort } from '@otklik/core/backend/port.js';
import { agenciesPort } from './agencies/port.ts';
import { clientPort, type ClientPort } from './consultations/client-port.ts';
import { consultationsPort, type ServerConsultations } from './consultations/port.ts';
import { publicationsPort } from './publications/port.ts';
import type { Caller, Services } from './services.ts';
import { readFreeSlots } from './slots/rules.ts';
import { surveysPort, type ServerSurveys } from './surveys/port.ts';
import { touchpointsPort } from './touchpoints/port.ts';

export type ServerBackend = Backend & ServerConsultations & ServerSurveys & ClientPort & Pick<CasePort, 'listSlots'>;

/**
 * The back end as core's port, in process: what routes answer from, and what pages that are
 * rendered on the server hand to the widgets' elements.
 */
export const serverBackend = (services: Services, caller: Caller): ServerBackend => ({
  ...agenciesPort(services),
  ...publicationsPort(services, caller),
  ...touchpointsPort(services, caller),
  ...consultationsPort(services, caller),
  ...clientPort(services, caller),
  ...surveysPort(services, caller),
  listSlots: (agency, query) => readFreeSlots(services, agency, query),
});
