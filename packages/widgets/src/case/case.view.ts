import { html, nothing, type TemplateResult } from 'lit';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { Answer, Case, CaseEvent, Refusal } from '@otklik/core/contract/consultations.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { DateStyle } from '../base/dates.ts';
import { derivationView } from '../base/derivation.ts';
import type { Connection } from '../base/element.ts';
import { filesView } from '../base/files.ts';
import { warningIcon } from '../base/icons.ts';
import type { MessageParams } from '../base/messages.ts';

export { ru } from './case.view.messages.ts';
export { caseStyles as styles } from './case.styles.ts';

/* What comes once a code is sent: the check of its symbols, the case, its timeline. */

/**
 * Looks a case up.
 * @returns the case, or what is wrong with the code, as a key of the sentences.
 * @throws BackendError when it couldn't be looked up.
 */
export async function look(
  { backend, agency }: Connection,
  typed: string,
): Promise<{ case: Case; agency: Agency } | { wrong: string }> {
  const read = readCaseCode(typed);
  if ('wrong' in read) return { wrong: `wrong_${read.wrong}` };
  try {
    const [found, about] = await Promise.all([backend.readCase(agency, read.code), backend.readAgency(agency)]);
    return { case: found, agency: about };
  } catch (error) {
    if (error instanceof BackendError && error.code === 'case_unknown') return { wrong: error.code };
    if (error instanceof BackendError && error.code === 'case_code_invalid') return { wrong: 'wrong_check' };
    throw error;
  }
}

export interface CaseContext {
  case: Case;
  agency: Agency;
  now: Date;
  language: Language;
  formUrl: string;
  /** Of the back end, for its files. */
  origin: string;
  other: (event: Event) => void;
  t: (key: string, params?: MessageParams) => string;
  date: (value: string, style?: DateStyle, timeZone?: string) => string;
  text: (content: LocalizedText | null | undefined) => string;
}

const statusLook = { received: 'off', registered: 'go', in_progress: 'go', deferred: 'warn', answered: 'ok', refused: 'bad' };
const railLook = { received: 'you', registered: 'us', in_progress: 'us', deferred: 'warn', answered: 'us', refused: 'bad' };

const refusalOf = ({ timeline }: Case): Refusal | undefined =>
  timeline.find((event) => event.type === 'refused')?.refusal;
/** A key, with its form for a refusal that gives a part all the same. */
const inPart = (key: string, found: Case): string => (refusalOf(found)?.given ? `${key}InPart` : key);

/** The case, whole. */
export function caseView(context: CaseContext): TemplateResult {
  const { case: found, t, date, text } = context;
  const dates = {
    due: date(found.dueBy),
    register: date(found.registerBy),
    closed: found.closedOn ? date(found.closedOn) : '',
  };
  return html`<div class="case">
    <header class="stack g3">
      <p class="small soft">${t('caseNumber', { number: found.number, topic: text(found.topic) })}</p>
      <h2 class="title" tabindex="-1">${t(inPart(`title.${found.status}`, found), dates)}</h2>
      <p><span class="status ${statusLook[found.status]}">${t(`status.${found.status}`, dates)}</span></p>
    </header>
    <div class="stack g5">
      <ol class="rail" part="timeline">
        ${found.timeline.map((event) => eventView(event, context))} ${nextView(context)}
      </ol>
      <p class="small soft">
        ${t('legend')} ${found.status === 'deferred' ? t('legendTerm') : ''} ${refusalOf(found) ? t('legendRefusal') : ''}
      </p>
      ${found.closedOn ? nothing : derivation(context)}
    </div>
    <aside class="stack g5">
      ${factsView(context)}
      <div class="actions column">
        <button class="btn line with-js" part="button" type="button" @click=${() => window.print()}>${t('print')}</button>
        <a class="btn" href=${context.formUrl} @click=${context.other}>${t('other')}</a>
      </div>
    </aside>
  </div>`;
}

function derivation({ case: found, agency, t, date, language }: CaseContext): TemplateResult {
  const registered = found.registeredOn !== null;
  return derivationView({
    derivation: found.derivation,
    dueBy: found.dueBy,
    law: agency.terms.law,
    registered,
    language,
    t,
    date,
  });
}

function eventView(event: CaseEvent, context: CaseContext): TemplateResult {
  const { case: found, agency, t, date } = context;
  const days = event.type === 'deferred' ? event.days : 0;
  const title = event.type === 'refused' ? inPart('event.refused', found) : `event.${event.type}`;
  const open = event.type === 'deferred' && !found.closedOn;
  const style = event.type === 'received' ? 'moment' : 'day';
  return html`<li class="${railLook[event.type]} ${open ? 'dash' : ''}">
    <h3 class="h">${t(title, { n: days })}</h3>
    <p><time datetime=${event.at}>${date(event.at, style, agency.timeZone)}</time></p>
    ${eventBody(event, context)}
  </li>`;
}

