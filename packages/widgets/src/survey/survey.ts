import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Ballot, Manifest, Question } from '@otklik/core/contract/surveys.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { failureNote, retryButton } from '../base/failure.ts';
import { formStyles } from '../base/form.styles.ts';
import { lockIcon } from '../base/icons.ts';
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

/** Enter on a mark or an option would press the button: browsers send a form so, people don't expect it. */
const stay = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && (event.target as Element).localName === 'input') event.preventDefault();
};

type Sending = typeof import('./survey.sending.ts');

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
  };
  static override styles = [...baseStyles, formStyles, surveyStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./survey.messages.en.ts') };
  static override secure = true;
  /** What a form shows once it was sent; a hosted page brings it at once. */
  static sentView: typeof import('./survey.sent.ts') | undefined;

  declare survey: string | null;
  /** @internal What became of the survey that was loaded; null while its questions change. */
  declare state: SurveyInitial | null | undefined;
  /** @internal Why sending failed. */
  declare problem: unknown;
  /** @internal */
  declare sending: boolean;
  /** @internal */
  readonly attempt: Attempt = {};

  private loaded = new Load<SurveyInitial>(
    this,
    () => {
      const { survey } = this;
      const to = this.usable && survey && this.connection();
      if (!to) return null;
      const call = async (): Promise<SurveyInitial> => {
        this.state = undefined;
        return { manifest: await to.backend.readManifest(to.agency, survey) };
      };
      return { key: `${to.origin} ${to.agency} ${survey}`, call };
    },
    () => this.fail('survey_missing'),
  );

  constructor() {
    super();
    this.sending = false;
  }

  protected override preset(initial: SurveyInitial): void {
    this.loaded.preset(initial);
    if (OtklikSurvey.sentView) this.use(OtklikSurvey.sentView);
  }

  /** @internal What is shown. */
  get now(): SurveyInitial | null | undefined {
    return this.state === undefined ? this.loaded.value : this.state;
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
    this.use((OtklikSurvey.sentView ??= sending));
    return sending;
  };

  /** What answers a touch comes with the first one, so that sending needn't wait for it. */
  private touch = async (event: Event): Promise<void> => {
    // An event forgets its target once it is over.
    const { type, target } = event;
    if (type !== 'submit') {
      // What answers to it can come later.
      void this.load().then(
        ({ hear }) => hear(this, target as Element),
        () => undefined,
      );
      return;
    }
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    this.problem = undefined;
    try {
      const { send } = await this.load();
      if (await send(this, target as HTMLFormElement)) this.dispatchEvent(new OtklikSurveySentEvent());
    } catch (error) {
      this.problem = error;
      this.fail('survey_not_sent');
    }
    this.sending = false;
    await this.updateComplete;
    const root = this.renderRoot;
    (root.querySelector<HTMLElement>('[role=alert]') ?? root.querySelector('h2'))?.focus();
  };

  protected override view(): unknown {
    const { now } = this;
    const { sentView } = OtklikSurvey;
    if (now) return now.sent && sentView ? sentView.sentView(this, now) : this.form(now);
    const { error, loading } = this.loaded;
    const again = retryButton(this, loading, () => this.loaded.retry());
    return failureNote(this, error, again);
  }

  private form(now: SurveyInitial): TemplateResult {
    const { survey, title, questions } = now.manifest;
    const { sentView } = OtklikSurvey;
    const all = questions.length;
    return html`<form
      class="form stack g5"
      part="form"
      method="post"
      action=${this.page(`survey/${survey}`)}
      @submit=${this.touch}
      @focusin=${this.touch}
      @input=${this.touch}
      @keydown=${stay}
    >
      ${all > 1 ? this.header(now.manifest) : nothing}
      ${sentView ? sentView.summaryView(this, now) : nothing}
      <div>
        ${questions.map((question, index) => {
          const number = all > 1 ? html`<span class="n">${this.t('number', { n: index + 1, all })}</span>` : nothing;
          return this.question(now, question, html`${number}<span>${this.text(question.title)}</span>`);
        })}
      </div>
      ${this.problem ? this.failed() : nothing}
      <div class="actions">
        <button class="btn main" part="button" aria-disabled=${this.sending}>
          ${this.sending ? html`<span>${this.t('sending')}</span>` : html`<span>${this.t(all > 1 ? 'send' : 'sendOne')}</span>`}
        </button>
        <p class="small soft text">${this.t(all > 1 ? 'final' : 'short')}</p>
      </div>
    </form>`;
  }

  private header({ title, intro }: Manifest): TemplateResult {
    return html`<header class="stack g3">
      <h2 class="title" tabindex="-1">${this.text(title)}</h2>
      <p class="text">${this.text(intro)} ${this.t('skip')}</p>
      <div class="note">${lockIcon}<div><h3>${this.t('anonymous')}</h3><p>${this.t('promise')}</p></div></div>
    </header>`;
  }

  private failed(): TemplateResult {
    const kept = html`<p>${this.t('kept')}</p>`;
    return html`<div role="alert" tabindex="-1">${failureNote(this, this.problem, kept)}</div>`;
  }

  private question(now: SurveyInitial, question: Question, label: TemplateResult): TemplateResult {
    const { id, type, hint } = question;
    const name = `q.${id}`;
    const about = `${name}-about`;
    const wrong = now.errors?.some(({ path }) => path === id);
    const several = type === 'multiple' ? this.t('several') : '';
    const words = [hint ? this.text(hint) : several, type === 'text' ? this.t('limit', { n: question.maxLength }) : ''];
    const details = html`<div id=${about} class="stack g2">
      ${words.map((text) => (text ? html`<p class="hint" part="hint">${text}</p>` : nothing))}
      ${wrong ? OtklikSurvey.sentView?.errorView(this, now, id) : nothing}
    </div>`;
    if (type === 'text') {
      return html`<div class="q" part="field">
        <label class="label" part="label" for=${name}>${label}</label>
        ${details}
        <textarea class="input" id=${name} name=${name} aria-invalid=${!!wrong} aria-describedby=${about}></textarea>
        <p class="hint live" role="status"></p>
      </div>`;
    }
    return html`<fieldset class="q" part="field" aria-describedby=${about}>
      <legend class="label" part="label">${label}</legend>
      ${details} ${type === 'rating' ? this.scale(now, question) : this.options(now, question)}
    </fieldset>`;
  }

  private options(now: SurveyInitial, question: Extract<Question, { type: 'single' | 'multiple' }>): TemplateResult {
    const { options } = question;
    return html`<div class=${options.length > 5 ? 'two' : ''}>
      ${options.map(({ id, title }) => this.choice(now, question, id, this.text(title)))}
    </div>`;
  }

  private scale(now: SurveyInitial, question: Extract<Question, { type: 'rating' }>): TemplateResult {
    const labels = question.labels.map((label) => this.text(label));
    return html`<div class="rate">
        <div class="scale">
          ${labels.map((label, index) =>
            this.choice(now, question, `${index + 1}`, html`${index + 1}<span class="vh">, ${label}</span>`, 'box'),
          )}
        </div>
        <div class="ends small soft" aria-hidden="true"><span>1: ${labels[0]}</span><span>5: ${labels[4]}</span></div>
      </div>
      ${this.choice(now, question, 'unsure', this.t('unsure'))}
      <p class="chosen live"></p>`;
  }

  private choice(
    { answers }: SurveyInitial,
    { id, type }: Question,
    value: string,
    words: unknown,
    look = 'choice',
  ): TemplateResult {
    return html`<label class=${look}
      ><input
        type=${type === 'multiple' ? 'checkbox' : 'radio'}
        name="q.${id}"
        value=${value}
        ?checked=${[answers?.[id]].flat().includes(value)}
      /><span>${words}</span></label
    >`;
  }
}
