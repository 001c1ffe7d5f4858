import type { CaseStatus } from '../../contract/case.ts';

/**
 * What a client may do with a case in each state: lifecycle.ts as the client sees it, small enough for a
 * page, which offers no more than this. Choosing how to be told of things is always possible while they happen.
 */
export const clientActionTypes = ['clarify', 'add_files', 'book_visit', 'cancel_visit', 'withdraw'] as const;
export type ClientAction = (typeof clientActionTypes)[number];

const beside = ['add_files', 'book_visit', 'cancel_visit'] as const;
const open = [...beside, 'withdraw'] as const;
/** An answer may be handed over at the visit that was booked for it. */
const decided = ['cancel_visit'] as const;

const actions: Record<CaseStatus, readonly ClientAction[]> = {
  received: open,
  registered: open,
  clarification: ['clarify', ...open],
  in_progress: open,
  approval: open,
  deferred: open,
  answered: decided,
  partial: decided,
  refused: decided,
  forwarded: [],
  redirected: [],
  merged: [],
  withdrawn: [],
};

/** Of a state that another version knows: nothing. */
export const clientActions = (status: CaseStatus): readonly ClientAction[] => actions[status] ?? [];
