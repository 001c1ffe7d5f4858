import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Case, CaseEvent } from '@otklik/core/contract/case.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { dateInWords } from '../base/dates.ts';
import { momentInWords } from '../base/moments.ts';
import { clarifyView } from './case.acts.view.ts';
import { contactsView, fileList, isOverdue, lastOf, nameOf, statusOf, told, type Context } from './case.context.ts';
import { answerView, oralView, portalsView, refusalView } from './case.decision.ts';
import { isVisit, upcomingVisit, visitBody, visitShape, visitTitle } from './case.visits.ts';

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

type Shape = 'you' | 'us' | 'warn' | 'bad';

/** Of every event that this version can tell. Open ring: what the person did; dot: the body; diamond: the term changed; square: a refusal. */
const shapes: Record<CaseEvent['type'], Shape> = {
  received: 'you',
  registered: 'us',
  in_progress: 'us',
  clarification: 'us',
  clarified: 'you',
  resumed: 'us',
  approval: 'us',
  deferred: 'warn',
  term_changed: 'warn',
  forwarded: 'us',
  answered: 'us',
  answered_orally: 'us',
  partial: 'bad',
  refused: 'bad',
  redirected: 'us',
  withdrawn: 'you',
  merged: 'us',
  reopened: 'us',
  files_added: 'you',
  visit_booked: 'you',
  visit_moved: 'you',
  visit_cancelled: 'you',
};
const shapeOf = (event: CaseEvent, found: Case): Shape =>
  isVisit(event) ? visitShape(event, found) : shapes[event.type];

/** One that another version knows, or tells otherwise, is left out: the others are told all the same. */
function readable(event: CaseEvent, leads: boolean, context: Context): TemplateResult | undefined {
  try {
    return Object.hasOwn(shapes, event.type) ? eventView(event, leads, context) : undefined;
  } catch {
    return undefined;
  }
}

/** What happened and what is to come, with what the shapes mean. */
export function timelineView(context: Context): TemplateResult {
  const { case: found, host } = context;
  const next = nextSteps(context);
  const events = found.timeline.map((event, at) =>
    readable(event, next.length > 0 && !found.timeline[at + 1], context),
  );
  const has = (shape: Shape): boolean =>
    found.timeline.some((event, at) => events[at] && shapeOf(event, found) === shape);
  return html`<ol class="rail" part="timeline">
      ${events} ${keyed(found, html`${next}`)}
    </ol>
    ${events.includes(undefined) ? html`<p class="text">${host.t('moreEvents')}</p>` : nothing}
    <p class="small soft">
      ${host.t('legend')} ${has('warn') ? host.t('legendTerm') : ''} ${has('bad') ? host.t('legendRefusal') : ''}
    </p>`;
}

/** `leads`: to what is still to come. */
function eventView(event: CaseEvent, leads: boolean, context: Context): TemplateResult {
  const { case: found } = context;
  const { moment, words } = whenOf(event, context);
  // What the link at the top leads to.
  const main = event === found.timeline.findLast(({ type }) => type.startsWith(found.status));
  const fresh = found.timeline.indexOf(event) === context.fresh;
  return html`<li class="${shapeOf(event, found)} ${leads ? 'dash' : ''}">
    <h3 class="h" id=${main ? 'told' : nothing} tabindex=${main || fresh ? '-1' : nothing} ?data-new=${fresh}>
      ${titleOf(event, context)}
    </h3>
    <p><time datetime=${moment}>${words}</time></p>
    ${bodyOf(event, context)}
  </li>`;
}

function titleOf(event: CaseEvent, { case: found, host }: Context): string {
  const key = `event.${nameOf(event)}`;
  switch (event.type) {
    case 'received':
      return host.t(`${key}.${event.origin ?? 'form'}`);
    case 'deferred':
      return host.t(key, { n: event.days });
    case 'merged':
      return host.t(key, { into: event.into });
    default:
      return host.t(isVisit(event) ? visitTitle(event, found) : key);
  }
}

/** A form is sent at a moment; of what staff entered later the day counts on which it came. */
function whenOf(event: CaseEvent, { host, agency: { timeZone } }: Context): { moment: string; words: string } {
  const moment = (event.type === 'received' && event.on) || event.at;
  const sent = event.type === 'received' && (event.origin ?? 'form') === 'form';
  return { moment, words: sent ? momentInWords(host, moment, timeZone) : dateInWords(host, moment, 'day', timeZone) };
}

