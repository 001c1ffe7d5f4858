import type { TouchpointVersion, TouchpointVersionHead } from '@otklik/core/contract/staff/touchpoints.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Step } from '@otklik/core/domain/four-eyes.js';
import { statusOn } from '@otklik/core/domain/touchpoints/lifecycle.js';
import type { ListHead, WholeList } from './store.ts';

/** Without the account: staff are known by position. */
function shown<S extends Step>(step: S | null): Omit<S, 'by'> | null {
  if (!step) return null;
  const { by: _, ...rest } = step;
  return rest;
}

/** A version as somebody of the staff sees it on a day. `account`: theirs. */
export function headView(head: ListHead, account: string, today: IsoDate): TouchpointVersionHead {
  const { audience, version, revision, document, inForceFrom, inForceUntil, changedAt } = head;
  return {
    ...{ audience, version, revision, status: statusOn(head, today), own: head.editors.includes(account) },
    ...{ document, inForceFrom, inForceUntil, changedAt },
    submitted: shown(head.submitted),
    returned: shown(head.returned),
    approved: shown(head.approved),
  };
}

export function listView(list: WholeList, account: string, today: IsoDate): TouchpointVersion {
  const { channels, items } = list;
  return { ...headView(list, account, today), channels, items };
}
