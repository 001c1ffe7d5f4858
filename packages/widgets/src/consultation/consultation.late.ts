import { html, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import { check } from '@otklik/core/contract/check.js';
import { consultationSchema, type Consultation, type Receipt } from '@otklik/core/contract/consultations.js';
import type { ProblemCode } from '@otklik/core/contract/problems.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { chosenReplyForm, consultationFromForm, fieldOf } from '@otklik/core/domain/consultations/form.js';
import { isTimed } from '@otklik/core/domain/consultations/kinds.js';
import { needs, replyForms, type Need } from '@otklik/core/domain/consultations/vocabulary.js';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon } from '../base/icons.ts';
import { isLive } from '../base/live.ts';
import { Uploads } from '../base/upload.view.ts';
import { appealPanel } from './consultation.appeal.ts';
import { checkView } from './consultation.check.ts';
import { FormErrors, showField } from './consultation.errors.ts';
import { Offers } from './consultation.offers.ts';
import { asked, counter } from './consultation.question.ts';
import { Times } from './consultation.times.ts';
import type { ConsultationInitial, OtklikConsultation } from './consultation.ts';
import { Filing } from './filing.ts';

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

/** What a form holds, by the names of its fields. */
export type Values = (name: string) => string | null;

/** What the consultation needs after its first screen: what a need asks for, checking, sending, errors in words, the receipt. */
export class ConsultationLate implements Late {
  sending = false;
  /** What was typed is right and is shown to be checked once more; the form is there, and hidden. */
  checking = false;
  /** What is published and came too late to be shown beneath the question. */
  private offered: unknown;
  private readonly errors: FormErrors;
  private problem: unknown;
  /** The reply form that the errors belong to: its contact field bears them. */
  private replyForm = '';
  /** What a server rendered with: there is no form in the document yet. */
  private values: Record<string, string> = {};
  private readonly host: OtklikConsultation;
  private readonly offers: Offers;
  private readonly times: Times;
  private readonly filing: Filing;
  private readonly files: Uploads;

  constructor(host: OtklikConsultation) {
    this.host = host;
    const { need, replyForm } = host;
    // Misspelt: the form begins as if it weren't there.
    if ((need && !needs.includes(need)) || (replyForm && !replyForms.includes(replyForm))) host.fail('settings_wrong');
    this.errors = new FormErrors(host, (path) => fieldOf(path, this.replyForm, this.need));
    this.offers = new Offers(host);
    this.times = new Times(host);
    this.files = new Uploads(host);
    this.filing = new Filing(host, {
      body: () => {
        const found = this.read();
        return found?.checked.ok && !found.errors.length ? found.checked.value : undefined;
      },
      resumed: () => (this.checking = true),
      change: () => this.back('need'),
      refused: (error) => this.refused(error),
      confirmed: (receipt) => this.confirmed(receipt),
      again: () => {
        this.checking = false;
        host.values = {};
        host.requestUpdate();
      },
    });
  }

  preset({
    errors = [],
    receipt,
    values = {},
    idempotencyKey,
    checking = false,
    slots,
    uploads = [],
    problem,
  }: ConsultationInitial): void {
    if (slots) this.times.preset(slots);
    this.files.preset(uploads);
    this.errors.list = errors;
    this.values = values;
    this.replyForm = chosenReplyForm((name) => values[name] ?? null);
    this.checking = checking;
    this.problem = problem && new BackendError(problem.code as ProblemCode, problem.params);
    this.filing.preset(idempotencyKey, receipt);
    if (!isServer) void this.host.updateComplete.then(() => this.host.requestUpdate());
  }

  /** What the form holds now. */
  value: Values = (name) => {
    const { form } = this;
    if (!form) return this.values[name] ?? null;
    return new FormData(form).get(name) as string | null;
  };

  /** Until the browser has taken over, what the server rendered with counts: typed before that, it shows right after. */
  private get form(): HTMLFormElement | null {
    const { host } = this;
    return isLive(host) ? host.renderRoot.querySelector('form') : null;
  }

  private get need(): Need {
    return (this.value('need') ?? 'information') as Need;
  }

  /**
   * Checks what the form holds and shows it once more; sent again from there, it is filed. Then leads
   * the focus to what came of it. "Sent" is shown only once the server has confirmed; until then
   * everything typed stays.
   */
  async act({ type }: Touch): Promise<void> {
    if (type !== 'submit') {
      this.filing.changed();
      return this.offers.changed(this.value);
    }
    if (this.sending) return;
    const { host } = this;
    const { queue } = this.filing;
    // What is on its way stays as it is, whatever a later visit's form holds of it.
    if (this.checking && queue.unsent) return queue.again();
    this.sending = true;
    this.problem = undefined;
    host.requestUpdate();
    try {
      await this.files.settled();
      const consultation = this.examined();
      if (!consultation) this.checking = false;
      else if (this.checking) await queue.send(consultation);
      else {
        this.offered = this.offers.last();
        this.checking = true;
      }
    } catch (error) {
      this.told(error);
    }
    this.sending = false;
    await this.lead();
  }

