import { html, nothing } from 'lit';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case } from '@otklik/core/contract/consultations.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { formStyles } from '../base/form.styles.ts';
import { alertIcon } from '../base/icons.ts';
import { ru } from './case.messages.ts';

/** What a server renders with, and what the browser takes over. */
export interface CaseInitial {
  agency: Agency;
  /** Moment of rendering, ISO 8601. */
  now: string;
  found?: Case;
  /** Code of what is wrong with the code that was typed. */
  wrong?: string;
  /** What was typed. */
  typed?: string;
}

type View = typeof import('./case.view.ts');

/**
 * What became of a request: the code in, the timeline out.
 *
 * @element otklik-case
 * @csspart form
 * @csspart field
 * @csspart label
 * @csspart hint
 * @csspart error
 * @csspart button
 * @csspart timeline
 */
export class OtklikCase extends OtklikElement {
  static override properties = {
    ...OtklikElement.properties,
    now: { attribute: false },
    found: { state: true },
    wrong: { state: true },
    problem: { state: true },
    looking: { state: true },
  };
  static override styles = [...baseStyles, formStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./case.messages.en.ts') };
  static override secure = true;
  /** What comes once a code is sent; a hosted page brings it at once. */
  static lateView: View | undefined;

  /** The clock. */
  declare now: () => Date;
  /** @internal */
  declare found: { case: Case; agency: Agency } | undefined;
  /** @internal What is wrong with the code, as a key of the sentences. */
  declare wrong: string;
  /** @internal Why looking failed. */
  declare problem: unknown;
  /** @internal */
  declare looking: boolean;

  private typed = '';

  constructor() {
    super();
    this.now = () => new Date();
    this.wrong = '';
    this.looking = false;
  }

  protected override preset({ agency, now, found, wrong, typed }: CaseInitial): void {
    if (OtklikCase.lateView) this.use(OtklikCase.lateView);
    const shownAt = new Date(now);
    if (found) this.now = () => shownAt;
    this.found = found && { case: found, agency };
    this.wrong = wrong ?? '';
    this.typed = typed ?? '';
  }

  private load = async (): Promise<View> => this.use((OtklikCase.lateView ??= await import('./case.view.ts')));
  private prepare = (): void => void this.load().catch(() => undefined);

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const to = this.connection();
    if (this.looking || !to) return;
    const typed = String(new FormData(event.target as HTMLFormElement).get('code') ?? '');
    this.looking = true;
    this.wrong = '';
    this.problem = undefined;
    try {
      const result = await (await this.load()).look(to, typed);
      this.found = 'wrong' in result ? undefined : result;
      this.wrong = 'wrong' in result ? result.wrong : '';
    } catch (error) {
      this.problem = error;
      this.fail('case_not_read');
    } finally {
      this.looking = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(this.wrong ? 'input' : '[tabindex="-1"]')?.focus();
  };

  private other = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.found = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  };

  protected override view(): unknown {
    if (this.found && OtklikCase.lateView) {
      return OtklikCase.lateView.caseView({
        ...this.found,
        now: this.now(),
        language: this.language,
        formUrl: this.page('case'),
        origin: this.connection()?.origin ?? '',
        other: this.other,
        t: this.t.bind(this),
        date: this.date.bind(this),
        text: this.text.bind(this),
      });
    }
    return html`<form
      class="form stack g3"
      part="form"
      method="post"
      action=${this.page('case')}
      novalidate
      @submit=${this.submit}
      @focusin=${this.prepare}
    >
      <h2 class="title">${this.t('title')}</h2>
      ${this.problem ? this.failed() : nothing}
      <div class="field" part="field">
        <label class="label" part="label" for="code">${this.t('code')}</label>
        <span class="hint" part="hint" id="code-hint">${this.t('codeHint')}</span>
        ${this.wrong
          ? html`<p class="err" part="error" id="code-error">
              ${alertIcon}<span><span class="vh">${this.t('error')}</span>${this.t(this.wrong)}</span>
            </p>`
          : nothing}
        <input
          class="input"
          id="code"
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          value=${this.typed || nothing}
          aria-invalid=${this.wrong ? 'true' : nothing}
          aria-describedby=${this.wrong ? 'code-hint code-error' : 'code-hint'}
        />
      </div>
      <div class="actions">
        <button class="btn line" part="button" aria-disabled=${this.looking ? 'true' : nothing}>
          ${this.looking ? this.t('looking') : this.t('show')}
        </button>
      </div>
    </form>`;
  }

  private failed(): unknown {
    return html`<div class="note danger" role="alert" tabindex="-1">
      ${alertIcon}
      <div><p>${this.failure(this.problem)}</p></div>
    </div>`;
  }
}
