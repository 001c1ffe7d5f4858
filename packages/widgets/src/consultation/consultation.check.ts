import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { chosenReplyForm } from '@otklik/core/domain/consultations/form.js';
import { contactName, type Need } from '@otklik/core/domain/consultations/vocabulary.js';
import type { Values } from './consultation.late.ts';
import type { OtklikConsultation } from './consultation.ts';

interface Checked {
  value: Values;
  problem: unknown;
  sending: boolean;
  /** Rows that other parts of the form add: name of the field, label, words. */
  rows?: Row[];
  /** Names of what goes with it. */
  files?: unknown;
  /** What is published and wasn't shown before. */
  offers?: unknown;
  /** Back to the form, to a field of it. */
  back: (name?: string) => (event: Event) => void;
}

export type Row = [name: string, label: string, words: unknown];

/** What was typed, in its own direction of writing. */
const own = (text: string): TemplateResult => html`<bdi class="own">${text}</bdi>`;

function rowsOf(host: OtklikConsultation, value: Values, files: unknown): Row[] {
  const need = (value('need') ?? 'information') as Need;
  const form = chosenReplyForm(value);
  const topic = host.topics.value?.find(({ id }) => id === value('topic'));
  const contact = value(contactName(form))?.trim();
  const timed = need === 'visit' || need === 'callback';
  return [
    ['need', host.t('need'), host.t(`need_${need}`)],
    ['applicant.kind', host.t('kind'), host.t(value('applicant.kind') ?? '')],
    ['applicant.name', host.t('name'), own(value('applicant.name')?.trim() ?? '')],
    ['topic', host.t('topic'), topic ? host.text(topic.title) : (value('topic') ?? '')],
    [
      'question',
      host.t(need === 'information' ? 'question' : `question_${need}`),
      own(value('question')?.trim() ?? ''),
    ],
    ...(files ? [['files', host.t('files'), files] as Row] : []),
    timed
      ? [contactName(form), host.t('phone'), own(contact ?? '')]
      : ['replyForm', host.t('reply'), html`${host.t(`by_${form}`)}${contact ? html`<br />${own(contact)}` : nothing}`],
  ];
}

/** Others come after what is needed, where they stand in the form. */
const withRows = ([first, ...rest]: Row[], others: Row[]): Row[] => (first ? [first, ...others, ...rest] : others);

/** What happens after sending, with the terms of the law as this agency has them. */
function next(host: OtklikConsultation, need: Need): string {
  // Of another version it may be anything.
  const terms = host.about.value?.terms;
  if (need === 'visit' || need === 'callback') return host.t(`next_${need}`);
  if (!terms?.registrationDays || !terms.answerDays) return host.t('nextCode');
  const days = (n: number): string => host.t('withinDays', { n });
  const { registrationDays, answerDays } = terms;
  return `${host.t('next', { registration: days(registrationDays), answer: days(answerDays) })} ${host.t('nextCode')}`;
}

/** What was typed, to be checked before it goes. It stands in the form, before its fields, which are there and hidden: so it works without JavaScript, and in browsers without style sheets, too. */
export function checkView(
  host: OtklikConsultation,
  { value, problem, sending, rows = [], files, offers, back }: Checked,
): TemplateResult {
  const need = (value('need') ?? 'information') as Need;
  return html`<section class="check stack g5">
    <h2 class="title" tabindex=${problem ? nothing : '-1'}>${host.t('checkTitle')}</h2>
    ${problem}
    <dl class="rows">
      ${withRows(rowsOf(host, value, files), rows).map(
        ([name, label, words]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${words}</dd>
            <dd class="change">
              <button class="inline" name="step" value="edit" @click=${back(name)}>
                ${host.t('change')}<span class="vh"> ${label}</span>
              </button>
            </dd>
          </div>`,
      )}
    </dl>
    ${offers}
    <div class="panel">
      <h3 class="h">${host.t('nextTitle')}</h3>
      <p class="text">${next(host, need)}</p>
    </div>
    <div class="actions">
      <button class="btn main" part="button" name="step" value="send" aria-disabled=${sending}>
        ${keyed(sending, html`<span>${host.t(sending ? 'sending' : 'sendNow')}</span>`)}
      </button>
      <button class="btn line" part="button" name="step" value="edit" @click=${back()}>${host.t('back')}</button>
    </div>
  </section>`;
}
