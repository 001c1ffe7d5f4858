import { html, type TemplateResult } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case, CaseEvent, CaseStatus } from '@otklik/core/contract/case.js';
import type { File, LocalizedText } from '@otklik/core/contract/common.js';
import { daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import { filesView } from '../base/files.ts';
import type { OtklikCase } from './case.ts';

/** What all parts of a shown case need. */
export interface Context {
  host: OtklikCase;
  case: Case;
  agency: Agency;
  now: Date;
  other: (event: Event) => void;
}

/** Under which name an event is told: an older refusal may give a part, which is a partial answer by now. */
export const nameOf = (event: CaseEvent): CaseEvent['type'] =>
  event.type === 'refused' && event.refusal.given ? 'partial' : event.type;

/** The status, named in the same way. */
export function statusOf({ status, timeline }: Case): CaseStatus {
  const refused = status === 'refused' && timeline.findLast(({ type }) => type === status);
  return refused && nameOf(refused) === 'partial' ? 'partial' : status;
}

/** The newest event of a type. */
export const lastOf = <T extends CaseEvent['type']>({ timeline }: Case, type: T) =>
  timeline.findLast((event): event is Extract<CaseEvent, { type: T }> => event.type === type);

/** Until the answer is due; negative once it is late. */
export const daysLeft = ({ case: { dueBy }, agency, now }: Context): number =>
  daysBetween(localTime(now, agency.timeZone).date, dueBy);
export const isOverdue = (context: Context): boolean => !context.case.closedOn && daysLeft(context) < 0;

/** A word of ours and, after it, what the body says. */
export const told = (host: OtklikCase, word: string, text: string | LocalizedText): TemplateResult =>
  html`<p class="asked"><b>${host.t(word)}:</b> ${typeof text === 'string' ? text : host.text(text)}</p>`;

export const fileList = (host: OtklikCase, files: File[] = []): unknown =>
  filesView(files, host.language, host.connection()?.origin ?? '');

/** How to reach the body. */
export function contactsView({ host, agency }: Context): TemplateResult {
  const { phone, phoneHours, postalAddress, email } = agency;
  // Without an extension, which no telephone can dial at once.
  const number = phone.split(/[^\d\s()+-]/)[0]?.replace(/[^\d+]/g, '');
  const row = (name: string, value: unknown): TemplateResult =>
    html`<div>
      <dt>${host.t(`contact.${name}`)}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts">
    ${row('phone', html`<a href="tel:${number}">${phone}</a>, ${host.text(phoneHours)}`)} ${email && row('email', html`<a href="mailto:${email}">${email}</a>`)}
    ${row('post', host.text(postalAddress))}
  </dl>`;
}
