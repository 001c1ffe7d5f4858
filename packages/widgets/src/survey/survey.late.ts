import { html, nothing, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Late, Touch } from '../base/element.ts';
import { failureNote } from '../base/failure.ts';
import { alertIcon, warningIcon } from '../base/icons.ts';
import type { Attempt } from './survey.cast.ts';
import { thanksView } from './survey.thanks.ts';
import type { OtklikSurvey, SurveyInitial } from './survey.ts';

export { ru } from './survey.late.messages.ts';
export { lateStyles as styles } from './survey.late.styles.ts';

/** The server has confirmed that it holds the ballot. Says nothing of what is in it. */
export class OtklikSurveySentEvent extends Event {
  static readonly type = 'otklik-survey-sent';
  constructor() {
    super(OtklikSurveySentEvent.type, { bubbles: true, composed: true });
  }
}

/** How long a person pauses before being told how much room is left, in ms: not at every letter. */
const pause = 1000;
const waiting = new WeakMap<Element, ReturnType<typeof setTimeout>>();

/** What a survey needs once it is touched: telling what was chosen, sending, what to mend, thanks. */
export class SurveyLate implements Late {
  private sending = false;
  private problem: unknown;
  private readonly attempt: Attempt = {};
  private readonly host: OtklikSurvey;

  constructor(host: OtklikSurvey) {
    this.host = host;
    // Its styles are taken in with the next update.
    if (!isServer) host.requestUpdate();
  }

  private get now(): SurveyInitial | undefined {
    return this.host.loaded.value;
  }

  async act({ type, target }: Touch): Promise<void> {
    if (type === 'submit') return this.submit(target as HTMLFormElement);
    this.hear(target);
    // Fetched ahead, so that sending needn't wait for it.
    await import('./survey.cast.ts').catch(() => undefined);
  }

  /** Says which mark was chosen, and how much room a text has left. By hand: such text outlives a page's translation. */
  private hear(target: HTMLElement): void {
    const { host, now } = this;
    const form = target.closest('form');
    const live = target.closest('.q')?.lastElementChild;
    if (!form || !live || !now) return;
    const { name } = target as HTMLInputElement;
    const question = now.manifest.questions.find(({ id }) => `q.${id}` === name);
    if (question?.type === 'rating') {
      const value = Number(new FormData(form).get(name));
      live.textContent = value ? host.t('chosen', { value, words: host.text(question.labels[value - 1]) }) : '';
    } else if (question?.type === 'text') {
      const field = target as HTMLTextAreaElement;
      clearTimeout(waiting.get(field));
      const tell = (): void => {
        const left = question.maxLength - field.value.length;
        live.textContent = host.t(left < 0 ? 'over' : 'left', { n: Math.abs(left) });
      };
      if (field.value) waiting.set(field, setTimeout(tell, pause));
    }
  }

  /** Sends what the form holds, shows what became of it and leads the focus there. */
  private async submit(form: HTMLFormElement): Promise<void> {
    const { host, now } = this;
    const to = host.connection();
    if (this.sending || !to || !now) return;
    const { manifest, answers = {} } = now;
    const entries = [...new FormData(form)];
    this.sending = true;
    this.problem = undefined;
    // What was wrong before is seen anew.
    const begun = { manifest, answers };
    this.show(begun);
    try {
      const { cast } = await import('./survey.cast.ts');
      const next = await cast(to, manifest, entries, this.attempt);
      // Meanwhile the element may have gone over to another survey.
      if (this.now === begun) await this.become(next);
      if (next.sent) host.dispatchEvent(new OtklikSurveySentEvent());
    } catch (error) {
      this.problem = error;
      host.fail('survey_not_sent');
    }
    this.sending = false;
    host.requestUpdate();
    await host.updateComplete;
    const root = host.renderRoot;
    (root.querySelector<HTMLElement>('[role=alert]') ?? root.querySelector('h2'))?.focus();
  }