  /** What the form holds, as the contract has it, and what is wrong with it as far as this side can tell. */
  private read() {
    const { host } = this;
    const to = host.connection();
    if (!to) return undefined;
    const files = this.files.names();
    const draft = {
      ...consultationFromForm(this.value, to.audience, host.language),
      ...(files.length > 0 && { files }),
    };
    const checked = check(consultationSchema, draft);
    const about = host.about.value;
    const errors = [
      ...(checked.ok ? [] : checked.fields),
      ...(about ? consentProblem(draft, about) : []),
      ...this.files.problems(),
    ];
    return { draft, checked, errors };
  }

  /** The same, with what is wrong shown. */
  private examined(): Consultation | undefined {
    const { draft, checked, errors } = this.read() ?? {};
    if (!draft || !checked || !errors) return undefined;
    this.replyForm = draft.replyForm;
    this.errors.list = errors;
    return checked.ok && !errors.length ? checked.value : undefined;
  }

  /** It won't be sent as it is: why is shown. */
  private told(error: unknown): void {
    this.errors.list = [];
    if (error instanceof BackendError && error.code === 'fields_invalid') {
      this.errors.list = this.files.refuse(error.fields);
      this.checking = false;
      if (isTimed(this.need) && this.errors.list.some(({ path }) => path === 'slot')) void this.times.renew(this.need);
    } else this.problem = error;
  }

  /** The same of what was sent while nobody waited for it: a focus that is elsewhere on the page stays there. */
  private refused(error: unknown): void {
    this.told(error);
    if (!error) this.checking = false;
    void this.arrive();
  }

  private confirmed(receipt: Receipt): void {
    this.files.clear();
    this.host.dispatchEvent(new OtklikConsultationSentEvent(receipt));
    void this.arrive();
  }

  private arrive(): Promise<void> | undefined {
    const { activeElement } = document;
    if (activeElement === this.host || activeElement === document.body || this.sending) return this.lead();
    this.host.requestUpdate();
    return undefined;
  }

  /** To the form again, to a field of it. */
  private back(name: string): void {
    this.filing.queue.edit(() => {
      this.checking = false;
      this.problem = undefined;
      void this.lead(name);
    });
  }

  /** The focus goes to what came of it, or to a field. */
  private async lead(name?: string): Promise<void> {
    const { host } = this;
    host.requestUpdate();
    await host.updateComplete;
    if (name) return showField(host, name);
    const places = [...host.renderRoot.querySelectorAll<HTMLElement>('[tabindex="-1"]:not(input)')];
    places.find((place) => !place.closest('[hidden]'))?.focus();
  }

  error(name: string): unknown {
    return this.errors.of(name);
  }

  /** Takes the focus: why nothing was sent, or each error with a link to its field. */
  summary(): unknown {
    return !this.checking && this.problem ? this.notSent() : this.errors.summary();
  }

  private why(): string {
    const { params } = this.problem as { params?: Record<string, unknown> };
    const n = Number(params?.retryAfter);
    return n ? this.host.t('waitFor', { n }) : this.host.failure(this.problem);
  }

  private notSent(): TemplateResult {
    const { host } = this;
    return html`<div class="note danger" role="alert" tabindex="-1">
      ${alertIcon()}
      <div>
        <h3>${host.t('notSent')}</h3>
        <p>${this.why()} ${host.t('kept')}</p>
      </div>
    </div>`;
  }

  /** What goes before the fields: where an appeal goes, and why not here; the time of a visit or a call. */
  ahead(): unknown {
    return [this.appeal(), this.times.view(this.need, this.value, (name) => this.error(name))];
  }

  private appeal(): TemplateResult | undefined {
    const { host } = this;
    const ask = (): void => {
      host.renderRoot.querySelector<HTMLInputElement>('#consultation')?.click();
      void this.lead('need');
    };
    return this.need === 'appeal' ? appealPanel(host, ask) : undefined;
  }

  /** The question as this need puts it. */
  asked(): TemplateResult | undefined {
    return asked(this.host, this.need);
  }

  /** What goes with the question: how much room there is, what is published already. */
  beside(): unknown {
    return [counter(this.host, this.value('question') ?? ''), this.offers.view()];
  }

  more(): unknown {
    return this.files.view(this.error('files'));
  }

  /** What stands before the button. */
  last(): unknown {
    return html`<div>${this.filing.view()} ${this.files.waiting(this.sending)}</div>`;
  }

  /** What was typed, to be checked before it goes. */
  check(): TemplateResult | undefined {
    if (!this.checking) return undefined;
    const { host } = this;
    const back = (name?: string) => (event: Event) => {
      event.preventDefault();
      this.back(name ?? 'need');
    };
    return checkView(host, {
      value: this.value,
      problem: this.filing.queue.view() ?? (this.problem ? this.notSent() : undefined),
      sending: this.sending,
      rows: this.times.rows(this.need, this.value),
      files: this.files.listed(),
      offers: this.offered,
      back,
    });
  }

  receipt(): TemplateResult | undefined {
    return this.filing.receiptView();
  }
}

export { ConsultationLate as Late };
