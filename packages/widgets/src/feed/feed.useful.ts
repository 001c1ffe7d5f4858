import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest, Question } from '@otklik/core/contract/surveys.js';
import { yesNoValues } from '@otklik/core/domain/surveys/asked.js';
import { hasPages } from '../base/pages.ts';
import type { OtklikFeed } from './feed.ts';
import type { Attempt } from '../survey/survey.cast.ts';

/**
 * Whether a publication was useful, as the first question of a survey: each answer is a button that
 * sends. Sealed, cast and counted like any other ballot; nothing of it stays in the browser.
 */
export class Usefulness {
  private readonly host: OtklikFeed;
  private manifest: Manifest;
  private readonly attempt: Attempt = {};
  private sending = false;
  private sent = false;
  /** Asked otherwise now, so that the answer given fits no more. */
  private changed = false;
  private problem: unknown;

  constructor(host: OtklikFeed, manifest: Manifest) {
    this.host = host;
    this.manifest = manifest;
  }

  /** Without JavaScript the form posts to the survey's own page, which seals on arrival. */
  view(): TemplateResult | undefined {
    const { host, manifest, sending, sent } = this;
    const [question] = manifest.questions;
    const answers = question && this.answers(question);
    if (!answers) return this.changed ? this.elsewhere() : undefined;
    // The status is there from the start, so that what comes into it is heard.
    return html`<form class="useful" method="post" action=${host.page(`survey/${manifest.survey}`)} @submit=${this.send}>
      <div role="group" aria-labelledby="useful" aria-describedby="useful-note" class="actions" ?hidden=${sent}>
        <b id="useful">${host.text(question.title)}</b>
        <span class="answers">${answers.map(
          ([id, words]) =>
            html`<button class="btn line" name="q.${question.id}" value=${id} aria-disabled=${sending}>${words}</button>`,
        )}</span>
      </div>
      <div role="status" tabindex="-1" class="told">${this.told()}</div>
      <div role="alert">${this.wrong()}</div>
      <input type="hidden" name="version" value=${manifest.version} />
    </form>`;
  }

  private wrong(): TemplateResult | undefined {
    const { host, problem } = this;
    if (problem) return html`<p>${host.t('usefulFailed')} ${host.failure(problem)}</p>`;
    return this.changed ? html`<p>${host.t('usefulChanged')} ${host.t('usefulAgain')}</p>` : undefined;
  }

  /** Asked otherwise, in a way that no buttons answer. */
  private elsewhere(): TemplateResult {
    const { host, manifest } = this;
    return html`<p class="useful" role="alert" tabindex="-1">
      ${host.t('usefulChanged')}
      ${hasPages(host) ? html`<a href=${host.page(`survey/${manifest.survey}`)}>${host.text(manifest.title)}</a>` : nothing}
    </p>`;
  }

  /** What can be pressed, with its words; a question of another kind has its own page alone. */
  private answers(question: Question): [id: string, words: string][] | undefined {
    const { host } = this;
    if (question.type === 'single') return question.options.map(({ id, title }) => [id, host.text(title)]);
    return question.type === 'yesno' ? yesNoValues.map((id) => [id, host.t(`useful_${id}`)]) : undefined;
  }

  /** Of templates that differ, since translation replaces text nodes. */
  private told(): TemplateResult {
    const { host } = this;
    if (this.sent) return html`<p>${host.t('usefulThanks')}</p>`;
    if (this.sending) return html`<p class="small">${host.t('usefulSending')}</p>`;
    return html`<p class="small soft" id="useful-note">${host.t('useful')}</p>`;
  }

  private send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { host, manifest } = this;
    const { name, value } = event.submitter as HTMLButtonElement;
    const form = event.currentTarget as HTMLFormElement;
    const to = host.connection();
    if (this.sending || this.sent || !to) return;
    this.sending = true;
    this.problem = undefined;
    this.changed = false;
    host.requestUpdate();
    try {
      const { cast } = await import('../survey/survey.cast.ts');
      let result = await cast(to, manifest, [[name, value]], this.attempt);
      // Asked anew since it was read: the same answer still says the same.
      if (result.changed) result = await cast(to, (this.manifest = result.manifest), [[name, value]], this.attempt);
      this.sent = !!result.sent;
      this.changed = !this.sent;
      this.manifest = result.manifest;
    } catch (error) {
      this.problem = error;
      host.failed(error);
    }
    this.sending = false;
    host.requestUpdate();
    await host.updateComplete;
    if (this.sent) form.querySelector<HTMLElement>('.told')?.focus();
    // The buttons may be others, or none: who pressed one stays here.
    else if (this.changed && !host.renderRoot.activeElement)
      host.renderRoot.querySelector<HTMLElement>('.useful .told, .useful[tabindex]')?.focus();
  };
}