  private show(next: SurveyInitial | undefined): void {
    this.host.loaded.value = next;
    this.host.requestUpdate();
  }

  private async become(next: SurveyInitial): Promise<void> {
    const { host } = this;
    if (next.changed) {
      // Other questions are another form; texts are put back by hand, no binding may touch what is typed.
      this.show(undefined);
      await host.updateComplete;
    }
    this.show(next);
    await host.updateComplete;
    if (next.changed) this.fill(next);
  }

  private fill({ manifest, answers = {} }: SurveyInitial): void {
    for (const field of this.host.renderRoot.querySelectorAll('textarea')) {
      const question = manifest.questions.find(({ id }) => `q.${id}` === field.name);
      field.value = String((question && answers[question.id]) ?? '');
    }
    for (const field of this.host.renderRoot.querySelectorAll<HTMLElement>('textarea, :checked')) this.hear(field);
  }

  /** On the button. Another template than the one on rest, so that a page's translation doesn't keep the old words. */
  busy(): TemplateResult | undefined {
    return this.sending ? html`<span>${this.host.t('sending')}</span>` : undefined;
  }

  /** Why nothing was sent. Takes the focus. */
  failed(): TemplateResult | undefined {
    const { host, problem } = this;
    if (!problem) return undefined;
    const kept = html`<p>${host.t('kept')}</p>`;
    return html`<div role="alert" tabindex="-1">${failureNote(host, problem, kept)}</div>`;
  }

  /** What is wrong with the answer to one question. */
  error(question: string): TemplateResult | undefined {
    const error = this.now?.errors?.find(({ path }) => path === question);
    return (
      error &&
      html`<p class="err" part="error">
        ${alertIcon()}<span><span class="vh">${this.host.t('error')}</span>${this.sentence(error)}</span>
      </p>`
    );
  }

  /** What to mend, or that the questions have changed. Takes the focus; each link goes to its question. */
  summary(): unknown {
    const { host, now } = this;
    if (now?.changed) {
      return html`<div class="note warning" role="alert" tabindex="-1">
        ${warningIcon()}
        <div>
          <h3>${host.t('changed')}</h3>
          <p>${host.t('changedHint')}</p>
        </div>
      </div>`;
    }
    if (!now?.errors?.length) return nothing;
    return html`<div class="summary" part="summary" role="alert" tabindex="-1">
      <h3>${alertIcon()}<span>${host.t('check')}</span></h3>
      <ul>
        ${now.errors.map((error) => html`<li>${this.link(error, now)}</li>`)}
      </ul>
    </div>`;
  }

  private sentence({ code, params, path }: FieldError): string {
    const { host, now } = this;
    if (code === 'too_long') return host.t(code, { n: (now?.answers?.[path]?.length ?? 0) - Number(params['max']) });
    return host.t(code === 'required' || code === 'too_large' ? code : 'wrong');
  }

  private link(error: FieldError, { manifest: { questions } }: SurveyInitial): TemplateResult {
    const all = questions.length;
    const index = questions.findIndex(({ id }) => id === error.path);
    const name = `q.${questions[Math.max(index, 0)]?.id}`;
    const number = index < 0 || all < 2 ? nothing : `${this.host.t('number', { n: index + 1, all })}. `;
    const go = (event: Event): void => {
      event.preventDefault();
      const form = (event.target as Element).closest('form');
      const field = [...(form?.elements ?? [])].find((one) => (one as HTMLInputElement).name === name) as HTMLElement;
      field?.closest('.q')?.scrollIntoView({ block: 'nearest' });
      field?.focus();
    };
    return html`<a href="#${name}" @click=${go}>${number}${this.sentence(error)}</a>`;
  }

  /** Thanks, once the server has confirmed. */
  sent(): TemplateResult | undefined {
    return this.now?.sent && thanksView(this.host, this.now);
  }
}

export { SurveyLate as Late };
