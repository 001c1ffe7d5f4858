import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Ballot, Manifest, Question } from '@otklik/core/contract/surveys.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { failureNote } from '../base/failure.ts';
import { formStyles } from '../base/form.styles.ts';
import { alertIcon, lockIcon } from '../base/icons.ts';
import { Load } from '../base/load.ts';
import { ru } from './survey.messages.ts';
import { surveyStyles } from './survey.styles.ts';

/** What left the browser; made by sealing, kept on the screen alone. */
export interface Parcel {
  /** Before sealing. */
  answers: Answers;
  /** Size and SHA-256 of the sealed ballot. */
  bytes: number;
  hash: string;
  manifestHash: string;
}

/** What the element shows; a server renders it with the same. */
export interface SurveyInitial {
  manifest: Manifest;
  answers?: Answers;
  /** What keeps the answers from being sent. */
  errors?: FieldError[];
  /** The manifest isn't the one that was answered. */
  changed?: boolean;
  /** `true`: posted by the form itself, and sealed by the server. */
  sent?: true | Parcel;
}

/** The server has confirmed that it holds the ballot. Says nothing of what is in it. */
export class OtklikSurveySentEvent extends Event {
  static readonly type = 'otklik-survey-sent';
  constructor() {
    super(OtklikSurveySentEvent.type, { bubbles: true, composed: true });
  }
}

/** A ballot that may have arrived although no answer came: sent again as it is, it counts once. */
export interface Attempt {
  /** What it says, and to whom. */
  said?: string;
  ballot?: Ballot;
}

type Sending = typeof import('./survey.sending.ts');

/** How long a person pauses before being told how much room is left, in ms: not at every letter. */
const pause = 1000;

/**
 * An anonymous survey: questions of which any may be passed over, sealed in the browser. With one
 * question it is compact.
 *
 * @element otklik-survey
 * @attr survey - id of the survey
 * @fires otklik-survey-sent - the server has confirmed; no data
 * @csspart form
 * @csspart field
 * @csspart label
 * @csspart hint
 * @csspart error
 * @csspart summary
 * @csspart button
 * @csspart table
 */
export class OtklikSurvey extends OtklikElement {
  static override properties = {
    ...OtklikElement.properties,
    survey: {},
    state: { state: true },
    problem: { state: true },
    sending: { state: true },
    lengths: { state: true },
  };
  static override styles = [...baseStyles, formStyles, surveyStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./survey.messages.en.ts') };
  static override secure = true;
  /** What a form shows once it was sent; a hosted page brings it at once. */
  static sentView: typeof import('./survey.sent.ts') | undefined;

  declare survey: string | null;
  /** @internal What became of the survey that was loaded. */
  declare state: SurveyInitial | undefined;
  /** @internal Why sending failed. */
  declare problem: unknown;
  /** @internal */
  declare sending: boolean;
  /** @internal Letters in each text, as last counted. */
  declare lengths: Record<string, number>;

  private loaded = new Load<SurveyInitial>(
    this,
    () => {
      const { survey } = this;
      const to = this.usable && survey ? this.connection() : null;
      if (!to) return null;
      const { backend, agency, origin } = to;
      const call = async (): Promise<SurveyInitial> => ({
        manifest: await backend.readManifest(agency, survey as string),
      });
      return { key: `${origin} ${agency} ${survey}`, call };
    },
    () => this.fail('survey_missing'),
  );
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt: Attempt = {};

  constructor() {
    super();
    this.lengths = {};
    this.sending = false;
  }

  protected override preset(initial: SurveyInitial): void {
    this.loaded.preset(initial);
    const { sentView } = OtklikSurvey;
    if (sentView) this.use(sentView);
    else if (initial.errors ?? initial.sent) this.prepare();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.hasUpdated && changed.has('survey')) this.state = undefined;
  }

  private get now(): SurveyInitial | undefined {
    return this.state ?? this.loaded.value;
  }

  protected override shows(): boolean {
    return super.shows() && !!(this.now ?? this.loaded.error);
  }

  protected override withFallback(): boolean {
    return !this.now;
  }

