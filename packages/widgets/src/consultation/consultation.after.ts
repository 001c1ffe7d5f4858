import { html, type TemplateResult } from 'lit';
import type { Agency } from '@otklik/core/contract/agencies.js';
import { check } from '@otklik/core/contract/check.js';
import type { Language } from '@otklik/core/contract/common.js';
import { consultationSchema, type ConsultationInput, type Receipt } from '@otklik/core/contract/consultations.js';
import type { FieldError, Params } from '@otklik/core/contract/problems.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import type { DateStyle } from '../base/dates.ts';
import { derivationView } from '../base/derivation.ts';
import { alertIcon } from '../base/icons.ts';
import { type MessageParams } from '../base/messages.ts';

export { ru } from './consultation.after.messages.ts';
export { afterStyles as styles } from './consultation.after.styles.ts';

/* What a consultation needs after its first screen: checking, sending, errors in words, the receipt. */

type Translate = (key: string, params?: MessageParams) => string;

export interface Attempt {
  body: string;
  key: string;
}

/**
 * Checks and files a consultation.
 * @returns its receipt, or what to mend.
 * @throws BackendError when it isn't known to be filed; sending the same again is safe.
 */
export async function send(
  { backend, agency }: { backend: Backend; agency: string },
  draft: ConsultationInput,
  attempt: Attempt,
  about: Agency | undefined,
): Promise<{ receipt?: Receipt; errors: FieldError[] }> {
  const checked = check(consultationSchema, draft);
  const consent = about ? consentProblem(draft, about) : [];
  if (!checked.ok || consent.length) return { errors: [...(checked.ok ? [] : checked.fields), ...consent] };
  const body = JSON.stringify(checked.value);
  if (attempt.body !== body || !attempt.key) Object.assign(attempt, { body, key: crypto.randomUUID() });
  try {
    return { receipt: await backend.fileConsultation(agency, checked.value, attempt.key), errors: [] };
  } catch (error) {
    if (error instanceof BackendError && error.code === 'fields_invalid') return { errors: error.fields };
    throw error;
  }
}

/** The sentence for a field's error: the field's own, else the general one. */
export function errorSentence(t: Translate, path: string, code: string, params: Params): string {
  const own = `${path}.${code}`;
  const words = t(own, params as MessageParams);
  return words === own ? t(code, params as MessageParams) : words;
}

/** Takes the focus; each link goes to the field that it names. */
export function summaryView(
  errors: { name: string; text: string }[],
  t: Translate,
  toField: (event: Event, name: string) => void,
): TemplateResult {
  return html`<div class="summary" part="summary" role="alert" tabindex="-1">
    <h3>${alertIcon}${t('summary', { n: errors.length })}</h3>
    <ul>
      ${errors.map(
        ({ name, text }) =>
          html`<li><a href="#${name}" @click=${(event: Event) => toField(event, name)}>${text}</a></li>`,
      )}
    </ul>
  </div>`;
}

export interface ReceiptContext {
  receipt: Receipt;
  agency: Agency | undefined;
  caseUrl: string;
  formUrl: string;
  again: (event: Event) => void;
  t: Translate;
  date: (value: string, style?: DateStyle, timeZone?: string) => string;
  language: Language;
}

async function copy(event: Event, code: string, t: Translate): Promise<void> {
  const status = (event.target as Element).closest('.actions')?.querySelector('[role=status]');
  const told = await navigator.clipboard.writeText(code).then(
    () => 'copied',
    () => 'notCopied',
  );
  if (status) status.textContent = t(told);
}

/** What the person keeps: code, number, the latest date of an answer and how it came about. */
export function receiptView({ receipt, agency, caseUrl, formUrl, again, t, date, language }: ReceiptContext): TemplateResult {
  const { number, code, receivedAt, dueBy, derivation } = receipt;
  return html`<section class="receipt stack g5" part="receipt">
    <header class="stack g2">
      <p class="status ok">${t('received', { moment: date(receivedAt, 'moment', agency?.timeZone) })}</p>
      <h2 class="title" tabindex="-1">${t('receiptTitle')}</h2>
    </header>
    <div class="slip">
      <div class="top">
        <p class="small soft">${t('code')}</p>
        <p class="code">${code}</p>
        <p class="text">${t('codeHint')}</p>
      </div>
      <div class="bot">
        <div>
          <p class="small soft">${t('number')}</p>
          <p class="h">${number}</p>
        </div>
        <div>
          <p class="small soft">${t('dueBy')}</p>
          <p class="h">${date(dueBy, 'weekday')}</p>
        </div>
      </div>
    </div>
    <div class="actions with-js">
      <button class="btn main" part="button" type="button" @click=${(event: Event) => copy(event, code, t)}>${t('copy')}</button>
      <button class="btn line" part="button" type="button" @click=${() => window.print()}>${t('print')}</button>
      <span role="status" class="soft"></span>
    </div>
    ${derivationView({ derivation, dueBy, law: agency?.terms.law, t, date, language, registered: false })}
    <p class="small soft text">${t('latest')}</p>
    <div class="actions">
      <a class="btn line" href=${caseUrl}>${t('open')}</a>
      <a class="btn" href=${formUrl} @click=${again}>${t('again')}</a>
    </div>
  </section>`;
}

