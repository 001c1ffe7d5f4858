import { html, nothing, type TemplateResult } from 'lit-html';
import type { Case, CaseEvent, Visit } from '@otklik/core/contract/case.js';
import { momentInWords } from '../base/moments.ts';
import { told, type Context } from './case.context.ts';

type VisitEvent = Extract<CaseEvent, { type: 'visit_booked' | 'visit_moved' | 'visit_cancelled' }>;

export const isVisit = (event: CaseEvent): event is VisitEvent =>
  event.type === 'visit_booked' || event.type === 'visit_moved' || event.type === 'visit_cancelled';

const ends: readonly CaseEvent['type'][] = ['withdrawn', 'forwarded', 'redirected', 'merged'];

/** Why a visit isn't: the body says why it can't keep it, or the request ended, or the person cancelled. */
function cancelledBy(event: VisitEvent, { timeline }: Case): 'us' | 'end' | 'you' {
  if (event.type === 'visit_cancelled' && event.reason) return 'us';
  const before = timeline[timeline.indexOf(event) - 1];
  return before && before.at === event.at && ends.includes(before.type) ? 'end' : 'you';
}

/** Open ring or dot: whether it was the person's own doing. */
export const visitShape = (event: VisitEvent, found: Case): 'you' | 'us' =>
  event.type === 'visit_cancelled' && cancelledBy(event, found) !== 'you' ? 'us' : 'you';

/** A reception or a call: of one that was cancelled, what was booked before says so. */
function kindOf(event: VisitEvent, { timeline }: Case): Visit['kind'] {
  const booked = timeline.slice(0, timeline.indexOf(event) + 1).findLast((one) => 'visit' in one);
  return booked && 'visit' in booked ? booked.visit.kind : 'visit';
}

/** Key of its heading. */
export function visitTitle(event: VisitEvent, found: Case): string {
  const whose = event.type === 'visit_cancelled' ? `.${visitShape(event, found)}` : '';
  return `event.${event.type}${whose}.${kindOf(event, found)}`;
}

const whenAndWhere = ({ startsAt, kind, place }: Visit, { host, agency }: Context): TemplateResult =>
  html`<p class="text">
    ${momentInWords(host, startsAt, agency.timeZone)}. ${kind === 'visit' ? host.text(place) : host.t('weCall')}
  </p>`;

export function visitBody(event: VisitEvent, context: Context): unknown {
  const { case: found, host, agency } = context;
  const moment = (value: string): string => momentInWords(host, value, agency.timeZone);
  if (event.type === 'visit_cancelled') {
    const ended = cancelledBy(event, found) === 'end';
    return html`<p>${moment(event.startsAt)}</p>
      ${event.reason ? told(host, 'why', event.reason) : nothing}
      ${ended ? html`<p>${host.t(`visitEnded.${kindOf(event, found)}`)}</p>` : nothing}`;
  }
  return html`${whenAndWhere(event.visit, context)}
  ${event.type === 'visit_moved' ? html`<p>${host.t('insteadOf', { before: moment(event.previousStartsAt) })}</p>` : nothing}`;
}

/** The visit that is still to come. */
export function upcomingVisit({ case: { timeline }, now }: Context): Visit | undefined {
  const last = timeline.findLast(isVisit);
  return last && 'visit' in last && last.visit.startsAt > now.toISOString() ? last.visit : undefined;
}
