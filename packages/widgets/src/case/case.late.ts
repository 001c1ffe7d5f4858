import { html, type TemplateResult } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case } from '@otklik/core/contract/case.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon } from '../base/icons.ts';
import { moreStyles } from '../base/more.styles.ts';
import { caseStyles } from './case.late.styles.ts';
import type { CaseInitial, OtklikCase } from './case.ts';
import { caseView } from './case.view.ts';

export { ru } from './case.late.messages.ts';
export const styles = [caseStyles, moreStyles];

/** What comes once the form is touched: the check of the code, and the case. */
export class CaseLate implements Late {
  looking = false;
  private shown: { case: Case; agency: Agency; now: Date } | undefined;
  /** What is wrong with the code, as a key of the sentences. */
  private wrong = '';
  private problem: unknown;
  private readonly host: OtklikCase;

  constructor(host: OtklikCase) {
    this.host = host;
  }

  preset({ agency, now, found, wrong = '' }: CaseInitial): void {
    this.shown = found && { case: found, agency, now: new Date(now) };
    this.wrong = wrong;
  }

  /** Looks a case up; a mistyped code is noticed without asking the server. */
  async act({ type, target }: Touch): Promise<void> {
    if (type !== 'submit' || this.looking) return;
    const { host } = this;
    this.looking = true;
    this.wrong = '';
    this.problem = undefined;
    host.requestUpdate();
    try {
      await this.look(target.querySelector('input')?.value ?? '');
    } catch (error) {
      const code = error instanceof BackendError ? error.code : '';
      if (code === 'case_unknown') this.wrong = code;
      else if (code === 'case_code_invalid') this.wrong = 'wrong_check';
      else this.problem = error;
    }
    this.looking = false;
    await this.lead();
  }

  private async look(typed: string): Promise<void> {
    const to = this.host.connection();
    const read = readCaseCode(typed);
    if ('wrong' in read) this.wrong = `wrong_${read.wrong}`;
    else if (to) {
      const { backend, agency } = to;
      const [found, about] = await Promise.all([backend.readCase(agency, read.code), backend.readAgency(agency)]);
      this.shown = { case: found, agency: about, now: this.host.now?.() ?? new Date() };
    }
  }

  /** The focus goes to what came of it. */
  private async lead(): Promise<void> {
    const { host } = this;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>(this.wrong ? 'input' : '[tabindex="-1"], input')?.focus();
  }

  error(): unknown {
    const { host, wrong } = this;
    return wrong && html`${alertIcon()}<span><span class="vh">${host.t('error')}</span>${host.t(wrong)}</span>`;
  }

  summary(): unknown {
    if (!this.problem) return undefined;
    return html`<div class="note danger" role="alert" tabindex="-1">
      ${alertIcon()}
      <div><p>${this.host.failure(this.problem)}</p></div>
    </div>`;
  }

  /** A code that is lost: what can be done, honestly. */
  lost(): TemplateResult {
    const { host } = this;
    return html`<details class="more">
      <summary>${host.t('lost')}</summary>
      <div class="stack g2 text">
        <p>${host.t('lostWhy')}</p>
        <p>${host.t('lostAnswer')}</p>
        <p><a href=${host.page('channels')}>${host.t('lostWays')}</a></p>
      </div>
    </details>`;
  }

  found(): TemplateResult | undefined {
    const { host, shown } = this;
    const other = (event: Event): void => {
      event.preventDefault();
      this.shown = undefined;
      void this.lead();
    };
    return shown && caseView({ host, ...shown, other });
  }
}

export { CaseLate as Late };
