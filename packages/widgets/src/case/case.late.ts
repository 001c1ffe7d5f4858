import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Answer, Case, CaseEvent, Refusal } from '@otklik/core/contract/consultations.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { derivationView } from '../base/derivation.ts';
import { filesView } from '../base/files.ts';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon, warningIcon } from '../base/icons.ts';
import { momentInWords } from '../base/moments.ts';
import type { CaseInitial, OtklikCase } from './case.ts';

export { ru } from './case.late.messages.ts';
export { caseStyles as styles } from './case.late.styles.ts';

/** What comes once the form is touched: the check of the code, the case, its timeline. */
export class CaseLate implements Late {
  looking = false;
  private shown: { case: Case; agency: Agency; now: Date } | undefined;
  /** What is wrong with the code, as a key of the sentences. */
  private wrong = '';
  private problem: unknown;
  private readonly host: OtklikCase;

  constructor(host: OtklikCase) {
    this.host = host;
  }

  preset({ agency, now, found, wrong = '' }: CaseInitial): void {
    this.shown = found && { case: found, agency, now: new Date(now) };
    this.wrong = wrong;
  }

  /** Looks a case up; a mistyped code is noticed without asking the server. */
  async act({ type, target }: Touch): Promise<void> {
    if (type !== 'submit' || this.looking) return;
    const { host } = this;
    this.looking = true;
    this.wrong = '';
    this.problem = undefined;
    host.requestUpdate();
    try {
      await this.look(target.querySelector('input')?.value ?? '');
    } catch (error) {
      const code = error instanceof BackendError ? error.code : '';
      if (code === 'case_unknown') this.wrong = code;
      else if (code === 'case_code_invalid') this.wrong = 'wrong_check';
      else this.problem = error;
    }
    this.looking = false;
    await this.lead();
  }

  private async look(typed: string): Promise<void> {
    const to = this.host.connection();
    const read = readCaseCode(typed);
    if ('wrong' in read) this.wrong = `wrong_${read.wrong}`;
    else if (to) {
      const { backend, agency } = to;
      const [found, about] = await Promise.all([backend.readCase(agency, read.code), backend.readAgency(agency)]);
      this.shown = { case: found, agency: about, now: this.host.now?.() ?? new Date() };
    }
  }

  /** The focus goes to what came of it. */
  private async lead(): Promise<void> {
    const { host } = this;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>(this.wrong ? 'input' : '[tabindex="-1"], input')?.focus();
  }

  error(): unknown {
    const { host, wrong } = this;
    return wrong && html`${alertIcon()}<span><span class="vh">${host.t('error')}</span>${host.t(wrong)}</span>`;
  }

  summary(): unknown {
    if (!this.problem) return undefined;
    return html`<div class="note danger" role="alert" tabindex="-1">
      ${alertIcon()}
      <div><p>${this.host.failure(this.problem)}</p></div>
    </div>`;
  }

  found(): TemplateResult | undefined {
    const { host, shown } = this;
    const other = (event: Event): void => {
      event.preventDefault();
      this.shown = undefined;
      void this.lead();
    };
    return shown && caseView({ host, ...shown, other });
  }
}

export { CaseLate as Late };

interface Context {
  host: OtklikCase;
  case: Case;
  agency: Agency;
  now: Date;
  other: (event: Event) => void;
}

const statusLook = {
  received: 'off',
  registered: 'go',
  in_progress: 'go',
  deferred: 'warn',
  answered: 'ok',
  refused: 'bad',
};
const railLook = {
  received: 'you',
  registered: 'us',
  in_progress: 'us',
  deferred: 'warn',
  answered: 'us',
  refused: 'bad',
};

const refusalOf = ({ timeline }: Case): Refusal | undefined =>
  timeline.find((event) => event.type === 'refused')?.refusal;
/** A key, with its form for a refusal that gives a part all the same. */
const inPart = (key: string, found: Case): string => (refusalOf(found)?.given ? `${key}InPart` : key);

/** The case, whole. */
export function caseView(context: Context): TemplateResult {
  const { case: found, host } = context;
  const dates = {
    due: host.date(found.dueBy),
    register: host.date(found.registerBy),
    closed: found.closedOn ? host.date(found.closedOn) : '',
  };
  return html`<div class="case">
    <header class="stack g3">
      <p class="small soft">${host.t('caseNumber', { number: found.number, topic: host.text(found.topic) })}</p>
      <h2 class="title" tabindex="-1">${host.t(inPart(`title.${found.status}`, found), dates)}</h2>
      <p><span class="status ${statusLook[found.status]}">${host.t(`status.${found.status}`, dates)}</span></p>
    </header>
    <div class="stack g5">
      <ol class="rail" part="timeline">
        ${found.timeline.map((event) => eventView(event, context))} ${nextView(context)}
      </ol>
      <p class="small soft">
        ${host.t('legend')} ${found.status === 'deferred' ? host.t('legendTerm') : ''} ${refusalOf(found) ? host.t('legendRefusal') : ''}
      </p>
      ${found.closedOn ? nothing : derivation(context)}
    </div>
    <aside class="stack g5">
      ${factsView(context)}
      <div class="actions column">
        <button class="btn line scripted" part="button" type="button" @click=${() => print()}>${host.t('print')}</button>
        <a class="btn" href=${host.page('case')} @click=${context.other}>${host.t('other')}</a>
      </div>
    </aside>
  </div>`;
}

const derivation = ({ host, case: { derivation: steps, dueBy, registeredOn }, agency }: Context): TemplateResult =>
  derivationView(host, { derivation: steps, dueBy, law: agency.terms.law, registered: registeredOn !== null });

