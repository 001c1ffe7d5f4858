import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Case } from '@otklik/core/contract/case.js';
import { daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { dateInWords } from '../base/dates.ts';
import { derivationView } from '../base/derivation.ts';
import { alertIcon } from '../base/icons.ts';
import { warningIcon } from '../base/icons.more.ts';
import { actsView, whyFailed } from './case.acts.view.ts';
import {
  contactsView,
  daysLeft,
  isOverdue,
  lastOf,
  looks,
  statusOf,
  told,
  type Context,
  type Told,
} from './case.context.ts';
import { surveyView } from './case.survey.ts';
import { timelineView } from './case.timeline.ts';

/** What somebody who opens such a case looks for. */
const jumps: Partial<Record<Told, string>> = {
  clarification: 'toQuestion',
  answered: 'toAnswer',
  partial: 'toReason',
  refused: 'toReason',
  redirected: 'toPortals',
};

/** The case, whole. */
export function caseView(context: Context): TemplateResult {
  const { host, case: found } = context;
  // New nodes for what another state of the case tells: a page's translation replaces text nodes.
  const anew = (view: unknown): unknown => keyed(found, html`${view}`);
  return html`<div class="case">
    ${anew(headView(context))}
    <div class="stack g5">${timelineView(context)} ${anew(derivation(context))} ${surveyView(context)}</div>
    <aside class="stack g5">
      ${anew(factsView(context))} ${anew(overdueView(context))}
      <div class="stack g3">
        ${actsView(context)}
        <div class="actions column">
          <button class="btn line scripted" part="button" type="button" @click=${() => print()}>
            ${host.t('print')}
          </button>
          <a class="btn" href=${host.page('case')} @click=${context.other}>${host.t('other')}</a>
          ${context.acts.asked ? html`<p class="text" role="alert">${host.t('act.leave')}</p>` : nothing}
        </div>
      </div>
    </aside>
  </div>`;
}

/** What became of it, in a line, and how to get to what matters. */
function headView(context: Context): TemplateResult {
  const { case: found, host } = context;
  const status = statusOf(found);
  // Whoever is asked something needs to know that first.
  const late = isOverdue(context) && status !== 'clarification';
  const words = {
    due: dateInWords(host, found.dueBy),
    register: dateInWords(host, found.registerBy),
    closed: found.closedOn ? dateInWords(host, found.closedOn) : '',
    to: host.text(lastOf(found, 'forwarded')?.to),
    into: lastOf(found, 'merged')?.into ?? '',
    portals: (lastOf(found, 'redirected')?.portals ?? []).map(({ title }) => host.text(title)).join(', '),
  };
  const jump = jumps[status];
  const { done } = context.acts;
  // The host's page knows no such id: it is in the shadow root.
  const go = (event: Event): void => {
    event.preventDefault();
    host.renderRoot.querySelector<HTMLElement>('#told')?.focus();
  };
  return html`<div class="head stack g3">
    <p class="small soft">${host.t('caseNumber', { number: found.number, topic: host.text(found.topic) })}</p>
    <h2 class="title" tabindex="-1">${host.t(`title.${late ? 'overdue' : status}`, words)}</h2>
    <p><span class="status ${looks[status]}">${host.t(`status.${wayOf(found)}`, words)}</span></p>
    ${done ? keyed(done, html`<p class="note did" role="status" tabindex="-1">${host.t(done)}</p>`) : nothing}
    ${lostView(context)} ${jump && html`<p class="scripted"><a href="#told" @click=${go}>${host.t(jump)}</a></p>`}
  </div>`;
}

/** What couldn't be done, once the form for it has gone with the state of the case that it was for; what was typed isn't lost. */
function lostView({ acts, case: found, host }: Context): unknown {
  const { last, problem } = acts;
  if (!last || !problem || acts.fits(last.name, found)) return nothing;
  const typed = acts.value(last.name, 'text');
  return html`<div class="note danger" role="alert">
    ${alertIcon()}
    <div>
      <h3>${host.t('act.failed')}</h3>
      <p>${whyFailed(host, problem)}</p>
      ${typed ? told(host, 'act.typed', typed) : nothing}
    </div>
  </div>`;
}

/** Of an open case how its term came about; of an answered one that can be opened; else there is none any more. */
function derivation({ host, case: found, agency }: Context): unknown {
  const status = statusOf(found);
  const view = derivationView(host, {
    derivation: found.derivation,
    dueBy: found.dueBy,
    law: termsOf(agency, found.audience).law,
    registered: found.registeredOn !== null,
  });
  if (!found.closedOn) return view;
  if (status !== 'answered' && status !== 'partial' && status !== 'refused') return nothing;
  return html`<details class="more"><summary>${host.t('howWas')}</summary>${view}</details>`;
}

/** The status; an answer by word of mouth isn't sent. */
const wayOf = (found: Case): string => {
  const answer = found.timeline.findLast(({ type }) => type === 'answered' || type === 'answered_orally');
  return found.status === 'answered' && answer ? answer.type : statusOf(found);
};

function factsView(context: Context): TemplateResult {
  const { case: found, host } = context;
  return html`<div class="panel stack g3">
    <h3 class="h">${host.t('facts')}</h3>
    <dl class="facts narrow">
      ${[['status', host.t(`short.${wayOf(found)}`)], ...factsOf(context)].map(
        ([name, value]) =>
          html`<div>
            <dt>${host.t(`facts.${name}`)}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

/** Of an open case its term, of an answered one how it was kept; one that ended otherwise has no answer to wait for. */
function factsOf(context: Context): [name: string, value: string][] {
  const { case: found, host, agency } = context;
  const { closedOn } = found;
  const status = statusOf(found);
  const due = dateInWords(host, found.dueBy, 'short');
  const reply = host.t(`reply.${found.replyForm}`);
  const inDays = (n: number, none: string): string => (n > 0 ? host.t('daysLeft', { n }) : host.t(none));
  if (!closedOn) {
    const left = daysLeft(context);
    const was = previousTerm(context);
    return Object.entries({
      ...(left >= 0 && { left: inDays(left, 'lastDay') }),
      ...(was && { was: dateInWords(host, was, 'short') }),
      due,
      reply,
    });
  }
  if (status !== 'answered' && status !== 'partial' && status !== 'refused')
    return Object.entries({ closed: dateInWords(host, closedOn) });
  const received = lastOf(found, 'received')?.on ?? localTime(new Date(found.receivedAt), agency.timeZone).date;
  return Object.entries({ dueWas: due, took: inDays(daysBetween(received, closedOn), 'sameDay'), reply });
}

/** What the term was before it changed last; a case that is opened again has a new one. */
function previousTerm({ case: { timeline, dueBy } }: Context): string | undefined {
  const changed = timeline.findLast(
    ({ type }) => type === 'deferred' || type === 'term_changed' || type === 'reopened',
  );
  const before = changed && 'previousDueBy' in changed ? changed.previousDueBy : dueBy;
  return before === dueBy ? undefined : before;
}

function overdueView(context: Context): unknown {
  if (!isOverdue(context)) return nothing;
  return html`<div class="note warning">
    ${warningIcon()}
    <div>
      <p>${context.host.t('overdue')}</p>
      ${contactsView(context)}
    </div>
  </div>`;
}
