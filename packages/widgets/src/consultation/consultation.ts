import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience } from '@otklik/core/contract/common.js';
import type { ConsultationTopic, Receipt } from '@otklik/core/contract/consultations.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import { consultationFromForm, contactFields, contactName, fieldOf, kindsOf } from '@otklik/core/domain/consultations/form.js';
import { replyForms, questionLimit, type ReplyForm } from '@otklik/core/domain/consultations/vocabulary.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { formStyles } from '../base/form.styles.ts';
import { alertIcon } from '../base/icons.ts';
import { Load } from '../base/load.ts';
import { ru } from './consultation.messages.ts';
import { consultationStyles } from './consultation.styles.ts';

/** What a server renders the form with, and what the browser takes over. */
export interface ConsultationInitial {
  agency: Agency;
  topics: ConsultationTopic[];
  /** Random; makes a form that is posted twice one case. */
  idempotencyKey: string;
  values?: Record<string, string>;
  errors?: FieldError[];
  receipt?: Receipt;
}

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

type After = typeof import('./consultation.after.ts');

/**
 * A request for information or advice: the form, and after sending its receipt.
 *
 * @element otklik-consultation
 * @attr topic - topic chosen from the start
 * @attr reply-form - `email`, `post`, `phone`, `visit` or `case`, chosen from the start
 * @attr channel - the channel that led here
 * @fires otklik-consultation-sent - {number, dueBy}
 * @csspart form
 * @csspart field
 * @csspart label
 * @csspart hint
 * @csspart error
 * @csspart summary
 * @csspart button
 * @csspart receipt
 */
export class OtklikConsultation extends OtklikElement {
  static override properties = {
    ...OtklikElement.properties,
    topic: {},
    replyForm: { attribute: 'reply-form' },
    channel: {},
    errors: { state: true },
    receipt: { state: true },
    problem: { state: true },
    sending: { state: true },
  };
  static override styles = [...baseStyles, formStyles, consultationStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./consultation.messages.en.ts') };
  static override secure = true;
  /** What comes after the first screen; a hosted page brings it at once. */
  static after: After | undefined;

  declare topic: string | null;
  declare replyForm: ReplyForm | null;
  declare channel: string | null;
  /** @internal */
  declare errors: FieldError[];
  /** @internal */
  declare receipt: Receipt | undefined;
  /** @internal Why sending failed, as the back end told it. */
  declare problem: unknown;
  /** @internal */
  declare sending: boolean;

  private about = new Load(
    this,
    () => {
      const to = this.shows() && this.connection();
      if (!to) return null;
      const { backend, agency, audience, origin } = to;
      const call = async (signal: AbortSignal): Promise<{ agency: Agency; topics: ConsultationTopic[] }> => {
        const [about, topics] = await Promise.all([
          backend.readAgency(agency, { signal }),
          backend.listConsultationTopics(agency, audience, { signal }),
        ]);
        return { agency: about, topics: topics.items };
      };
      return { key: `${origin} ${agency} ${audience}`, call };
    },
    () => this.fail('topics_missing'),
  );
  private values: Record<string, string> = {};
  /** The last attempt: the same text sent again keeps its key, so that it stays one case. */
  private attempt = { body: '', key: '' };

  constructor() {
    super();
    this.errors = [];
    this.sending = false;
  }

  protected override preset({ agency, topics, values, errors, receipt, idempotencyKey }: ConsultationInitial): void {
    this.about.preset({ agency, topics });
    this.values = values ?? {};
    this.errors = errors ?? [];
    this.receipt = receipt;
    this.attempt.key = idempotencyKey;
  }

  protected override updated(changed?: PropertyValues): void {
    super.updated();
    // A channel picked elsewhere on the page, or topics that came late: what the person chose stays.
    if (changed?.has('replyForm') && this.replyForm) {
      const radio = this.renderRoot.querySelector<HTMLInputElement>(`input[value="${this.replyForm}"]`);
      if (radio) radio.checked = true;
    }
  }

  private loadAfter = async (): Promise<After> =>
    this.use((OtklikConsultation.after ??= await import('./consultation.after.ts')));

  /** Fetched at the first touch of the form, so that sending needn't wait for it. */
  private prepare = (): void => void this.loadAfter().catch(() => undefined);

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const to = this.connection();
    if (this.sending || !to) return;
    const data = new FormData(event.target as HTMLFormElement);
    const draft = consultationFromForm((name) => data.get(name) as string | null, to.audience, this.language);
    this.sending = true;
    this.problem = undefined;
    try {
      const after = await this.loadAfter();
      const result = await after.send(to, draft, this.attempt, this.about.value?.agency);
      this.errors = result.errors;
      if (result.receipt) {
        this.receipt = result.receipt;
        this.attempt = { body: '', key: '' };
        this.dispatchEvent(new OtklikConsultationSentEvent(result.receipt));
      }
    } catch (error) {
      this.errors = [];
      this.problem = error;
      this.fail('consultation_not_sent');
    } finally {
      this.sending = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  };

  private again = (event: Event): void => {
    event.preventDefault();
    this.receipt = undefined;
    this.values = {};
  };

  private toField = (event: Event, name: string): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLElement>(`[name="${name}"]`);
    field?.closest('.field')?.scrollIntoView({ block: 'nearest' });
    field?.focus();
  };

