import { css, html, nothing, type TemplateResult } from 'lit';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Question } from '@otklik/core/contract/surveys.js';
import { factsStyles, statusStyles } from '../base/facts.styles.ts';
import { alertIcon, warningIcon } from '../base/icons.ts';
import type { MessageParams } from '../base/messages.ts';
import { summaryStyles } from '../base/summary.styles.ts';
import { tableStyles } from '../base/table.styles.ts';
import type { Parcel, SurveyInitial } from './survey.ts';

export { ru } from './survey.sent.messages.ts';

/* What a survey shows once it was sent: what to mend, or thanks and what left the browser. */

export const styles = [
  summaryStyles,
  statusStyles,
  factsStyles,
  tableStyles,
  css`
    .hash {
      font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
      font-size: 0.8125em;
      overflow-wrap: anywhere;
    }
    .given {
      white-space: pre-line;
    }
  `,
];

export interface SentContext {
  now: SurveyInitial;
  /** Address of the page with results; empty where there is none. */
  results: string;
  compact: boolean;
  t: (key: string, params?: MessageParams) => string;
  text: (content: LocalizedText | null | undefined) => string;
}

function sentenceOf({ code, params, path }: FieldError, { now, t }: SentContext): string {
  if (code === 'too_long') return t(code, { n: (now.answers?.[path]?.length ?? 0) - Number(params['max']) });
  return t(code === 'required' || code === 'too_large' ? code : 'wrong');
}

/** What is wrong with the answer to one question. */
export function errorSentence(context: SentContext, question: string): TemplateResult {
  const error = context.now.errors?.find(({ path }) => path === question);
  return html`<span class="vh">${context.t('error')}</span>${error ? sentenceOf(error, context) : ''}`;
}

/** What to mend, or that the questions have changed. Takes the focus; each link goes to its question. */
export function summaryView(context: SentContext): TemplateResult {
  const { now, t } = context;
  if (!now.errors) {
    return html`<div class="note warning" role="alert" tabindex="-1">
      ${warningIcon}
      <div>
        <h3>${t('changed')}</h3>
        <p>${t('changedHint')}</p>
      </div>
    </div>`;
  }
  return html`<div class="summary" part="summary" role="alert" tabindex="-1">
    <h3>${alertIcon}<span>${t('check')}</span></h3>
    <ul>
      ${now.errors.map((error) => html`<li>${linkTo(error, context)}</li>`)}
    </ul>
  </div>`;
}

function linkTo(error: FieldError, context: SentContext): TemplateResult {
  const { questions } = context.now.manifest;
  const index = questions.findIndex(({ id }) => id === error.path);
  const name = `q.${questions[Math.max(index, 0)]?.id}`;
  const number =
    index < 0 || context.compact ? '' : `${context.t('number', { n: index + 1, all: questions.length })}. `;
  const go = (event: Event): void => {
    event.preventDefault();
    const form = (event.target as Element).closest('form');
    const field = [...(form?.elements ?? [])].find((one) => (one as HTMLInputElement).name === name) as HTMLElement;
    field?.closest('.q')?.scrollIntoView({ block: 'nearest' });
    field?.focus();
  };
  return html`<a href="#${name}" @click=${go}>${number}${sentenceOf(error, context)}</a>`;
}

/** Thanks, only after the server has confirmed; and what left the browser. */
export function sentView({ now, results, compact, t, text }: SentContext): TemplateResult {
  const { manifest, sent } = now;
  const { ballots, days } = manifest.release;
  return html`<div class="form stack g4">
    <header class="stack g2">
      <p><span class="status ok">${t('confirmed')}</span></p>
      <h2 class=${compact ? 'h' : 'title'} tabindex="-1">${t(compact ? 'thanksOne' : 'thanks')}</h2>
      <p class="text">
        ${t('when', { n: ballots })} ${days ? t('often', { n: days }) : nothing}
        ${results ? html`<a href=${results}>${t('results')}</a>` : nothing}
      </p>
    </header>
    ${sent === true ? html`<p class="text">${t('native')}</p>` : sent && parcelView(sent, manifest.questions, t, text)}
  </div>`;
}

const spaced = (hash: string): string => hash.replace(/.{4}(?=.)/g, '$& ');

function parcelView(
  { answers, bytes, hash, manifestHash }: Parcel,
  questions: Question[],
  t: SentContext['t'],
  text: SentContext['text'],
): TemplateResult {
  const fact = (name: string, value: unknown): TemplateResult =>
    html`<div>
      <dt>${t(name)}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<details class="more">
    <summary>${t('what')}</summary>
    <div class="panel stack g4">
      <table part="table">
        <caption>
          ${t('before')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('question')}</th>
            <th scope="col">${t('answer')}</th>
          </tr>
        </thead>
        <tbody>
          ${questions.map(
            (question, index) =>
              html`<tr>
                <td>${index + 1}. ${text(question.title)}</td>
                <td class="given">${inWords(question, answers[question.id], t, text)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <dl class="facts">
        ${fact('size', t('bytes', { n: bytes }))} ${fact('parcelHash', html`<span class="hash">${spaced(hash)}</span>`)}
        ${fact('manifestHash', html`<span class="hash">${spaced(manifestHash)}</span>`)}
        ${fact('notSent', t('notSentWhat'))}
      </dl>
      <p class="small soft">${t('seen')}</p>
    </div>
  </details>`;
}

function inWords(
  question: Question,
  answer: Answers[string] | undefined,
  t: SentContext['t'],
  text: SentContext['text'],
): string {
  if (answer === undefined) return t('skipped');
  if (question.type === 'text') return String(answer);
  if (question.type === 'rating') {
    return answer === 'unsure' ? t('unsure') : `${String(answer)}, ${text(question.labels[Number(answer) - 1])}`;
  }
  const titles = [answer].flat().map((id) => text(question.options.find((option) => option.id === id)?.title));
  return titles.join('; ');
}
