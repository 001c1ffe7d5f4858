import { html, type TemplateResult } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case, CaseEvent, CaseStatus } from '@otklik/core/contract/case.js';
import type { File, LocalizedText } from '@otklik/core/contract/common.js';
import { daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import type { CaseActs } from './case.acts.ts';
import type { OtklikCase } from './case.ts';

/** What all parts of a shown case need. */
export interface Context {
  host: OtklikCase;
  case: Case;
  agency: Agency;
  /** By the server's clock, as far as it is known: the device's own may be wrong by a year. */
  now: Date;
  /** What can be done with it. */
  acts: CaseActs;
  /** An anonymous survey that whoever has an answer may be asked to take. */
  survey: string | undefined;
  /** Of the timeline: from here on events are new. */
  fresh: number;
  other: (event: Event) => void;
}

/** Under which name an event is told: an older refusal may give a part, which is a partial answer by now. */
export const nameOf = (event: CaseEvent): CaseEvent['type'] =>
  event.type === 'refused' && event.refusal.given ? 'partial' : event.type;

/** States as they are told; `closed`: ended, in a way that another version knows. */
export type Told = CaseStatus | 'closed';

/** Shape and colour: open ring for what the person did or is to do, diamond for a changed term, square for a refusal. */
export const looks: Record<Told, string> = {
  received: 'off',
  registered: 'go',
  clarification: 'off go',
  in_progress: 'go',
  approval: 'go',
  deferred: 'warn',
  forwarded: 'go',
  answered: 'ok',
  partial: 'bad',
  refused: 'bad',
  redirected: 'go',
  withdrawn: 'off',
  merged: 'go',
  closed: 'go',
};

/** The status, named in the same way; one of another version by whether there is anything to wait for. */
export function statusOf({ status, timeline, closedOn }: Case): Told {
  if (!Object.hasOwn(looks, status)) return closedOn ? 'closed' : 'in_progress';
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

export const fileList = (host: OtklikCase, files: File[] = []): unknown => host.late?.files.view(files);

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
    ${row('phone', html`<a href="tel:${number}">${phone}</a>, ${host.text(phoneHours)}`)} ${email && row('email', html`<a href="mailto:${email}">${`${email}`}</a>`)}
    ${row('post', host.text(postalAddress))}
  </dl>`;
}
