import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isServer } from 'lit-html/is-server.js';
import type { BackendError } from '@otklik/core/backend/error.js';
import type { Question } from '@otklik/core/contract/surveys.js';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon } from '../base/icons.ts';
import { failureNote } from '../base/failure.ts';
import { isLive } from '../base/live.ts';
import type { Attempt } from './survey.cast.ts';
import { SurveyDraft } from './survey.draft.ts';
import { changedView, closedView, errorView, summaryView } from './survey.errors.ts';
import { Notices } from './survey.notice.ts';
import { thanksView } from './survey.thanks.ts';
import type { OtklikSurvey, SurveyInitial } from './survey.ts';
import { answersView } from './survey.words.ts';

export { ru } from './survey.late.messages.ts';
export { lateStyles as styles } from './survey.late.styles.ts';

/** The server has confirmed that it holds the ballot. Says nothing of what is in it. */
export class OtklikSurveySentEvent extends Event {
  static readonly type = 'otklik-survey-sent';
  constructor() {
    super(OtklikSurveySentEvent.type, { bubbles: true, composed: true });
  }
}

const isOver = (error: unknown): boolean => /^survey_(closed|unknown)$/.test((error as BackendError).code);

/** How it stands with one survey. */
interface Standing {
  /** Its key. */
  of: string | undefined;
  attempt: Attempt;
  notices: Notices;
  sending?: boolean;
  /** Its work takes longer than people wait without asking. */
  slow?: boolean;
  problem?: unknown;
  /** It goes by itself once the line is back. */
  promised?: boolean;
  /** It takes no answers. */
  over?: boolean;
  /** The key of the box is read ahead, once. */
  ahead?: boolean;
  /** What would go now, while somebody looks at it. */
  preview?: SurveyInitial['answers'];
}

/** What a survey needs once it is touched: telling what was chosen, sending, what to mend, thanks. */
export class SurveyLate implements Late {
  /** With the survey that is shown; what still goes on for another one keeps the one that it began with. */
  private at: Standing;
  private readonly draft: SurveyDraft;
  private readonly host: OtklikSurvey;

  constructor(host: OtklikSurvey) {
    this.host = host;
    this.at = this.begin(host.plan()?.key);
    this.draft = new SurveyDraft(host, () => this.hearAll());
    if (isServer) return;
    host.addController({ hostUpdated: () => this.goOver() });
    // Its styles are taken in with the next update.
    host.requestUpdate();
  }

  private get now(): SurveyInitial | undefined {
    return this.host.loaded.value;
  }

  private get form(): HTMLFormElement | null {
    return this.host.renderRoot.querySelector('form');
  }

  private begin(of?: string): Standing {
    return { of, attempt: {}, notices: new Notices(this.host) };
  }

  /** The element goes over to another survey: what was told went with the one before, as its fields did. */
  private goOver(): void {
    const { host } = this;
    const key = host.plan()?.key;
    if (!key || key === this.at.of) return;
    this.at = this.begin(key);
    host.more?.hush();
  }

  async act({ type, target }: Touch): Promise<void> {
    const { host, now, at } = this;
    if (type === 'submit') return this.submit();
    if (type === 'input') this.stay();
    this.hear(target);
    if (at.preview) await this.look();
    const to = host.connection();
    if (at.ahead || !now || !to) return;
    at.ahead = true;
    // Fetched ahead, so that sending needn't wait for it; and who answers in vain should know at once.
    const read = import('./survey.cast.ts').then((ready) => ready.readAhead(to, now.manifest.survey, at.attempt));
    await read.catch((error: unknown) => {
      at.over = isOver(error);
      if (at.over) host.fail('survey_closed');
    });
  }

  /** Says which mark was chosen, and what a text's writer should know. By hand: such text outlives a page's translation. */
  private hear(target: HTMLElement): void {
    const { form, now } = this;
    const live = target.closest('.q')?.lastElementChild;
    if (!form || !live || !now) return;
    const { name } = target as HTMLInputElement;
    const question = now.manifest.questions.find(({ id }) => `q.${id}` === name);
    if (question?.type === 'text')
      this.at.notices.changed(question.id, target as HTMLTextAreaElement, question.maxLength);
    else if (question && 'labels' in question) live.textContent = this.chosen(question, new FormData(form).get(name));
  }

  private chosen(
    { type, labels }: Extract<Question, { type: 'rating' | 'score' }>,
    value: FormDataEntryValue | null,
  ): string {
    const { host } = this;
    const mark = Number(value ?? NaN);
    if (Number.isNaN(mark)) return '';
    const words = host.text(type === 'rating' ? labels[mark - 1] : { 0: labels[0], 10: labels[1] }[mark]);
    return host.t(words ? 'chosen' : 'chosenMark', { value: mark, words });
  }

  /** What was put in by hand is told as if it had been typed. */
  private hearAll(): void {
    this.stay();
    for (const field of this.host.renderRoot.querySelectorAll<HTMLElement>('.q :is(textarea, :checked)'))
      this.hear(field);
    this.host.requestUpdate();
  }