function eventView(event: CaseEvent, context: Context): TemplateResult {
  const { case: found, host, agency } = context;
  const days = event.type === 'deferred' ? event.days : 0;
  const title = event.type === 'refused' ? inPart('event.refused', found) : `event.${event.type}`;
  const open = event.type === 'deferred' && !found.closedOn;
  const { timeZone } = agency;
  const at = event.type === 'received' ? momentInWords(host, event.at, timeZone) : host.date(event.at, 'day', timeZone);
  return html`<li class="${railLook[event.type]} ${open ? 'dash' : ''}">
    <h3 class="h">${host.t(title, { n: days })}</h3>
    <p><time datetime=${event.at}>${at}</time></p>
    ${eventBody(event, context)}
  </li>`;
}

function eventBody(event: CaseEvent, context: Context): unknown {
  const { case: found, host } = context;
  switch (event.type) {
    case 'received':
      return html`<p class="text asked">${found.question}</p>`;
    case 'registered':
      return html`<p>${host.t('event.registered.text', { number: found.number, due: host.date(event.dueBy, 'short') })}</p>`;
    case 'in_progress':
      return html`<p>${host.text(event.unit)}</p>`;
    case 'deferred':
      return html`<div class="answer text">
        <p><b>${host.t('why')}.</b> ${host.text(event.reason)}</p>
        <p>
          <b>${host.t('newTerm')}:</b>
          ${host.t('newTermText', { due: host.date(event.dueBy, 'short'), previous: host.date(event.previousDueBy, 'short') })}
        </p>
        <p class="small soft">${host.t('decided', { who: host.text(event.decidedBy) })}</p>
      </div>`;
    case 'answered':
      return answerView(event.answer, context);
    case 'refused':
      return refusalView(event.refusal, context);
  }
}

const signed = (answer: Answer | Refusal, { host }: Context): TemplateResult =>
  html`<p class="small soft">
    ${host.t('signed', {
      number: answer.number,
      date: host.date(answer.date),
      signatory: host.text(answer.signatory),
      preparedBy: host.text(answer.preparedBy),
    })}
  </p>`;

function answerView(answer: Answer, context: Context): TemplateResult {
  const { host } = context;
  return html`<div class="answer text">
    <p><b>${host.t('brief')}.</b> ${host.text(answer.brief)}</p>
    <p class="asked">${host.text(answer.text)}</p>
    ${filesView(answer.files, host.language, host.connection()?.origin ?? '')} ${signed(answer, context)}
  </div>`;
}

/** Why, what is given all the same, what can be done, how to appeal (order 078-О, 2.1; 8-FZ, articles 19 and 20). */
function refusalView(refusal: Refusal, context: Context): TemplateResult {
  const { host } = context;
  const section = (title: string, content: LocalizedText | null, more: unknown = nothing): unknown =>
    content &&
    html`<section>
      <h4>${host.t(title)}</h4>
      <p class="asked">${host.text(content)}</p>
      ${more}
    </section>`;
  const ground = html`<p class="small soft">
    ${host.t('ground')} ${host.t(`ground.${refusal.ground}`, { act: host.text(refusal.act) })}
  </p>`;
  return html`<div class="refusal text">
    ${section('why', refusal.explanation, ground)}
    ${section('given', refusal.given, filesView(refusal.files, host.language, host.connection()?.origin ?? ''))} ${section('advice', refusal.advice)}
    ${section('appeal', refusal.appeal)}
    <section>${signed(refusal, context)}</section>
  </div>`;
}

/** What is still to come. */
function nextView({ case: found, host }: Context): unknown {
  if (found.closedOn) return nothing;
  const step = (title: string, by: string): TemplateResult =>
    html`<li class="next dash">
      <h3 class="h">${host.t(title)}</h3>
      <p><time datetime=${by}>${host.t('notLater', { date: host.date(by) })}</time></p>
    </li>`;
  return [found.registeredOn ? nothing : step('next.register', found.registerBy), step('next.answer', found.dueBy)];
}

function factsView({ case: found, host, agency, now }: Context): TemplateResult {
  const left = daysBetween(localTime(now, agency.timeZone).date, found.dueBy);
  const row = (name: string, value: string): TemplateResult => html`<div>
    <dt>${host.t(`facts.${name}`)}</dt>
    <dd>${value}</dd>
  </div>`;
  const deferral = found.timeline.find((event) => event.type === 'deferred');
  const took =
    found.closedOn && daysBetween(localTime(new Date(found.receivedAt), agency.timeZone).date, found.closedOn);
  return html`<div class="panel stack g3">
      <h3 class="h">${host.t('facts')}</h3>
      <dl class="facts narrow">
        ${row('status', host.t(inPart(`short.${found.status}`, found)))}
        ${found.closedOn || left < 0 ? nothing : row('left', left ? host.t('daysLeft', { n: left }) : host.t('lastDay'))}
        ${deferral ? row('was', host.date(deferral.previousDueBy, 'short')) : nothing} ${row('due', host.date(found.dueBy, 'short'))}
        ${typeof took === 'number' ? row('took', host.t('daysLeft', { n: took })) : nothing}
        ${row('reply', host.t(`reply.${found.replyForm}`))}
      </dl>
    </div>
    ${
      !found.closedOn && left < 0
        ? html`<div class="note warning">
          ${warningIcon()}
          <div><p>${host.t('overdue')}</p></div>
        </div>`
        : nothing
    }`;
}
