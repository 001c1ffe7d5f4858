import { html, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { CaseEvent } from '@otklik/core/contract/case.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ReadCase } from '@otklik/core/backend/port.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { surveyOf } from '@otklik/core/domain/surveys/invited.js';
import type { Late, Touch } from '../base/element.ts';
import { alertIcon } from '../base/icons.ts';
import { moreStyles } from '../base/more.styles.ts';
import { ru as slots } from '../base/slots.messages.ts';
import { slotsStyles } from '../base/slots.styles.ts';
import { ru as uploads } from '../base/upload.messages.ts';
import { uploadStyles } from '../base/upload.styles.ts';
import { ru as acts } from './case.acts.messages.ts';
import { CaseActs, type ActsOwner } from './case.acts.ts';
import { whyFailed } from './case.acts.view.ts';
import { ru as fileWords } from './case.files.messages.ts';
import { caseFilesStyles } from './case.files.styles.ts';
import { CaseFiles } from './case.files.ts';
import { ru as own } from './case.late.messages.ts';
import { caseStyles } from './case.late.styles.ts';
import type { CaseInitial, OtklikCase } from './case.ts';
import { caseView } from './case.view.ts';

export const ru = { ...own, ...acts, ...slots, ...uploads, ...fileWords };
export const styles = [caseStyles, moreStyles, slotsStyles, uploadStyles, caseFilesStyles];

/** A case that is shown. */
interface Shown {
  case: ReadCase;
  agency: Agency;
  now: Date;
  /** Of the timeline: from here on events are new. */
  fresh: number;
  survey?: string | undefined;
}

/** What is no event at all, another version's perhaps, is none that this one can tell. */
const tidied = (found: ReadCase): ReadCase => ({
  ...found,
  timeline: found.timeline.map((event) => (typeof (event as CaseEvent | null)?.type === 'string' ? event : unknown)),
});
const unknown = { type: '' } as unknown as CaseEvent;

/** What comes once the form is touched: the check of the code, and the case. */
export class CaseLate implements Late, ActsOwner {
  looking = false;
  /** That opens what is shown. Kept as long as it is, in memory alone. */
  code = '';
  readonly host: OtklikCase;
  /** @internal */
  readonly files: CaseFiles = new CaseFiles(this);
  private shown: Shown | undefined;
  /** What is wrong with the code, as a key of the sentences. */
  private wrong = '';
  private problem: unknown;
  private acts: CaseActs;

  constructor(host: OtklikCase) {
    this.host = host;
    this.acts = new CaseActs(this);
  }

  preset({ agency, now, found, typed, wrong = '', problem, act, before, slots: free, survey }: CaseInitial): void {
    this.wrong = wrong;
    this.problem = problem && new BackendError(problem.code, problem.params);
    if (!found) return;
    this.code = typed ?? '';
    this.shown = { case: found, agency, now: new Date(now), fresh: before ?? Infinity, survey };
    this.acts.preset(act, free);
  }

  /** Looks a case up; a mistyped code is noticed without asking the server. */
  async act({ type, target }: Touch): Promise<void> {
    if (type === 'submit') await this.open(target.querySelector('input')?.value ?? '');
  }

  /** Looks up what a code opens. */
  async open(typed: string): Promise<void> {
    if (this.looking) return;
    const { host } = this;
    this.looking = true;
    this.wrong = '';
    this.problem = undefined;
    host.requestUpdate();
    try {
      await this.look(typed);
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
      this.code = read.code;
      this.acts = new CaseActs(this);
      this.shown = { case: tidied(found), agency: about, now: this.nowOf(found), fresh: Infinity };
      void this.invite();
    }
  }

  /** By the server's clock, where it tells. */
  private nowOf({ readAt }: ReadCase): Date {
    const told = new Date(readAt ?? NaN);
    return told.getTime() ? told : (this.host.now?.() ?? new Date());
  }

  /** Surveys are the same for everybody, and so is what is asked here. One that can't be had isn't offered. */
  private async invite(): Promise<void> {
    const { host, shown } = this;
    const to = host.connection();
    if (!to || !shown?.case.closedOn || shown.survey) return;
    try {
      const { items } = await to.backend.listSurveys(to.agency, to.audience);
      shown.survey = surveyOf(items);
    } catch {
      host.fail('survey_missing');
    }
    host.requestUpdate();
  }

  took(found: ReadCase): boolean {
    const { shown } = this;
    if (!shown) return false;
    const fresh = shown.case.timeline.length;
    this.shown = { ...shown, case: tidied(found), now: this.nowOf(found), fresh };
    void this.invite();
    return found.timeline.length > fresh;
  }

  async refresh(): Promise<void> {
    try {
      await this.look(this.code);
      await this.lead();
    } catch (error) {
      this.acts.problem = error;
      this.host.requestUpdate();
    }
  }

  /** The focus goes to what came of it. */
  private async lead(): Promise<void> {
    const { host } = this;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>(this.wrong ? 'input' : 'h2[tabindex="-1"], .note.why, input')?.focus();
  }

  /** On the button. Another template than the one at rest, so that a page's translation doesn't keep the old words. */
  busy(): TemplateResult | undefined {
    return this.looking ? html`<span>${this.host.t('looking')}</span>` : undefined;
  }

  error(): unknown {
    const { host, wrong } = this;
    return (
      wrong && keyed(wrong, html`${alertIcon()}<span><span class="vh">${host.t('error')}</span>${host.t(wrong)}</span>`)
    );
  }

  summary(): unknown {
    if (!this.problem) return undefined;
    return html`<div class="note danger why" role="alert" tabindex="-1">
      ${alertIcon()}
      <div>${keyed(this.problem, html`<p>${whyFailed(this.host, this.problem)}</p>`)}</div>
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
    const { host, shown, acts } = this;
    const other = (event: Event): void => {
      event.preventDefault();
      acts.asked = !acts.asked && acts.dirty;
      if (!acts.asked) {
        this.shown = undefined;
        this.code = '';
        acts.typed();
      }
      void this.lead();
    };
    try {
      return shown && caseView({ host, ...shown, survey: shown.survey, acts, other });
    } catch {
      // Another version's answer, perhaps: what can't be shown is no reason to break.
      this.shown = undefined;
      this.problem = new BackendError('answer_unreadable');
      return undefined;
    }
  }
}

export { CaseLate as Late };