  /** Sends what the form holds, shows what became of it and leads the focus there; by itself: unless it is busy elsewhere. */
  private async submit(byItself = false): Promise<void> {
    const { host, form, now, at } = this;
    const to = host.connection();
    if (at.sending || !to || !now || !form) return;
    this.stay();
    const { manifest, answers = {} } = now;
    const entries = [...new FormData(form)];
    const drafted = this.draft.leave();
    Object.assign(at, { sending: true, over: false, problem: undefined });
    // What was wrong before is seen anew.
    this.show({ manifest, answers });
    try {
      const { cast } = await import('./survey.cast.ts');
      const next = await cast(to, manifest, entries, at.attempt, () => this.wait(at));
      if (next.sent) drafted();
      await this.become(at, next);
      if (next.sent) host.dispatchEvent(new OtklikSurveySentEvent());
    } catch (error) {
      this.failing(at, error);
      host.fail('survey_not_sent');
    }
    at.sending = at.slow = false;
    host.requestUpdate();
    await host.updateComplete;
    // Meanwhile the element may have gone over to another survey, where somebody answers already.
    if (at !== this.at) return;
    const { activeElement } = document;
    if (byItself && activeElement !== host && activeElement !== document.body) return;
    const root = host.renderRoot;
    (root.querySelector<HTMLElement>('[role=alert]') ?? root.querySelector('h2'))?.focus();
  }

  private wait(at: Standing): void {
    at.slow = true;
    this.host.requestUpdate();
  }

  private failing(at: Standing, error: unknown): void {
    at.over = isOver(error);
    if (at.over) return;
    at.problem = error;
    at.promised = (error as BackendError).code === 'network';
    if (at.promised) addEventListener('online', this.again);
  }

  /** The line is there again: it goes by itself, unless something was changed meanwhile. */
  private readonly again = (): void => {
    if (this.at.promised && this.host.isConnected) void this.submit(true);
  };

  private stay(): void {
    this.at.promised = false;
    removeEventListener('online', this.again);
  }

  private show(next: SurveyInitial | undefined): void {
    this.host.loaded.value = next;
    this.host.requestUpdate();
  }

  private async become(at: Standing, next: SurveyInitial): Promise<void> {
    const { host } = this;
    if (next.changed) (await import('./survey.more.ts')).makeMore(host);
    if (at !== this.at) return;
    if (next.changed) {
      // Other questions are another form; texts are put back by hand, no binding may touch what is typed.
      this.show(undefined);
      await host.updateComplete;
      if (at !== this.at) return;
    }
    this.show(next);
    await host.updateComplete;
    if (!next.changed) return;
    for (const field of host.renderRoot.querySelectorAll('textarea'))
      field.value = String(next.answers?.[field.name.slice(2)] ?? '');
    this.hearAll();
  }

  private look = async (event?: Event): Promise<void> => {
    const { form, now, at } = this;
    const open = event ? (event.target as HTMLDetailsElement).open : true;
    const { answersFromForm } = await import('./survey.cast.ts');
    at.preview = open && form && now ? answersFromForm(now.manifest, new FormData(form)) : undefined;
    this.host.requestUpdate();
  };

  /** On the button. Another template than the one on rest, so that a page's translation doesn't keep the old words. */
  busy(): TemplateResult | undefined {
    return this.at.sending ? html`<span>${this.host.t('sending')}</span>` : undefined;
  }

  /** Why nothing was sent, which takes the focus; why it takes long. */
  failed(): TemplateResult {
    const { host } = this;
    const { over, problem, promised, slow: waits } = this.at;
    const slow = html`<div class="vh" role="status">${waits ? html`<p>${host.t('slow')}</p>` : ''}</div>
      ${waits ? html`<p class="hint" aria-hidden="true">${host.t('slow')}</p>` : ''}`;
    if (over) return html`<p class="err">${alertIcon()}<span>${host.t('closedShort')}</span></p>`;
    if (!problem) return slow;
    const n = Number((problem as Partial<BackendError>).params?.['retryAfter'] ?? 0);
    const kept = html`${n ? html`<p>${host.t('waitFor', { n })}</p>` : nothing}
      <p>${host.t('kept')} ${promised ? html`<span>${host.t('online')}</span>` : nothing}</p>`;
    return html`${slow}${keyed(problem, html`<div role="alert" tabindex="-1">${failureNote(host, problem, kept)}</div>`)}`;
  }

  /** What is wrong with the answer to one question. */
  error(question: string): TemplateResult | undefined {
    return this.now && errorView(this.host, this.now, question);
  }

  /** Beneath a text. */
  told(question: Extract<Question, { type: 'text' }>): TemplateResult {
    return this.at.notices.view(question);
  }

  /** What to mend, that the questions have changed, or that no answers are taken any more. Takes the focus. */
  summary(): unknown {
    const { host, now } = this;
    if (!now) return nothing;
    if (this.at.over) return closedView(host, now.manifest);
    return now.changed ? changedView(host) : summaryView(host, now);
  }

  /** Beneath the button, where nothing that is about to be pressed is moved by it: what would go, and the draft. */
  rest(one: boolean): unknown {
    const { host, now } = this;
    const { preview } = this.at;
    const { manifest } = now ?? {};
    if (!manifest || one) return nothing;
    const final = html`<p class="small soft text final">${host.t('final')}</p>`;
    // The rest needs a script: it isn't there before one has taken over.
    if (!isLive(host)) return final;
    return html`${final}<div class="stack g4">
      <details class="more" @toggle=${this.look}>
        <summary>${host.t('preview')}</summary>
        ${preview ? html`<div class="panel stack">${answersView(host, manifest, preview)}</div>` : nothing}
      </details>
      ${this.draft.view()}
    </div>`;
  }

  /** Thanks, once the server has confirmed. */
  sent(one: boolean): TemplateResult | undefined {
    return this.now?.sent && thanksView(this.host, this.now, one);
  }
}

export { SurveyLate as Late };