  override failure(error: unknown): string {
    return (error as { code?: string }).code === 'survey_unknown' ? this.t('gone') : super.failure(error);
  }

  private load = async (): Promise<Sending> => {
    const sending = await import('./survey.sending.ts');
    this.use((OtklikSurvey.sentView ??= sending.sentView));
    return sending;
  };

  /** Fetched at the first touch of the form, so that sending needn't wait for it. */
  private prepare = (): void =>
    void this.load().then(
      () => this.requestUpdate(),
      () => undefined,
    );

  private hear = ({ target }: Event): void => {
    const field = target as HTMLInputElement;
    const { name, type, value } = field;
    if (type === 'radio') {
      const { now } = this;
      if (now) this.state = { ...now, answers: { ...now.answers, [name.slice(2)]: value } };
    } else if (type === 'textarea') {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.lengths = { ...this.lengths, [name]: field.value.length }), pause);
    }
  };

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const to = this.connection();
    const { now } = this;
    if (this.sending || !to || !now) return;
    const { manifest, answers = {} } = now;
    const entries = [...new FormData(form)];
    this.sending = true;
    this.problem = undefined;
    this.state = { manifest, answers };
    try {
      const sending = await this.load();
      this.state = await sending.send(to, manifest, entries, this.attempt);
      if (this.state.sent) this.dispatchEvent(new OtklikSurveySentEvent());
      await this.updateComplete;
      // Other questions are another form; texts are kept by hand, no binding may touch what is typed.
      if (this.state.changed) sending.fill(this.renderRoot, this.state);
    } catch (error) {
      this.problem = error;
      this.fail('survey_not_sent');
    } finally {
      this.sending = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  };

  protected override view(): unknown {
    const { now } = this;
    if (!now) {
      const { error, loading } = this.loaded;
      const text = this.t(loading ? 'loading' : 'retry');
      const press = (): void => this.loaded.retry();
      return failureNote(this.t('missing'), this.failure(error), { text, busy: loading, press });
    }
    const { sentView } = OtklikSurvey;
    if (now.sent && sentView) return sentView.sentView(this.context(now));
    return keyed(now.manifest, this.form(now));
  }

  private context(now: SurveyInitial): Parameters<Sending['sentView']['sentView']>[0] {
    const { manifest } = now;
    return {
      now,
      results: this.connection()?.origin ? this.page(`results/${manifest.survey}`) : '',
      compact: manifest.questions.length === 1,
      t: this.t.bind(this),
      text: this.text.bind(this),
    };
  }

  private form(now: SurveyInitial): TemplateResult {
    const { manifest } = now;
    const { sentView } = OtklikSurvey;
    return html`<form
      class="form stack g5"
      part="form"
      method="post"
      action=${this.page(`survey/${manifest.survey}`)}
      aria-label=${this.text(manifest.title)}
      @submit=${this.submit}
      @focusin=${this.prepare}
      @input=${this.hear}
    >
      <input type="submit" disabled hidden />
      ${manifest.questions.length > 1 ? this.header(manifest) : nothing}
      ${(now.errors ?? now.changed) && sentView ? sentView.summaryView(this.context(now)) : nothing}
      <div>${manifest.questions.map((question, index) => this.question(now, question, index))}</div>
      ${this.foot(manifest)}
    </form>`;
  }

  private header({ title, intro }: Manifest): TemplateResult {
    return html`<header class="stack g3">
      <h2 class="title">${this.text(title)}</h2>
      <p class="text">${this.text(intro)} ${this.t('skip')}</p>
      <div class="note">
        ${lockIcon}
        <div>
          <h3>${this.t('anonymous')}</h3>
          <p>${this.t('promise')} ${this.t('repeated')}</p>
        </div>
      </div>
    </header>`;
  }

  private question(now: SurveyInitial, question: Question, index: number): TemplateResult {
    const { id, type } = question;
    const name = `q.${id}`;
    const all = now.manifest.questions.length;
    const number = all > 1 ? html`<span class="n">${this.t('number', { n: index + 1, all })}</span>` : nothing;
    const label = html`${number}<span>${this.text(question.title)}</span>`;
    const words = question.hint ? this.text(question.hint) : type === 'multiple' ? this.t('several') : '';
    const hint = words ? html`<p class="hint" part="hint" id="${name}-hint">${words}</p>` : nothing;
    if (type === 'text') return this.textField(now, question, name, label, hint);
    return html`<fieldset class="q" part="field" aria-describedby=${words ? `${name}-hint` : nothing}>
      <legend class="label" part="label">${label}</legend>
      ${hint}
      ${
        type === 'rating'
          ? this.scale(now, question, name)
          : html`<div class=${question.options.length > 5 ? 'two' : ''}>
            ${question.options.map((option) => this.choice(now, question, option.id, this.text(option.title)))}
          </div>`
      }
    </fieldset>`;
  }

  private choice({ answers }: SurveyInitial, { id, type }: Question, value: string, words: string): TemplateResult {
    return html`<label class="choice"
      ><input
        type=${type === 'multiple' ? 'checkbox' : 'radio'}
        name="q.${id}"
        value=${value}
        ?checked=${[answers?.[id] ?? []].flat().includes(value)}
      /><span>${words}</span></label
    >`;
  }

  private scale(now: SurveyInitial, question: Extract<Question, { type: 'rating' }>, name: string): TemplateResult {
    const labels = question.labels.map((label) => this.text(label));
    const value = now.answers?.[question.id];
    const words = labels[Number(value) - 1];
    return html`<div class="rate">
        <div class="scale">
          ${labels.map(
            (label, index) =>
              html`<label
                ><input type="radio" name=${name} value=${index + 1} ?checked=${value === `${index + 1}`} /><span
                  >${index + 1}<span class="vh">, ${label}</span></span
                ></label
              >`,
          )}
        </div>
        <div class="ends small soft" aria-hidden="true"><span>1: ${labels[0]}</span><span>5: ${labels[4]}</span></div>
      </div>
      ${this.choice(now, question, 'unsure', this.t('unsure'))}
      <p class="chosen" ?hidden=${!words}>${words ? this.t('chosen', { value: Number(value), words }) : nothing}</p>`;
  }

  private textField(
    now: SurveyInitial,
    { id, maxLength }: Extract<Question, { type: 'text' }>,
    name: string,
    label: unknown,
    hint: unknown,
  ): TemplateResult {
    const left = maxLength - (this.lengths[name] ?? now.answers?.[id]?.length ?? 0);
    const wrong = now.errors?.some(({ path }) => path === id);
    return html`<div class="q" part="field">
      <label class="label" part="label" for=${name}>${label}</label>
      ${hint}
      ${
        wrong
          ? html`<p class="err" part="error" id="${name}-error">
            ${alertIcon}<span>${OtklikSurvey.sentView?.errorSentence(this.context(now), id)}</span>
          </p>`
          : nothing
      }
      <textarea
        class="input"
        id=${name}
        name=${name}
        rows="4"
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby="${hint === nothing ? '' : `${name}-hint`} ${wrong ? `${name}-error` : ''} ${name}-left"
      ></textarea>
      <p class="hint" id="${name}-left" role="status">
        <span>${this.t(left < 0 ? 'over' : 'left', { n: Math.abs(left) })}</span>
      </p>
    </div>`;
  }

  private foot({ questions: [first, second] }: Manifest): TemplateResult {
    const verb = this.problem ? 'again' : second ? 'send' : first?.type === 'rating' ? 'sendMark' : 'sendOne';
    return html`<div class="stack g4">
      ${this.problem ? this.failed() : nothing}
      <div class="actions">
        <button class="btn main" part="button" aria-disabled=${this.sending ? 'true' : nothing}>
          <span>${this.t(this.sending ? 'sending' : verb)}</span>
        </button>
        ${second ? nothing : html`<span class="small soft">${this.t('short')}</span>`}
      </div>
      ${second ? html`<p class="small soft text">${this.t('final')}</p>` : nothing}
    </div>`;
  }

  private failed(): TemplateResult {
    return html`<div role="alert" tabindex="-1">
      ${failureNote(this.t('failed'), `${this.failure(this.problem)} ${this.t('kept')}`)}
    </div>`;
  }
}
