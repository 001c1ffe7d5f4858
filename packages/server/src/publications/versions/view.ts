import type { StaffVersion, VersionHead } from '@otklik/core/contract/staff/publications.js';
import { statusAt, type Step } from '@otklik/core/domain/publications/lifecycle.js';
import type { Head, WholeVersion } from './store.ts';

/** Without the account: staff are known by position. */
function shown<S extends Step>(step: S | null): Omit<S, 'by'> | null {
  if (!step) return null;
  const { by: _, ...rest } = step;
  return rest;
}

/** A version as somebody of the staff sees it at a moment. `account`: theirs. */
export function headView(head: Head, account: string, moment: Date): VersionHead {
  const { id, version, revision, audience, kind, topic, title, reviewBy, changedAt, shownFrom, shownUntil } = head;
  return {
    ...{ id, version, revision, status: statusAt(head, moment.toISOString()), audience, kind, topic, title, reviewBy },
    ...{ own: head.editors.includes(account), changedAt, shownFrom, shownUntil },
    submitted: shown(head.submitted),
    returned: shown(head.returned),
    approved: shown(head.approved),
    withdrawn: shown(head.withdrawn),
  };
}

export function versionView(version: WholeVersion, account: string, moment: Date): StaffVersion {
  const { summary, body, attachments } = version;
  return { ...headView(version, account, moment), summary, body, attachments };
}
