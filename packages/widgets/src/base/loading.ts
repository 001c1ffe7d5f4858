import { html, type TemplateResult } from 'lit-html';
import { OtklikElement, type Late } from './element.ts';
import { failureNote } from './failure.ts';
import { Load, type Plan } from './load.ts';

/** Shows what it has loaded, or says why it can't and lets the person try again. */
export abstract class LoadingElement<T> extends OtklikElement {
  declare late: (Late & { status?: () => unknown }) | undefined;

  /** @internal What is shown. */
  loaded = new Load<T>(this, () => this.plan());

  /** What to load now, also while the language is on its way; null: nothing. */
  protected abstract plan(): Plan<T> | null;
  protected abstract content(value: T): unknown;

  protected override withFallback(): boolean {
    return !this.loaded.value || !!this.loaded.error;
  }

  /** While it tries again it says so and stays. When what was pressed is gone with the failure, the title takes the focus. */
  private again = async (): Promise<void> => {
    await this.loaded.retry();
    await this.updateComplete;
    if (document.activeElement === document.body) this.renderRoot.querySelector('h2')?.focus();
  };

  /** @internal A way to try again. */
  protected retry(): TemplateResult {
    const { loading } = this.loaded;
    return html`<p><button type="button" class="btn line" aria-disabled=${loading} @click=${this.again}>${this.t(loading ? 'loading' : 'retry')}</button></p>`;
  }

  protected override view(): unknown {
    const { value } = this.loaded;
    let { error } = this.loaded;
    let content;
    try {
      if (value && !error) content = this.content(value);
    } catch {
      // Another version's answer, perhaps: what can't be shown is no reason to break.
      error = this.loaded.error = { code: 'answer_unreadable' };
      this.failed(error);
    }
    return html`<div class="live" role="status">${error ? failureNote(this, error, this.retry()) : this.late?.status?.()}</div>${content}`;
  }
}
