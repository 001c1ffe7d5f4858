import type { Case, CaseEvent } from '../../contract/case.ts';
import type { CaseRecord, RecordEvent } from '../../contract/staff/consultations.ts';

/** Whether an event is for the client: what goes on between authors and head isn't. The client is told of what is. */
export const isForClient = ({ type }: Pick<RecordEvent, 'type'>): boolean =>
  type !== 'drafted' && type !== 'approval' && type !== 'returned';

function withoutStaff(event: RecordEvent): CaseEvent[] {
  switch (event.type) {
    case 'drafted':
    case 'returned':
      return [];
    case 'approval':
    case 'answered':
    case 'partial':
    case 'refused': {
      const { by: _by, revision: _revision, ...shown } = event;
      return [shown];
    }
    default: {
      const { by: _by, ...shown } = event;
      return [shown];
    }
  }
}

/**
 * A case as its client sees it: positions, but no accounts; no drafts and no coming and going between
 * authors and head. That the answer lies with the head shows while it does; sent back, it is being
 * prepared.
 */
export function clientView(record: CaseRecord): Case {
  const { status, timeline, ...same } = record;
  const withHead = status === 'approval' ? timeline.findLast(({ type }) => type === 'approval') : undefined;
  return {
    ...same,
    status: status === 'returned' ? 'in_progress' : status,
    timeline: timeline.filter((event) => isForClient(event) || event === withHead).flatMap(withoutStaff),
  };
}