function bodyOf(event: CaseEvent, context: Context): unknown {
  const { case: found, host } = context;
  const words = (key: string, params = {}): TemplateResult => html`<p class="text">${host.t(key, params)}</p>`;
  switch (event.type) {
    case 'received':
      return html`<p class="text asked">${`${found.question}`}</p>
        ${fileList(host, event.files)}`;
    case 'registered':
      return words('event.registered.text', { number: found.number, due: dateInWords(host, event.dueBy, 'short') });
    case 'in_progress':
      return html`<p>${host.text(event.unit)}</p>`;
    case 'clarification':
      return clarificationView(event, context);
    case 'clarified':
      return html`<p class="text asked">${`${event.text}`}</p>
        ${fileList(host, event.files)}`;
    case 'resumed':
    case 'approval':
    case 'withdrawn':
      return words(`event.${event.type}.text`);
    case 'merged':
      return words('event.merged.text', { into: event.into });
    case 'deferred':
      return panel(
        told(host, 'why', event.reason),
        told(host, 'newTerm', `${changeOf(event.dueBy, event.previousDueBy, context)} ${host.t('noMore')}`),
        decided(event.decidedBy, context),
      );
    case 'term_changed':
      return termView(event, context);
    case 'reopened':
      return panel(
        told(host, 'why', event.reason),
        told(host, 'newTerm', host.t('newDue', { due: dateInWords(host, event.dueBy) })),
      );
    case 'forwarded':
      return panel(
        told(host, 'forwardedTo', event.to),
        told(host, 'why', event.reason),
        words('event.forwarded.text'),
        decided(event.decidedBy, context),
      );
    case 'redirected':
      return panel(
        html`<p class="asked">${host.text(event.explanation)}</p>`,
        portalsView('portals', event.portals, host),
      );
    case 'answered':
      return answerView(event.answer, context);
    case 'answered_orally':
      return oralView(event, context);
    case 'partial':
      return refusalView(event.partial, context);
    case 'refused':
      return refusalView(event.refusal, context);
    case 'files_added':
      return fileList(host, event.files);
    case 'visit_booked':
    case 'visit_moved':
    case 'visit_cancelled':
      return visitBody(event, context);
  }
}

const panel = (...content: unknown[]): TemplateResult => html`<div class="answer text">${content}</div>`;

const decided = (who: EventOf<'deferred'>['decidedBy'], { host }: Context): TemplateResult =>
  html`<p class="small soft">${host.t('decided', { who: host.text(who) })}</p>`;

/** One date in place of another; the year only where it isn't the same. */
function changeOf(now: string, before: string, { host }: Context): string {
  const style = now.slice(0, 4) === before.slice(0, 4) ? 'short' : 'day';
  return host.t('newTermText', { due: dateInWords(host, now, style), previous: dateInWords(host, before, style) });
}

function termView(event: EventOf<'term_changed'>, context: Context): TemplateResult {
  const { host } = context;
  const { cause, dueBy, previousDueBy, registerBy, previousRegisterBy } = event;
  return panel(
    told(host, 'why', host.t(`cause.${cause}`)),
    registerBy && previousRegisterBy
      ? told(host, 'newRegistration', changeOf(registerBy, previousRegisterBy, context))
      : nothing,
    dueBy === previousDueBy ? nothing : told(host, 'newTerm', changeOf(dueBy, previousDueBy, context)),
  );
}

/** The question; while it is open also how it can be answered, and what that does to the term. */
function clarificationView(event: EventOf<'clarification'>, context: Context): TemplateResult {
  const { case: found, host, agency } = context;
  const question = html`<p class="text asked">${host.text(event.question)}</p>`;
  if (statusOf(found) !== 'clarification' || event !== lastOf(found, 'clarification')) return question;
  const here = context.acts.fits('clarify', found);
  const stops = termsOf(agency, found.audience).clarificationStopsClock;
  return panel(
    question,
    clarifyView(context),
    html`<p>${host.t(here ? 'howToClarifyToo' : 'howToClarify', { number: found.number })}</p>`,
    contactsView(context),
    html`<p class="small soft">${host.t(stops ? 'clockStops' : 'clockRuns', { due: dateInWords(host, found.dueBy) })}</p>`,
  );
}

/** What is still to come; a visit may be so after the answer too, which is handed over there. */
function nextSteps(context: Context): TemplateResult[] {
  const { case: found, host, agency } = context;
  const step = (title: string, content: unknown, more: unknown = nothing): TemplateResult =>
    html`<li class="next dash">
      <h3 class="h">${host.t(title)}</h3>
      <p>${content}</p>
      ${more}
    </li>`;
  const by = (date: string, words = 'notLater'): TemplateResult =>
    html`<time datetime=${date}>${host.t(words, { date: dateInWords(host, date) })}</time>`;
  const visit = upcomingVisit(context);
  const visits = visit
    ? [
        step(
          `next.${visit.kind}`,
          html`<time datetime=${visit.startsAt}>${momentInWords(host, visit.startsAt, agency.timeZone)}</time>`,
        ),
      ]
    : [];
  if (found.closedOn) return visits;
  const to = found.replyForm === 'email' && found.notices?.to;
  const way = html`<p class="text soft">
    ${host.t(`next.answer.${found.replyForm}${to ? '.to' : ''}`, { to: to || '' })}
  </p>`;
  const answer = step('next.answer', by(found.dueBy, isOverdue(context) ? 'wasDue' : 'notLater'), way);
  return [
    ...(found.registeredOn ? [] : [step('next.register', by(found.registerBy))]),
    ...(found.status === 'clarification' ? [step('next.clarify', host.t('next.clarify.text'))] : []),
    ...(visit && localTime(new Date(visit.startsAt), agency.timeZone).date > found.dueBy
      ? [answer, ...visits]
      : [...visits, answer]),
  ];
}