  protected override view(): unknown {
    const { after } = OtklikConsultation;
    if (this.receipt && after) {
      return after.receiptView({
        receipt: this.receipt,
        agency: this.about.value?.agency,
        caseUrl: this.page('case'),
        again: this.again,
        formUrl: this.page('consultation'),
        t: this.t.bind(this),
        date: this.date.bind(this),
        language: this.language,
      });
    }
    return html`<form
      class="form stack g6"
      part="form"
      method="post"
      action=${this.page('consultation')}
      novalidate
      @submit=${this.submit}
      @focusin=${this.prepare}
    >
      <header class="stack g2">
        <h2 class="title">${this.t('title')}</h2>
        <p class="text">${this.t('intro')}</p>
      </header>
      ${this.summary()} ${this.kindField()}
      ${this.field('applicant.name', this.t('name'), 'name', { hint: this.t('nameHint'), kind: 'text' })}
      ${this.topicField()} ${this.questionField()} ${this.replyField()} ${this.foot()}
      <input type="hidden" name="idempotencyKey" value=${this.attempt.key || nothing} />
    </form>`;
  }

  private get whose(): Audience {
    return this.connection()?.audience ?? 'external';
  }

  private get form(): ReplyForm {
    return (this.values['replyForm'] as ReplyForm) || this.replyForm || 'email';
  }

  /** Errors by the field in which they are mended. */
  private errorOf(name: string): FieldError | undefined {
    const data = this.renderedForm();
    return this.errors.find(({ path }) => fieldOf(path, data) === name);
  }

  private renderedForm(): string {
    return this.renderRoot?.querySelector?.<HTMLInputElement>('[name=replyForm]:checked')?.value ?? this.form;
  }

  private sentenceOf({ path, code, params }: FieldError): string {
    return OtklikConsultation.after?.errorSentence(this.t.bind(this), path, code, params) ?? '';
  }

  private summary(): unknown {
    if (this.problem) {
      return html`<div class="note danger" role="alert" tabindex="-1">
        ${alertIcon}
        <div>
          <h3>${this.t('notSent')}</h3>
          <p>${this.failure(this.problem)} ${this.t('kept')}</p>
        </div>
      </div>`;
    }
    if (!this.errors.length) return nothing;
    return OtklikConsultation.after?.summaryView(
      this.errors.map((error) => ({ name: fieldOf(error.path, this.renderedForm()), text: this.sentenceOf(error) })),
      this.t.bind(this),
      this.toField,
    );
  }

  private error(name: string): unknown {
    const error = this.errorOf(name);
    if (!error) return nothing;
    return html`<p class="err" part="error" id="${name}-error">
      ${alertIcon}<span><span class="vh">${this.t('error')}</span>${this.sentenceOf(error)}</span>
    </p>`;
  }

  /** Hint and error of a field, as ids for `aria-describedby`. */
  private described(name: string, hint: boolean): string | typeof nothing {
    const ids = [hint && `${name}-hint`, this.errorOf(name) && `${name}-error`].filter(Boolean).join(' ');
    return ids || nothing;
  }

  private invalid(name: string): 'true' | typeof nothing {
    return this.errorOf(name) ? 'true' : nothing;
  }

