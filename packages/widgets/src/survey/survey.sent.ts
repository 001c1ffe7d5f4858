import { css, html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Question } from '@otklik/core/contract/surveys.js';
import { factsStyles } from '../base/facts.styles.ts';
import { alertIcon, warningIcon } from '../base/icons.ts';
import { statusStyles } from '../base/status.styles.ts';
import { moreStyles } from '../base/more.styles.ts';
import { summaryStyles } from '../base/summary.styles.ts';
import { tableStyles } from '../base/table.styles.ts';
import type { OtklikSurvey, Parcel, SurveyInitial } from './survey.ts';

export { ru } from './survey.sent.messages.ts';

/* What a survey shows once it was sent: what to mend, or thanks and what left the browser. */

export const styles = [
  summaryStyles,
  statusStyles,
  factsStyles,
  moreStyles,
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

function sentenceOf({ code, params, path }: FieldError, survey: OtklikSurvey, { answers }: SurveyInitial): string {
  if (code === 'too_long') return survey.t(code, { n: (answers?.[path]?.length ?? 0) - Number(params['max']) });
  return survey.t(code === 'required' || code === 'too_large' ? code : 'wrong');
}

/** What is wrong with the answer to one question. */
export function errorView(survey: OtklikSurvey, now: SurveyInitial, question: string): unknown {
  const error = now.errors?.find(({ path }) => path === question);
  return (
    error &&
    html`<p class="err" part="error">
      ${alertIcon}<span><span class="vh">${survey.t('error')}</span>${sentenceOf(error, survey, now)}</span>
    </p>`
  );
}

/** What to mend, or that the questions have changed. Takes the focus; each link goes to its question. */
export function summaryView(survey: OtklikSurvey, now: SurveyInitial): unknown {
  if (now.changed) {
    return html`<div class="note warning" role="alert" tabindex="-1">
      ${warningIcon}
      <div>
        <h3>${survey.t('changed')}</h3>
        <p>${survey.t('changedHint')}</p>
      </div>
    </div>`;
  }
  if (!now.errors?.length) return nothing;
  return html`<div class="summary" part="summary" role="alert" tabindex="-1">
    <h3>${alertIcon}<span>${survey.t('check')}</span></h3>
    <ul>
      ${now.errors.map((error) => html`<li>${linkTo(error, survey, now)}</li>`)}
    </ul>
  </div>`;
}

function linkTo(error: FieldError, survey: OtklikSurvey, now: SurveyInitial): TemplateResult {
  const { questions } = now.manifest;
  const all = questions.length;
  const index = questions.findIndex(({ id }) => id === error.path);
  const name = `q.${questions[Math.max(index, 0)]?.id}`;
  const number = index < 0 || all < 2 ? nothing : `${survey.t('number', { n: index + 1, all })}. `;
  const go = (event: Event): void => {
    event.preventDefault();
    const form = (event.target as Element).closest('form');
    const field = [...(form?.elements ?? [])].find((one) => (one as HTMLInputElement).name === name) as HTMLElement;
    field?.closest('.q')?.scrollIntoView({ block: 'nearest' });
    field?.focus();
  };
  return html`<a href="#${name}" @click=${go}>${number}${sentenceOf(error, survey, now)}</a>`;
}

/** Thanks, only after the server has confirmed; and what left the browser. */
export function sentView(survey: OtklikSurvey, { manifest, sent }: SurveyInitial): TemplateResult {
  const { ballots, days } = manifest.release;
  const one = manifest.questions.length === 1;
  return html`<div class="form stack g4">
    <header class="stack g2">
      <p><span class="status ok">${survey.t('confirmed')}</span></p>
      <h2 class=${one ? 'h' : 'title'} tabindex="-1">${survey.t(one ? 'thanksOne' : 'thanks')}</h2>
      <p class="text">
        ${survey.t('when', { n: ballots })} ${days ? survey.t('often', { n: days }) : nothing}
        ${
          survey.connection()?.origin
            ? html`<a href=${survey.page(`results/${manifest.survey}`)}>${survey.t('results')}</a>`
            : nothing
        }
      </p>
    </header>
    ${
      sent === true
        ? html`<p class="text">${survey.t('native')}</p>`
        : sent && parcelView(sent, manifest.questions, survey)
    }
  </div>`;
}

const spaced = (hash: string): string => hash.replace(/.{4}(?=.)/g, '$& ');

function parcelView(
  { answers, bytes, hash, manifestHash }: Parcel,
  questions: Question[],
  survey: OtklikSurvey,
): TemplateResult {
  const t = survey.t.bind(survey);
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
                <td>${index + 1}. ${survey.text(question.title)}</td>
                <td class="given">${inWords(question, answers[question.id], survey)}</td>
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

function inWords(question: Question, answer: Answers[string] | undefined, survey: OtklikSurvey): string {
  if (answer === undefined) return survey.t('skipped');
  if (question.type === 'text') return String(answer);
  if (question.type === 'rating') {
    const words = survey.text(question.labels[Number(answer) - 1]);
    return answer === 'unsure' ? survey.t('unsure') : `${String(answer)}, ${words}`;
  }
  const titleOf = (id: string): string => survey.text(question.options.find((option) => option.id === id)?.title);
  return [answer].flat().map(titleOf).join('; ');
}
