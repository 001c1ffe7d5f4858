import { html, nothing, type TemplateResult } from 'lit-html';
import type { Portal } from '@otklik/core/contract/agencies.js';
import type { Answer, CaseEvent, PartialAnswer, Refusal } from '@otklik/core/contract/case.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { dateInWords } from '../base/dates.ts';
import type { OtklikCase } from './case.ts';
import { fileList, told, type Context } from './case.context.ts';

/** An answer: in short, in full, and what belongs to it. */
export function answerView(answer: Answer, context: Context): TemplateResult {
  const { host } = context;
  return html`<div class="answer text">
    ${told(host, 'brief', answer.brief)}
    <p class="asked">${host.text(answer.text)}</p>
    ${fileList(host, answer.files)} ${signedView(answer, context)}
  </div>`;
}

/** What was said there and then. */
export function oralView(
  { text, answeredBy }: Extract<CaseEvent, { type: 'answered_orally' }>,
  { host }: Context,
): TemplateResult {
  return html`<div class="answer text">
    <p class="asked">${host.text(text)}</p>
    <p class="small soft">${host.t('answeredBy', { who: host.text(answeredBy) })}</p>
  </div>`;
}

/** Why, what is given all the same, what can be done, how to appeal (order 078-О, 2.1; 8-FZ, articles 19 and 20). */
export function refusalView(refusal: Refusal | PartialAnswer, context: Context): TemplateResult {
  const { case: found, host, agency } = context;
  const { ground, act, explanation, given, advice, appeal, files } = refusal;
  const section = (title: string, content: LocalizedText | null, more: unknown = nothing): unknown =>
    content &&
    html`<section>
      <h4>${host.t(title)}</h4>
      <p class="asked">${host.text(content)}</p>
      ${more}
    </section>`;
  // The body's own servants aren't covered by 8-FZ.
  const external = found.audience === 'external';
  const law = html`<p class="small soft">
    ${external ? host.t('ground') : ''} ${host.t(`ground.${ground}`, { act: host.text(act) })}
  </p>`;
  return html`<div class="refusal text">
    ${section('why', explanation, law)} ${section('given', given ?? { ru: host.t('givenNothing') }, given ? fileList(host, files) : nothing)}
    ${section('advice', advice)}
    ${section(
      'appeal',
      appeal,
      html`<p>${appealTime(refusal, context)}</p>
        ${external ? portalsView('appealAt', agency.appealPortals, host) : nothing}`,
    )}
    <section>${given ? nothing : fileList(host, files)} ${signedView(refusal, context)}</section>
  </div>`;
}

/** Until when, by which rule, and whether that is over (КАС, article 219). */
function appealTime({ appealBy }: Refusal | PartialAnswer, { case: found, host, agency, now }: Context): string {
  const rule = host.t(found.audience === 'external' ? 'appealRule' : 'appealRuleInternal', {
    n: termsOf(agency, found.audience).appealMonths ?? 3,
  });
  if (!appealBy) return host.t('appealTerm', { rule });
  const passed = localTime(now, agency.timeZone).date > appealBy;
  return host.t(passed ? 'appealPassed' : 'appealBy', { date: dateInWords(host, appealBy), rule });
}

/** What an answer must carry: number, date, position, the body and its address (8-FZ, article 19). */
const signedView = (answer: Answer | Refusal | PartialAnswer, { host, agency }: Context): TemplateResult =>
  html`<p class="small soft">
      ${host.t('signed', {
        number: answer.number,
        date: dateInWords(host, answer.date),
        signatory: host.text(answer.signatory),
        preparedBy: host.text(answer.preparedBy),
      })}
      ${host.text(agency.name)}, ${host.text(agency.postalAddress)}
    </p>
    ${
      answer.signatures?.length
        ? html`<div>
            <p class="small soft">${host.t('signatures')}</p>
            ${fileList(host, answer.signatures)}
            <p class="small soft">${host.t('signatureCheck')}</p>
          </div>`
        : nothing
    }`;

/** Where to go; nothing without a place. */
export const portalsView = (title: string, portals: readonly Portal[], host: OtklikCase): unknown =>
  portals.length
    ? html`<div class="portals">
        <b>${host.t(title)}:</b>
        <ul>
          ${portals.map(({ title: name, url }) => html`<li>${portalView(host.text(name), url, host)}</li>`)}
        </ul>
      </div>`
    : nothing;

const portalView = (name: string, url: string, host: OtklikCase): unknown => {
  const address = host.safe(url);
  return address ? html`<a href=${address}>${name}</a>` : name;
};
