import type { LocalizedText } from '../../contract/common.ts';
import type { Consultation } from '../../contract/consultations.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import { localTime, type IsoDate } from '../calendar.ts';
import { requireRole, type Actor } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import type { Rules } from './rules.ts';
import { answerTerm, latestAnswer, registrationTerm } from './terms.ts';
import { isOral, type Origin } from './kinds.ts';

const basics = ({ audience, question, replyForm }: Consultation, topic: LocalizedText) => ({
  ...{ audience, topic, question, replyForm, closedOn: null },
});

/** A case before it is kept, which gives it its number. */
export type UnnumberedCase = Omit<CaseRecord, 'number'>;

/** The case that a consultation sent by its client at `moment` opens. */
export function openCase(
  consultation: Consultation,
  topic: LocalizedText,
  moment: Date,
  { terms, calendar, timeZone }: Rules,
): UnnumberedCase {
  const latest = latestAnswer(localTime(moment, timeZone).date, terms, calendar);
  const at = moment.toISOString();
  return {
    ...basics(consultation, topic),
    status: 'received',
    receivedAt: at,
    registeredOn: null,
    registerBy: latest.registerBy,
    dueBy: latest.date,
    derivation: latest.derivation,
    timeline: [{ type: 'received', at }],
  };
}

/** How a request came in that staff enter, and on which day. */
export interface Entry {
  origin: Exclude<Origin, 'form'>;
  receivedOn: IsoDate;
}

/**
 * The case that staff open at `moment` for what came by telephone, at a visit, by post or at the
 * counter. To enter it is to register it; papers may have come on an earlier day, what was said is
 * entered on the same one (8-FZ, article 18).
 * @throws RuleBroken role_missing, received_in_future, oral_not_today
 */
export function enterCase(
  consultation: Consultation,
  topic: LocalizedText,
  { origin, receivedOn }: Entry,
  actor: Actor,
  moment: Date,
  { terms, calendar, timeZone }: Rules,
): UnnumberedCase {
  requireRole('consultant', actor);
  const today = localTime(moment, timeZone).date;
  const oral = isOral(origin);
  if (receivedOn > today) throw new RuleBroken('received_in_future', { today });
  if (oral && receivedOn < today) throw new RuleBroken('oral_not_today', { today });
  const { date, derivation } = answerTerm(today, terms, calendar);
  const at = moment.toISOString();
  const by = { id: actor.id, position: actor.position };
  return {
    ...basics(consultation, topic),
    status: 'registered',
    receivedAt: at,
    registeredOn: today,
    registerBy: registrationTerm(receivedOn, terms, calendar, oral).date,
    dueBy: date,
    derivation,
    timeline: [
      { type: 'received', at, origin, on: receivedOn, by },
      { type: 'registered', at, dueBy: date, by },
    ],
  };
}