function eventBody(event: CaseEvent, context: CaseContext): unknown {
  const { case: found, t, date, text } = context;
  switch (event.type) {
    case 'received':
      return html`<p class="text asked">${found.question}</p>`;
    case 'registered':
      return html`<p>${t('event.registered.text', { number: found.number, due: date(event.dueBy, 'short') })}</p>`;
    case 'in_progress':
      return html`<p>${text(event.unit)}</p>`;
    case 'deferred':
      return html`<div class="answer text">
        <p><b>${t('why')}:</b> ${text(event.reason)}</p>
        <p>
          <b>${t('newTerm')}:</b>
          ${t('newTermText', { due: date(event.dueBy, 'short'), previous: date(event.previousDueBy, 'short') })}
        </p>
        <p class="small soft">${t('decided', { who: text(event.decidedBy) })}</p>
      </div>`;
    case 'answered':
      return answerView(event.answer, context);
    case 'refused':
      return refusalView(event.refusal, context);
  }
}

const signed = (answer: Answer | Refusal, { t, date, text }: CaseContext): TemplateResult =>
  html`<p class="small soft">
    ${t('signed', {
      number: answer.number,
      date: date(answer.date),
      signatory: text(answer.signatory),
      preparedBy: text(answer.preparedBy),
    })}
  </p>`;

function answerView(answer: Answer, context: CaseContext): TemplateResult {
  const { t, text, language, origin } = context;
  return html`<div class="answer text">
    <p><b>${t('brief')}:</b> ${text(answer.brief)}</p>
    <p class="asked">${text(answer.text)}</p>
    ${filesView(answer.files, language, origin)} ${signed(answer, context)}
  </div>`;
}

/** Why, what is given all the same, what can be done, how to appeal (order 078-О, 2.1; 8-FZ, articles 19 and 20). */
function refusalView(refusal: Refusal, context: CaseContext): TemplateResult {
  const { t, text, language, origin } = context;
  const section = (title: string, content: LocalizedText | null, more: unknown = nothing): unknown =>
    content &&
    html`<section>
      <h4>${t(title)}</h4>
      <p class="asked">${text(content)}</p>
      ${more}
    </section>`;
  const ground = html`<p class="small soft">
    ${t('ground')} ${t(`ground.${refusal.ground}`, { act: text(refusal.act) })}
  </p>`;
  return html`<div class="refusal text">
    ${section('why', refusal.explanation, ground)}
    ${section('given', refusal.given, filesView(refusal.files, language, origin))} ${section('advice', refusal.advice)}
    ${section('appeal', refusal.appeal)}
    <section>${signed(refusal, context)}</section>
  </div>`;
}

/** What is still to come. */
function nextView({ case: found, t, date }: CaseContext): unknown {
  if (found.closedOn) return nothing;
  const step = (title: string, by: string): TemplateResult =>
    html`<li class="next dash">
      <h3 class="h">${t(title)}</h3>
      <p><time datetime=${by}>${t('notLater', { date: date(by) })}</time></p>
    </li>`;
  return [found.registeredOn ? nothing : step('next.register', found.registerBy), step('next.answer', found.dueBy)];
}

function factsView({ case: found, agency, now, t, date }: CaseContext): TemplateResult {
  const left = daysBetween(localTime(now, agency.timeZone).date, found.dueBy);
  const row = (name: string, value: string): TemplateResult => html`<div>
    <dt>${t(`facts.${name}`)}</dt>
    <dd>${value}</dd>
  </div>`;
  const deferral = found.timeline.find((event) => event.type === 'deferred');
  const took = found.closedOn && daysBetween(localTime(new Date(found.receivedAt), agency.timeZone).date, found.closedOn);
  return html`<div class="panel stack g3">
      <h3 class="h">${t('facts')}</h3>
      <dl class="facts narrow">
        ${row('status', t(inPart(`short.${found.status}`, found)))}
        ${found.closedOn || left < 0 ? nothing : row('left', left ? t('daysLeft', { n: left }) : t('lastDay'))}
        ${deferral ? row('was', date(deferral.previousDueBy, 'short')) : nothing} ${row('due', date(found.dueBy, 'short'))}
        ${typeof took === 'number' ? row('took', t('daysLeft', { n: took })) : nothing}
        ${row('reply', t(`reply.${found.replyForm}`))}
      </dl>
    </div>
    ${!found.closedOn && left < 0
      ? html`<div class="note warning">
          ${warningIcon}
          <div><p>${t('overdue')}</p></div>
        </div>`
      : nothing}`;
}
