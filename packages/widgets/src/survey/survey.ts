import { html, nothing, type TemplateResult } from 'lit-html';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Ballot, Manifest, Question } from '@otklik/core/contract/surveys.js';
import { plainJson } from '@otklik/core/domain/json.js';
import { baseStyles } from '../base/base.styles.ts';
import type { Connection } from '../base/element.ts';
import { formStyles } from '../base/form.styles.ts';
import { lockIcon } from '../base/icons.more.ts';
import type { Catalogue } from '../base/messages.ts';
import { SurveyElement } from './survey.element.ts';
import type { SurveyLate } from './survey.late.ts';
import type { SurveyMore } from './survey.more.ts';
import { ru } from './survey.messages.ts';
import { surveyStyles } from './survey.styles.ts';

/** What left the browser; made by sealing, kept on the screen alone. */
export interface Parcel {
  /** Before sealing. */
  answers: Answers;
  /** The body of the request. */
  ballot: Ballot;
  /** Size of the sealed ballot, and SHA-256 of it as it stands in the request. */
  bytes: number;
  hash: string;
  manifestHash: string;
}

/** What the element shows; a server renders it with the same. */
export interface SurveyInitial {
  manifest: Manifest;
  answers?: Answers;
  /** What keeps the answers from being sent. */
  errors?: FieldError[];
  /** The manifest isn't the one that was answered. */
  changed?: boolean;
  /** `true`: posted by the form itself, and sealed by the server. */
  sent?: true | Parcel;
}

/** Of those that are here, what has options. */
type Listed = Extract<Question, { type: 'single' | 'multiple' }>;

/** One answer to choose, with its words. */
export type Choice = (value: string, words: unknown, look?: string) => TemplateResult;

/** What most surveys don't have: lists of ids, as in conditions and steps; what goes with nothing else; other kinds; employees alone to answer. In a title it does no harm. */
const rare = /s":\["|:true|"(score|yesno|matrix|internal)"/;

/** Enter on a mark or an option would press the button: browsers send a form so, people don't expect it. */
const stay = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault();
};

/**
 * An anonymous survey: questions of which any may be passed over, sealed in the browser. With one
 * question it is compact.
 *
 * @element otklik-survey
 * @attr survey - id of the survey
 * @fires otklik-survey-sent - the server has confirmed; no data
 * @csspart form
 * @csspart field
 * @csspart label
 * @csspart hint
 * @csspart error
 * @csspart summary
 * @csspart button
 * @csspart table
 */
export class OtklikSurvey extends SurveyElement<SurveyInitial> {
  static override styles = [...baseStyles, formStyles, surveyStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./survey.messages.en.ts') };
  static override fetchLate = () => import('./survey.late.ts');

  /** @internal Sending, errors, thanks. */
  declare late: SurveyLate | undefined;
  /** @internal Rarer kinds of questions, conditions, steps. */
  more: SurveyMore | undefined;

  protected override async read({ backend, agency }: Connection, survey: string, key: string): Promise<SurveyInitial> {
    // Of another survey the fields go, too, with what stands in them.
    this.loaded.value = undefined;
    this.recall(key);
    const manifest = await backend.readManifest(agency, survey);
    if (rare.test(plainJson(manifest))) (await import('./survey.more.ts')).makeMore(this);
    return { manifest };
  }

  protected override content(value: SurveyInitial): unknown {
    const { late, more } = this;
    const { manifest, answers } = value;
    const { title, intro, questions, survey, version } = manifest;
    const one = more ? more.isOne(manifest) : !questions[1];
    const foot = html`${late?.failed()}<div class="actions"><button class="btn main" part="button" name="version" value=${version} aria-disabled=${!!late?.busy()}>${
      late?.busy() ?? html`<span>${this.t('send')}</span>`
    }</button><p class="small soft">${one ? this.t('anonymous') : ''}</p></div>${late?.rest(one)}`;
    return (
      late?.sent(one) ??
      html`<form class="form stack g5" part="form" method="post" action=${this.page(`survey/${survey}`)} @submit=${this.act} @focusin=${this.act} @input=${this.act}>${
        one
          ? nothing
          : html`<header class="stack g3"><h2 class="title" tabindex="-1">${this.text(title)}</h2><p class="text">${this.text(intro)} ${this.t('skip')}</p><div class="note">${lockIcon()}<div><h3>${this.t('anonymous')}</h3><p>${this.t('promise')}</p></div></div></header>`
      }${late?.summary()}${
        more
          ? more.body(value, one, foot)
          : html`<div>${questions.map((question, index) =>
              this.question(question, one ? '' : this.t('number', { n: index + 1, all: questions.length }), answers),
            )}</div>${foot}`
      }</form>`
    );
  }

  /** @internal */
  question(question: Question, number: unknown, answers: Answers = {}): TemplateResult {
    const { id, type, title, hint } = question;
    const name = `q.${id}`;
    const about = `a.${id}`;
    const error = this.late?.error(id);
    const label = html`<span class="n">${number}</span> <span>${this.text(title)}</span>`;
    const details = html`<div class="field" id=${about}><p class="hint" part="hint">${this.text(hint) || (type === 'multiple' ? this.t('several') : '')}</p>${error}</div>`;
    if (type === 'text') {
      return html`<div class="field q" part="field"><label class="label h" part="label" for=${name}>${label}</label>${details}<textarea class="input" id=${name} name=${name} aria-invalid=${!!error} aria-describedby=${about}></textarea><div role="status">${this.late?.told(question)}</div></div>`;
    }
    const choice: Choice = (value, words, look = 'choice') =>
      html`<label class=${look}><input type=${type === 'multiple' ? 'checkbox' : 'radio'} name=${name} value=${value} ?checked=${[answers[id]].flat().includes(value)}><span>${words}</span></label>`;
    return html`<fieldset class="field q" part="field" aria-describedby=${about} @keydown=${stay}><legend class="label h" part="label">${label}</legend>${details}${
      type === 'rating'
        ? html`<div class="scale">${question.labels.map((words, index) =>
            choice(`${index + 1}`, html`${index + 1}<span class="vh">, ${this.text(words)}</span>`, 'box'),
          )}<p class="ends small soft" aria-hidden="true"><span>1: ${this.text(question.labels[0])}</span> <span>5: ${this.text(question.labels[4])}</span></p></div>${choice('unsure', this.t('unsure'))}<p class="hint chosen"></p>`
        : (this.more?.own(question, choice, answers) ??
          html`<div class=${(question as Listed).options[5] ? 'two' : ''}>${(question as Listed).options.map((option) => choice(option.id, this.text(option.title)))}</div>`)
    }</fieldset>`;
  }
}
