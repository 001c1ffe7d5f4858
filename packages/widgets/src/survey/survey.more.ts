import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isServer } from 'lit-html/is-server.js';
import type { Answers, Manifest, MultipleOption, Question } from '@otklik/core/contract/surveys.js';
import { yesNoValues } from '@otklik/core/domain/surveys/asked.js';
import { questionsAsked } from '@otklik/core/domain/surveys/conditions.js';
import { lockIcon } from '../base/icons.more.ts';
import { isLive } from '../base/live.ts';
import { matrix } from './survey.matrix.ts';
import { ru } from './survey.more.messages.ts';
import { moreStyles } from './survey.more.styles.ts';
import { Steps } from './survey.steps.ts';
import type { Choice, OtklikSurvey, SurveyInitial } from './survey.ts';

export const part = { ru, styles: moreStyles };

/** What the fields of a form hold, by what is asked; also of questions that aren't asked now. */
function given(form: HTMLFormElement): Answers {
  const answers: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form)) (answers[name.slice(2)] ??= []).push(value as string);
  return answers;
}

/** Brought where a survey has it: rarer kinds of questions, those that are asked of some alone, steps. */
export class SurveyMore {
  /** What has changed by an answer elsewhere, for those who don't see it. */
  private told = '';
  /** How many were asked when it was rendered. */
  private all = 0;
  private readonly steps: Steps;
  private readonly host: OtklikSurvey;

  constructor(host: OtklikSurvey) {
    this.host = host;
    this.steps = new Steps(host);
    // What a server rendered is for everyone; what isn't asked is hidden once it is taken over.
    if (!isServer) void host.updateComplete.then(() => host.requestUpdate());
  }

  /** A survey that isn't for everyone isn't embedded: scripts of a page can read what is typed there. */
  private isElsewhere({ audience, level }: Manifest): boolean {
    const { origin } = this.host.connection() ?? {};
    if (isServer || (audience !== 'internal' && level === 'open')) return false;
    return new URL(origin || '/', location.href).origin !== location.origin;
  }

  /** The way to it. */
  private elsewhere({ survey, title }: Manifest, one: boolean): TemplateResult {
    const { host } = this;
    return html`<div class="note">
      ${lockIcon()}
      <div>
        ${one ? html`<h3>${host.text(title)}</h3>` : nothing}
        <p>${host.t('inside')}</p>
        <p><a class="btn main" href=${host.page(`survey/${survey}`)}>${host.t('insideGo')}</a></p>
      </div>
    </div>`;
  }

  /** What these answers lead to; before there is a form, those that it begins with. */
  private asked({ manifest, answers = {} }: SurveyInitial): Question[] {
    const form = isLive(this.host) ? this.host.renderRoot.querySelector('form') : null;
    return questionsAsked(manifest, form ? given(form) : answers);
  }

  /** What comes after the first question for some alone leaves a survey compact. */
  isOne({ questions }: Manifest): boolean {
    return questions.every(({ when }, at) => !at || !!when[0]);
  }

  /** Leads to where a question stands. */
  show(question: string): Promise<unknown> {
    return this.steps.show(question);
  }

  /** What was told of one step isn't read on the next. */
  hush(): void {
    this.told = '';
  }

  /** All questions, whole or in steps, and what stands beneath them. `one`: without numbers. */
  body(value: SurveyInitial, one: boolean, foot: TemplateResult): TemplateResult {
    const { host } = this;
    const { manifest, answers } = value;
    // The form as it was rendered by a server is taken over before anything of it is hidden.
    const live = isLive(host);
    if (this.isElsewhere(manifest)) return this.elsewhere(manifest, one);
    const asked = this.asked(value);
    const all = (this.all = asked.length);
    const some = manifest.questions.some(({ when }) => when[0]);
    const view = (question: Question): TemplateResult => {
      const n = asked.indexOf(question) + 1;
      const number = host.t(n ? 'number' : 'maybe', { n, all });
      return html`<div class=${n ? '' : 'unscripted'} ?hidden=${live && !n}>
        ${host.question(question, n && one ? '' : keyed(number, html`<span>${number}</span>`), answers)}
      </div>`;
    };
    return html`${some ? html`<p class="text unscripted" ?hidden=${live}>${host.t('some')}</p>` : nothing}
      <div class=${one ? 'near' : ''} @input=${(event: Event) => this.changed(event, value)}>
        ${manifest.steps[0] ? this.steps.view(manifest, asked, live, view) : manifest.questions.map(view)}
        <p class="vh" role="status">${keyed(this.told, html`<span>${this.told}</span>`)}</p>
      </div>
      ${manifest.steps[0] ? this.steps.foot(manifest, asked, live, foot) : foot}`;
  }

  /** What is answered with, of a kind that isn't on most first screens. */
  own(question: Question, choice: Choice, answers: Answers): unknown {
    const { host } = this;
    switch (question.type) {
      case 'yesno':
        return html`<div>${yesNoValues.map((value) => choice(value, host.t(value)))}</div>`;
      case 'score': {
        const [worst, best] = question.labels.map((words) => host.text(words));
        const words = (mark: number): string => [worst, ...Array<string>(9).fill(''), best][mark] ?? '';
        return html`<div class="scale eleven">
            ${[...Array(11).keys()].map((mark) =>
              choice(`${mark}`, html`${mark}<span class="vh">${words(mark) && `, ${words(mark)}`}</span>`, 'box'),
            )}
            <p class="ends small soft" aria-hidden="true"><span>0: ${worst}</span> <span>10: ${best}</span></p>
          </div>
          ${choice('unsure', host.t('unsure'))}
          <p class="hint chosen"></p>`;
      }
      case 'matrix':
        return matrix(host, question, answers);
      default:
        return undefined;
    }
  }

  /** Something was answered: what goes with nothing else stands alone, and what is asked now is shown. The focus stays. */
  private changed({ target }: Event, value: SurveyInitial): void {
    const { host } = this;
    const field = target as HTMLInputElement;
    const question = value.manifest.questions.find(({ id }) => `q.${id}` === field.name);
    const words = question?.type === 'multiple' && field.checked ? this.alone(question.options, field) : [];
    const n = this.asked(value).length;
    const told = [
      ...(words.length ? [host.t('dropped', { words: words.join(', ') })] : []),
      ...(n === this.all ? [] : [host.t('asked', { n })]),
    ];
    this.told = told.join(' ');
    host.requestUpdate();
  }

  /** @returns the words of what isn't checked any more */
  private alone(options: MultipleOption[], { form, name, value }: HTMLInputElement): string[] {
    const exclusive = (id: string): boolean => options.some((option) => option.id === id && option.exclusive);
    const dropped = [...(form?.elements ?? [])].filter((one): one is HTMLInputElement => {
      const other = one as HTMLInputElement;
      const goes = exclusive(value) || exclusive(other.value);
      return other.name === name && other.value !== value && other.checked && goes;
    });
    for (const box of dropped) box.checked = false;
    return dropped.map((box) => this.host.text(options.find(({ id }) => id === box.value)?.title));
  }
}

/** Makes it for an element whose survey needs it. */
export function makeMore(host: OtklikSurvey): void {
  host.use(part);
  host.more ??= new SurveyMore(host);
}
