import type { RecordStatus } from '../../contract/staff/consultations.ts';
import type { Role } from '../../contract/staff/accounts.ts';

/** All that can be done with a case once it is open, by staff or by the client. */
export const caseActionTypes = [
  'register',
  'start',
  'ask',
  'clarify',
  'resume',
  'draft',
  'submit',
  'return',
  'approve',
  'issue',
  'answer_orally',
  'defer',
  'forward',
  'redirect',
  'merge',
  'withdraw',
  'reopen',
  'add_files',
  'book_visit',
  'cancel_visit',
] as const;
export type CaseActionType = (typeof caseActionTypes)[number];

/**
 * Where an action leads. `same`: it leaves the state as it is; `working`: back to work, which shows as `in_progress`, or as `deferred` once
 * the term was extended; `decided`: `answered`, `partial` or `refused`, as the draft says.
 */
export type Target = RecordStatus | 'same' | 'working' | 'decided';

/** What goes beside the work on an answer, as long as there is any. */
const beside = { add_files: 'same', book_visit: 'same', cancel_visit: 'same' } as const;
/** How a registered case may end without an answer of ours. */
const ends = { forward: 'forwarded', redirect: 'redirected', merge: 'merged', withdraw: 'withdrawn' } as const;
/** What was decided by mistake, or was annulled on appeal, is taken up again. */
const closed = { reopen: 'in_progress' } as const;

/**
 * The state machine: for each state the actions that may be taken, and where each leads; what isn't
 * here is refused.
 *
 * Everything is registered before anything is done with it (8-FZ, article 18), withdrawal excepted. A
 * draft is written only in a case that was taken up: started, deferred, or asked about. Deferring, and drafting while a
 * clarification is awaited, leave the state as it is. Whoever withdrew a request files another one:
 * that isn't reopened.
 */
export const transitions: Record<RecordStatus, Partial<Record<CaseActionType, Target>>> = {
  received: { register: 'registered', withdraw: 'withdrawn', ...beside },
  registered: {
    start: 'in_progress',
    ask: 'clarification',
    answer_orally: 'answered',
    defer: 'deferred',
    ...ends,
    ...beside,
  },
  in_progress: {
    start: 'in_progress',
    ask: 'clarification',
    draft: 'in_progress',
    submit: 'approval',
    issue: 'decided',
    defer: 'deferred',
    ...ends,
    ...beside,
  },
  deferred: {
    start: 'deferred',
    ask: 'clarification',
    draft: 'deferred',
    submit: 'approval',
    issue: 'decided',
    ...ends,
    ...beside,
  },
  clarification: {
    clarify: 'working',
    resume: 'working',
    draft: 'clarification',
    defer: 'clarification',
    ...ends,
    ...beside,
  },
  approval: { draft: 'working', return: 'returned', approve: 'decided', defer: 'approval', ...ends, ...beside },
  returned: { ask: 'clarification', draft: 'working', defer: 'returned', ...ends, ...beside },
  // An answer may be handed over at the visit that was booked for it.
  answered: { ...closed, cancel_visit: 'same' },
  partial: { ...closed, cancel_visit: 'same' },
  refused: { ...closed, cancel_visit: 'same' },
  forwarded: closed,
  redirected: closed,
  merged: closed,
  withdrawn: {},
};

export type Party = 'client' | Role;

/**
 * Who may take an action. Staff prepare, the head approves (order 078-О, 3.6). Consultants also enter
 * what a client without the code says by post or telephone.
 */
export const parties: Record<CaseActionType, readonly Party[]> = {
  register: ['consultant'],
  start: ['consultant', 'head'],
  ask: ['consultant'],
  clarify: ['client', 'consultant'],
  resume: ['consultant'],
  draft: ['consultant'],
  submit: ['consultant'],
  return: ['head'],
  approve: ['head'],
  issue: ['consultant'],
  answer_orally: ['consultant'],
  defer: ['consultant', 'head'],
  forward: ['consultant', 'head'],
  redirect: ['consultant', 'head'],
  merge: ['consultant', 'head'],
  withdraw: ['client', 'consultant'],
  reopen: ['head'],
  add_files: ['client', 'consultant'],
  book_visit: ['client', 'consultant'],
  cancel_visit: ['client', 'consultant', 'head'],
};

const closedStatuses: readonly RecordStatus[] = [
  'answered',
  'partial',
  'refused',
  'forwarded',
  'redirected',
  'withdrawn',
  'merged',
];

/** Whether something is still to be done with a case in this state. */
export const isOpen = (status: RecordStatus): boolean => !closedStatuses.includes(status);
