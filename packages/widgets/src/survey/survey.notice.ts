import { html, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Question } from '@otklik/core/contract/surveys.js';
import type { PersonalData } from '@otklik/core/domain/surveys/personal-data.js';
import { textAnswer } from '@otklik/core/domain/surveys/text-answer.js';
import { warningIcon } from '../base/icons.more.ts';
import type { OtklikSurvey } from './survey.ts';

/** How long a person pauses before being told anything, in ms: not at every letter. */
const pause = 1000;

interface Told {
  /** Room that is left; less than nothing: what is too much. */
  left: number;
  /** What in the text may tell who wrote it. */
  found: PersonalData[];
}

/** What is told beneath a text once its writer pauses: how much room is left, and what may tell who they are. */
export class Notices {
  private readonly told = new Map<string, Told>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly host: OtklikSurvey;

  constructor(host: OtklikSurvey) {
    this.host = host;
  }

  /** Somebody is at a question, or has written; nothing is ever cut off, held back or rewritten. */
  changed(question: string, field: HTMLTextAreaElement, maxLength: number): void {
    // The room is told with the field from now on, after its hint and its error.
    field.setAttribute('aria-describedby', `a.${question} n.${question}`);
    clearTimeout(this.waiting.get(question));
    const look = async (): Promise<void> => {
      const found = import('@otklik/core/domain/surveys/personal-data.js').then(
        ({ noticePersonalData }) => noticePersonalData(field.value),
        // A hint that can't come is none.
        () => [],
      );
      this.told.set(question, { left: maxLength - textAnswer(field.value).length, found: await found });
      this.host.requestUpdate();
    };
    this.waiting.set(
      question,
      setTimeout(() => void look(), pause),
    );
  }

  view({ id, maxLength }: Pick<Extract<Question, { type: 'text' }>, 'id' | 'maxLength'>): TemplateResult {
    const { host } = this;
    const told = this.told.get(id);
    if (!told) return html`<p class="hint" id="n.${id}">${host.t('limit', { n: maxLength })}</p>`;
    const { left } = told;
    return html`<div class="stack g2">${keyed(left, html`<p class="hint" id="n.${id}">${host.t(left < 0 ? 'over' : 'left', { n: Math.abs(left) })}</p>`)}
    ${this.personal(id, told.found)}</div>`;
  }

  private personal(question: string, found: PersonalData[]): unknown {
    const { host } = this;
    const [first] = found;
    if (!first) return undefined;
    const words = [...new Set(found.map(({ kind }) => host.t(`personal_${kind}`)))].join(', ');
    const show = (): void => {
      const field = host.renderRoot.querySelector<HTMLTextAreaElement>(`[name="q.${question}"]`);
      field?.focus();
      field?.setSelectionRange(first.from, first.to);
    };
    return keyed(
      words,
      html`<div class="note warning">
        ${warningIcon()}
        <div>
          <p><b>${host.t('personal', { words })}</b> ${host.t('personalWhy')}</p>
          <p><button type="button" class="btn line" part="button" @click=${show}>${host.t('personalShow')}</button></p>
        </div>
      </div>`,
    );
  }
}
