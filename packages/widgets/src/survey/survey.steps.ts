import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Manifest, Question, Step } from '@otklik/core/contract/surveys.js';
import type { OtklikSurvey } from './survey.ts';

/** Questions step by step: one page after the other, in one form. Steps on which nothing is asked are passed over. */
export class Steps {
  /** The step that is shown, among all. */
  private at = 0;
  /** Of which survey. */
  private of: Manifest | undefined;
  private readonly host: OtklikSurvey;

  constructor(host: OtklikSurvey) {
    this.host = host;
  }

  /** Steps on which something is asked, and which of them is shown. */
  private among(manifest: Manifest, asked: Question[]): { steps: Step[]; now: number } {
    if (this.of !== manifest) this.at = 0;
    this.of = manifest;
    const steps = manifest.steps.filter(({ questions }) => asked.some(({ id }) => questions.includes(id)));
    const now = steps.findLastIndex((step) => manifest.steps.indexOf(step) <= this.at);
    return { steps, now: Math.max(now, 0) };
  }

  view(
    manifest: Manifest,
    asked: Question[],
    live: boolean,
    question: (question: Question) => TemplateResult,
  ): TemplateResult {
    const { host } = this;
    const { steps, now } = this.among(manifest, asked);
    const all = steps.length;
    const about = (n: number): string => host.t('step', { n, all });
    const before = steps[now - 1];
    return html`<div class="ahead stack g2 scripted">
        <progress max=${all} value=${now + 1} aria-label=${about(now + 1)}></progress>
        ${before ? html`<div class="actions">${this.way(manifest, before, 'back', 'line')}</div>` : nothing}
      </div>
      ${manifest.steps.map((step, index) => {
        const n = steps.indexOf(step) + 1;
        const number = n ? about(n) : '';
        return html`<section class=${n === now + 1 ? '' : 'unscripted'} ?hidden=${live && n !== now + 1}>
          <h3 class="h step" tabindex="-1" id="step-${index}">
            ${keyed(number, html`<span class="n">${number}</span>`)} <span>${host.text(step.title)}</span>
          </h3>
          ${manifest.questions.filter(({ id }) => step.questions.includes(id)).map(question)}
        </section>`;
      })}`;
  }

  /** The way to the next step; after the last one, what a form ends with. */
  foot(manifest: Manifest, asked: Question[], live: boolean, end: TemplateResult): TemplateResult {
    const { steps, now } = this.among(manifest, asked);
    const next = steps[now + 1];
    return html`<div class=${next ? 'stack g5 unscripted' : 'stack g5'} ?hidden=${live && !!next}>${end}</div>
      ${next ? html`<div class="actions scripted">${this.way(manifest, next, 'next', 'main')}</div>` : nothing}`;
  }

  private way({ steps }: Manifest, to: Step, words: string, look: string): TemplateResult {
    const { host } = this;
    return html`<button type="button" class="btn ${look}" part="button" @click=${() => this.go(steps.indexOf(to))}>
      ${host.t(words)}
    </button>`;
  }

  /** Shows a step; the focus goes to its heading. */
  private async go(at: number): Promise<void> {
    const { host } = this;
    this.at = at;
    host.more?.hush();
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>(`#step-${at}`)?.focus();
  }

  /** Shows the step with a question. */
  show(question: string): Promise<unknown> {
    const at = this.of?.steps.findIndex(({ questions }) => questions.includes(question)) ?? -1;
    if (at >= 0) this.at = at;
    this.host.requestUpdate();
    return this.host.updateComplete;
  }
}
