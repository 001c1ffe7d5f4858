import { html, nothing, type TemplateResult } from 'lit-html';
import { check } from '@otklik/core/contract/check.js';
import { consultationSchema, type Receipt } from '@otklik/core/contract/consultations.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { consultationFromForm, fieldOf } from '@otklik/core/domain/consultations/form.js';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon } from '../base/icons.ts';
import type { MessageParams } from '../base/messages.ts';
import type { ConsultationInitial, OtklikConsultation } from './consultation.ts';
import { receiptView } from './receipt.ts';

export { ru } from './consultation.late.messages.ts';
export { lateStyles as styles } from './consultation.late.styles.ts';

/** The server has confirmed a consultation. The code is no part of it: it is the person's alone. */
export class OtklikConsultationSentEvent extends Event {
  static readonly type = 'otklik-consultation-sent';
  readonly number: string;
  readonly dueBy: string;
  constructor({ number, dueBy }: Receipt) {
    super(OtklikConsultationSentEvent.type, { bubbles: true, composed: true });
    this.number = number;
    this.dueBy = dueBy;
  }
}

/** What the consultation needs after its first screen: checking, sending, errors in words, the receipt. */
export class ConsultationLate implements Late {
  sending = false;
  private errors: FieldError[] = [];
  private filed: Receipt | undefined;
  private problem: unknown;
  /** The reply form that the errors belong to: its contact field bears them. */
  private replyForm = '';
  /** The last attempt: the same text sent again keeps its key, so that it stays one case. */
  private attempt = { body: '', key: '' };
  private readonly host: OtklikConsultation;

  constructor(host: OtklikConsultation) {
    this.host = host;
  }

  preset({ errors = [], receipt, values, idempotencyKey }: ConsultationInitial): void {
    this.errors = errors;
    this.filed = receipt;
    this.replyForm = values?.['replyForm'] ?? '';
    this.attempt.key = idempotencyKey;
  }

  /**
   * Checks and files what the form holds, then leads the focus to what came of it. "Sent" is shown
   * only once the server has confirmed; until then everything typed stays.
   */
  async act({ type, target }: Touch): Promise<void> {
    if (type !== 'submit' || this.sending) return;
    const { host } = this;
    this.sending = true;
    this.problem = undefined;
    host.requestUpdate();
    try {
      await this.file(new FormData(target as HTMLFormElement));
    } catch (error) {
      this.errors = [];
      if (error instanceof BackendError && error.code === 'fields_invalid') this.errors = error.fields;
      else this.problem = error;
    }
    this.sending = false;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private async file(data: FormData): Promise<void> {
    const { host, attempt } = this;
    const to = host.connection();
    if (!to) return;
    const draft = consultationFromForm((name) => data.get(name) as string | null, to.audience, host.language);
    this.replyForm = draft.replyForm;
    const checked = check(consultationSchema, draft);
    const about = host.about.value?.agency;
    this.errors = [...(checked.ok ? [] : checked.fields), ...(about ? consentProblem(draft, about) : [])];
    if (this.errors.length || !checked.ok) return;
    const body = JSON.stringify(checked.value);
    if (attempt.body !== body)
      Object.assign(attempt, { body, key: (!attempt.body && attempt.key) || crypto.randomUUID() });
    this.filed = await to.backend.fileConsultation(to.agency, checked.value, attempt.key);
    this.attempt = { body: '', key: '' };
    host.dispatchEvent(new OtklikConsultationSentEvent(this.filed));
  }

  /** What is wrong with a field: the field's own sentence, else the general one. */
  error(name: string): unknown {
    const found = this.errors.find(({ path }) => fieldOf(path, this.replyForm) === name);
    return (
      found && html`${alertIcon()}<span><span class="vh">${this.host.t('error')}</span>${this.sentence(found)}</span>`
    );
  }

  private sentence({ path, code, params }: FieldError): string {
    const own = `${path}.${code}`;
    const words = this.host.t(own, params as MessageParams);
    return words === own ? this.host.t(code, params as MessageParams) : words;
  }

  /** Takes the focus: why nothing was sent, or each error with a link to its field. */
  summary(): unknown {
    const { host, errors, problem } = this;
    if (problem) {
      return html`<div class="note danger" role="alert" tabindex="-1">
        ${alertIcon()}
        <div>
          <h3>${host.t('notSent')}</h3>
          <p>${host.failure(problem)} ${host.t('kept')}</p>
        </div>
      </div>`;
    }
    if (!errors.length) return nothing;
    return html`<div class="summary" part="summary" role="alert" tabindex="-1">
      <h3>${alertIcon()}<span>${host.t('summary', { n: errors.length })}</span></h3>
      <ul>
        ${errors.map((error) => this.link(error))}
      </ul>
    </div>`;
  }

  private link(error: FieldError): TemplateResult {
    const name = fieldOf(error.path, this.replyForm);
    const go = (event: Event): void => {
      event.preventDefault();
      const field = this.host.renderRoot.querySelector<HTMLElement>(`[name="${name}"]`);
      field?.closest('.field')?.scrollIntoView({ block: 'nearest' });
      field?.focus();
    };
    return html`<li><a href="#${name}" @click=${go}>${this.sentence(error)}</a></li>`;
  }

  receipt(): TemplateResult | undefined {
    const again = (event: Event): void => {
      event.preventDefault();
      this.filed = undefined;
      this.host.values = {};
      this.host.requestUpdate();
    };
    return this.filed && receiptView(this.host, this.filed, again);
  }
}

export { ConsultationLate as Late };
