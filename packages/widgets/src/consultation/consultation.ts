import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { ConsultationTopic, Receipt } from '@otklik/core/contract/consultations.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import {
  contactFields,
  contactName,
  kindsOf,
  needs,
  replyForms,
  type Need,
  type ReplyForm,
} from '@otklik/core/domain/consultations/vocabulary.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Connection } from '../base/element.ts';
import { field, input } from '../base/field.ts';
import { formStyles } from '../base/form.styles.ts';
import { Load, type Plan } from '../base/load.ts';
import type { Catalogue } from '../base/messages.ts';
import type { Changed } from '../base/reactive.ts';
import { selectStyles } from '../base/select.styles.ts';
import type { PresetUpload } from '../base/upload.view.ts';
import type { ConsultationLate } from './consultation.late.ts';
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
  /** Free times to choose from, by kind. */
  slots?: Partial<Record<'visit' | 'callback', Slot[]>>;
  /** Files that came with the form, and what is wrong with those that can't be kept. */
  uploads?: PresetUpload[];
  /** What was typed is shown to be checked once more, before it is sent. */
  checking?: boolean;
  /** Why it couldn't be sent. */
  problem?: { code: string; params: Record<string, string | number | boolean> };
  receipt?: Receipt;
}

/**
 * A request for information or advice: the form, and after sending its receipt.
 *
 * @element otklik-consultation
 * @attr need - what is asked for, chosen from the start
 * @attr topic - topic chosen from the start
 * @attr reply-form - how to answer, chosen from the start
 * @attr channel - the channel that led here
 * @fires otklik-consultation-sent - {number, dueBy}
 * @fires otklik-draft-change - {place, change}, nothing of what was typed
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
    need: {},
    topic: {},
    replyForm: { attribute: 'reply-form' },
    channel: {},
  };
  static override styles = [...baseStyles, formStyles, selectStyles, consultationStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./consultation.messages.en.ts') };
  static override secure = true;
  static override fetchLate = () => import('./consultation.late.ts');

  declare need: Need | null;
  declare topic: string | null;
  declare replyForm: ReplyForm | null;
  declare channel: string | null;

  /** @internal The form waits neither for topics nor for the agency, and the one not for the other. */
  topics = this.loadOf(async ({ backend, agency, audience }, draft) => {
    this.recall(draft);
    const { items } = await backend.listConsultationTopics(agency, audience);
    // Another version may answer anything: the form is there all the same.
    return [items].flat().filter(Boolean);
  });
  /** @internal */
  about = this.loadOf(({ backend, agency }) => backend.readAgency(agency));
  /** @internal What the form was posted with. */
  values: Record<string, string> = {};
  /** @internal Checking, sending, errors, receipt. */
  declare late: ConsultationLate | undefined;

  protected override updated(changed: Changed): void {
    super.updated(changed);
    // A channel was picked elsewhere on the page: what the person had chosen before gives way.
    for (const name of ['need', 'replyForm'] as const) {
      for (const radio of this.renderRoot.querySelectorAll<HTMLInputElement>(`[name=${name}]`)) {
        if (!changed.has(name) || radio.checked || radio.value !== this[name]) continue;
        radio.checked = true;
        this.requestUpdate();
      }
    }
  }

  /** `key`: that of the draft (draft.store.ts), which tells back ends, agencies and audiences apart. */
  private loadOf<T>(call: (to: Connection, key: string) => Promise<T>): Load<T> {
    const plan = (): Plan<T> | null => {
      const to = this.usable && this.connection();
      if (!to) return null;
      const key = `otklik draft ${to.origin} ${to.agency} ${to.audience}`;
      return { key, call: async () => call(to, key) };
    };
    return new Load(this, plan);
  }

  protected override view(): unknown {
    const { late, values } = this;
    // Posted to another address than its own: Chromium keeps no page for Back that posts to itself.
    return (
      late?.receipt() ??
      html`<form class="form stack g6" part="form" method="post" action=${this.page('consultation?check')} novalidate @submit=${this.act} @focusin=${this.act} @input=${this.act}>${late?.check()}<div class="stack g6" ?hidden=${!!late?.checking}><input type="hidden" name="idempotencyKey" value=${values['idempotencyKey'] || nothing}>
<header class="stack g2"><h2 class="title">${this.t('title')}</h2><p class="text">${this.t('intro')}</p></header>
${late?.summary()}${this.needField()}${late?.ahead()}<div class="rest stack g6">${this.kindField()}${field('applicant.name', this.t('name'), this.t('nameHint'), late, input('applicant.name', 'name', values['applicant.name'], late))}${this.topicField()}${this.questionField()}${late?.more()}${this.replyField()}${late?.last()}${this.foot()}</div></div>
</form>`
    );
  }

  /** First what the person came for: the rest shows what that needs, by the choice itself. */
  private needField(): TemplateResult {
    const wanted = this.values['need'] || this.need;
    const chosen = needs.find((need) => need === wanted) ?? needs[0];
    return html`<fieldset class="field" part="field"><legend class="label" part="label">${this.t('need')}</legend><p class="err" part="error">${this.late?.error('need')}</p><ul class="needs">${needs.map(
      (need) =>
        html`<li><label class="choice"><input type="radio" name="need" id=${need} value=${need} ?checked=${need === chosen}><span>${this.t(`need_${need}`)}</span></label></li>`,
    )}</ul></fieldset>`;
  }

  private selectField(
    name: string,
    label: string,
    options: [string, string][],
    chosen?: string | null,
  ): TemplateResult {
    const control = html`<select class="input" id=${name} name=${name} aria-invalid=${!!this.late?.error(name)} aria-describedby="${name}-error">${options.map(
      ([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
    )}</select>`;
    return field(name, label, '', this.late, control);
  }

  private kindField(): TemplateResult {
    const name = 'applicant.kind';
    const kinds = kindsOf(this.connection()?.audience ?? 'external');
    return this.selectField(
      name,
      this.t('kind'),
      kinds.map((kind) => [kind, this.t(kind)]),
      this.values[name],
    );
  }

  private topicField(): TemplateResult {
    const topics = (this.topics.value ?? []).map(({ id, title }): [string, string] => [id, this.text(title)]);
    return this.selectField(
      'topic',
      this.t('topic'),
      [['', this.t('topicNone')], ...topics],
      this.values['topic'] ?? this.topic,
    );
  }

  private questionField(): TemplateResult {
    const control = html`<textarea class="input" id="question" name="question" rows="6" aria-invalid=${!!this.late?.error('question')} aria-describedby="question-hint question-error"></textarea>${this.late?.beside()}`;
    return field('question', this.late?.asked() ?? this.t('question'), this.t('questionHint'), this.late, control);
  }

  private replyField(): TemplateResult {
    const wanted = this.values['replyForm'] || this.replyForm;
    const chosen = replyForms.find((form) => form === wanted) ?? 'email';
    return html`<fieldset class="field reply" part="field"><legend class="label" part="label">${this.t('reply')}</legend><p class="err" part="error">${this.late?.error('replyForm')}</p><ul>${replyForms.map(
      (form) =>
        html`<li class=${form}><label class="choice"><input type="radio" name="replyForm" value=${form} ?checked=${form === chosen}><span>${this.t(`by_${form}`)}</span></label><div class="contact">${this.contactField(form)}</div></li>`,
    )}</ul></fieldset>`;
  }

  private contactField(form: ReplyForm): TemplateResult {
    const { late, values } = this;
    const kind = contactFields[form];
    const name = contactName(form);
    const fill = { email: 'email', phone: 'tel', postalAddress: 'street-address' }[kind];
    return field(
      name,
      this.t(kind),
      form === 'case' ? this.t('caseHint') : '',
      late,
      input(name, fill, values[name], late),
    );
  }

  private foot(): TemplateResult {
    const { late } = this;
    const agency = this.about.value;
    const consent = agency?.legalBasis === 'consent';
    return html`<div class="stack g3">${
      consent
        ? html`<div class="field" part="field"><p class="err" part="error" id="consent-error">${late?.error('consent')}</p><label class="choice"><input type="checkbox" name="consent" value=${agency.legalNoticeVersion} aria-invalid=${!!late?.error('consent')} aria-describedby="consent-error"><span>${this.t('consent')}</span></label></div>`
        : nothing
    }<div class="actions"><button class="btn main" part="button" aria-disabled=${!!late?.sending}>${this.t('send')}</button></div>${
      agency &&
      html`<p class="small soft text">${this.text(agency.legalNotice)} <a href=${this.safe(agency.privacyPolicy) || nothing}>${this.t('policy')}</a></p>`
    }</div>`;
  }
}