  private field(
    name: string,
    label: string,
    autocomplete: string,
    { hint = '', kind = 'text' }: { hint?: string; kind?: string },
  ): TemplateResult {
    return html`<div class="field" part="field">
      <label class="label" part="label" for=${name}>${label}</label>
      ${hint && html`<span class="hint" part="hint" id="${name}-hint">${hint}</span>`} ${this.error(name)}
      <input
        class="input"
        id=${name}
        name=${name}
        type=${kind}
        autocomplete=${autocomplete}
        value=${this.values[name] ?? nothing}
        aria-invalid=${this.invalid(name)}
        aria-describedby=${this.described(name, !!hint)}
      />
    </div>`;
  }

  private kindField(): TemplateResult {
    const name = 'applicant.kind';
    return html`<div class="field" part="field">
      <label class="label" part="label" for=${name}>${this.t('kind')}</label>
      ${this.error(name)}
      <select class="input" id=${name} name=${name} aria-describedby=${this.described(name, false)}>
        ${kindsOf(this.whose).map(
          (kind) => html`<option value=${kind} ?selected=${this.values[name] === kind}>${this.t(`kind.${kind}`)}</option>`,
        )}
      </select>
    </div>`;
  }

  private topicField(): TemplateResult {
    const chosen = this.values['topic'] ?? this.topic;
    return html`<div class="field" part="field">
      <label class="label" part="label" for="topic">${this.t('topic')}</label>
      ${this.error('topic')}
      <select
        class="input"
        id="topic"
        name="topic"
        aria-invalid=${this.invalid('topic')}
        aria-describedby=${this.described('topic', false)}
      >
        <option value="">${this.t('topicNone')}</option>
        ${this.about.value?.topics.map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${this.text(title)}</option>`,
        )}
      </select>
    </div>`;
  }

  private questionField(): TemplateResult {
    return html`<div class="field" part="field">
      <label class="label" part="label" for="question">${this.t('question')}</label>
      <span class="hint" part="hint" id="question-hint">${this.t('questionHint')}</span>
      ${this.error('question')}
      <textarea
        class="input"
        id="question"
        name="question"
        rows="6"
        data-limit=${questionLimit}
        aria-invalid=${this.invalid('question')}
        aria-describedby=${this.described('question', true)}
      ></textarea>
    </div>`;
  }

  private replyField(): TemplateResult {
    return html`<fieldset class="field" part="field" aria-describedby=${this.described('replyForm', false)}>
      <legend class="label" part="label">${this.t('reply')}</legend>
      ${this.error('replyForm')}
      <ul>
        ${replyForms.map(
          (form) =>
            html`<li>
              <label class="choice"
                ><input type="radio" name="replyForm" value=${form} ?checked=${form === this.form} /><span
                  >${this.t(`reply.${form}`)}</span
                ></label
              >
              <div class="contact">${this.contactField(form)}</div>
            </li>`,
        )}
      </ul>
    </fieldset>`;
  }

  private contactField(form: ReplyForm): TemplateResult {
    const field = contactFields[form];
    const fill = { email: 'email', phone: 'tel', postalAddress: 'street-address' }[field];
    return this.field(contactName(form), this.t(`contact.${field}`), fill, {
      kind: { email: 'email', phone: 'tel', postalAddress: 'text' }[field],
      hint: form === 'case' && this.whose === 'external' ? this.t('caseHint') : '',
    });
  }

  private consentField({ legalNoticeVersion }: Agency): TemplateResult {
    return html`<div class="field" part="field">
      ${this.error('consent')}
      <label class="choice"
        ><input
          type="checkbox"
          name="consent"
          value=${legalNoticeVersion}
          aria-invalid=${this.invalid('consent')}
          aria-describedby=${this.described('consent', false)}
        /><span>${this.t('consent')}</span></label
      >
    </div>`;
  }

  private foot(): TemplateResult {
    const agency = this.about.value?.agency;
    return html`<div class="stack g3">
      ${agency?.legalBasis === 'consent' ? this.consentField(agency) : nothing}
      <div class="actions">
        <button class="btn main" part="button" aria-disabled=${this.sending ? 'true' : nothing}>
          ${this.sending ? this.t('sending') : this.t('send')}
        </button>
      </div>
      <p class="small soft text">
        ${agency && html`${this.text(agency.legalNotice)} <a href=${agency.privacyPolicy}>${this.t('policy')}</a>`}
      </p>
      ${agency?.appealPortals.length
        ? html`<p class="small soft text">
            ${this.t('appeals')}
            ${agency.appealPortals.map(({ title, url }) => html`<a href=${url}>${this.text(title)}</a> `)}
          </p>`
        : nothing}
    </div>`;
  }
}
