import type { DerivationStep } from '../../contract/case.ts';
import type { CaseRecord, RecordEvent } from '../../contract/staff/consultations.ts';
import { isOpen } from './lifecycle.ts';
import type { Rules } from './rules.ts';
import { term } from './terms.ts';

const isRollover = ({ rule }: DerivationStep): boolean => rule.endsWith('working_day');

/**
 * The same terms by another calendar, each from where the one before ends. Their days are those that
 * were promised, whatever the agency's policy says by now; which way they roll over is its policy of now.
 */
function again(steps: readonly DerivationStep[], { terms, calendar }: Rules): DerivationStep[] {
  const made: DerivationStep[] = [];
  for (const step of steps) {
    if (isRollover(step)) continue;
    const { derivation } = term(step.rule, made.at(-1)?.result ?? step.from, step.days, terms, calendar);
    made.push(...derivation);
  }
  return made;
}

/** Where a term for registration ends: its own last step, before the next term begins. */
function endOfRegistration(steps: readonly DerivationStep[]): string | undefined {
  if (steps[0]?.rule !== 'registration') return undefined;
  const next = steps.findIndex((step, index) => index > 0 && !isRollover(step));
  return steps.at(next < 0 ? -1 : next - 1)?.result;
}

/**
 * An open case after the production calendar was changed at `moment`. A promised date may move either
 * way; what it was stays in the timeline, and the client is told.
 * @returns `moved`: whether a date that the client was promised is another one; the case is the given one when nothing changed.
 */
export function recompute(record: CaseRecord, moment: Date, rules: Rules): { case: CaseRecord; moved: boolean } {
  if (!isOpen(record.status)) return { case: record, moved: false };
  const derivation = again(record.derivation, rules);
  const dueBy = derivation.at(-1)?.result ?? record.dueBy;
  const registerBy = endOfRegistration(derivation) ?? record.registerBy;
  const registrationMoved = registerBy !== record.registerBy;
  const moved = registrationMoved || dueBy !== record.dueBy;
  if (!moved && JSON.stringify(derivation) === JSON.stringify(record.derivation)) return { case: record, moved: false };
  const event: RecordEvent = {
    ...{ type: 'term_changed', at: moment.toISOString(), cause: 'calendar', previousDueBy: record.dueBy, dueBy },
    ...(registrationMoved && { previousRegisterBy: record.registerBy, registerBy }),
  };
  const timeline = moved ? [...record.timeline, event] : record.timeline;
  return { case: { ...record, registerBy, dueBy, derivation, timeline }, moved };
}
