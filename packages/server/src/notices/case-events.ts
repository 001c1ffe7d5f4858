import type { RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import { isForClient } from '@otklik/core/domain/consultations/client-view.js';
import type { NewJob } from './store.ts';

type Happened = Pick<RecordEvent, 'type' | 'at' | 'by'>;

const byClient: readonly RecordEvent['type'][] = ['clarified', 'files_added', 'withdrawn'];

/** Whether staff are told by a job of its own. That a case came they are told with the client's notice: staff-notice.ts. */
const isForStaff = ({ type, by }: Happened): boolean =>
  type === 'approval' || type === 'returned' || (byClient.includes(type) && by === undefined);

function jobsFor(consultation: string, event: Happened): NewJob[] {
  const { type, at } = event;
  return [
    ...(isForClient(event) ? [{ kind: 'case_notice', payload: { consultation, event: type }, at } as const] : []),
    ...(isForStaff(event) ? [{ kind: 'case_staff_notice', payload: { consultation, about: type }, at } as const] : []),
  ];
}

/** The jobs to tell client and staff of what happened in a case and is for them, each event by a notice of its own. */
export const caseNotices = (consultation: string, events: readonly Happened[]): NewJob[] =>
  events.flatMap((event) => jobsFor(consultation, event));
