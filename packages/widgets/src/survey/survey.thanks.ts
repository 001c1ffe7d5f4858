import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answers, Question } from '@otklik/core/contract/surveys.js';
import type { OtklikSurvey, Parcel, SurveyInitial } from './survey.ts';

/** Thanks, only after the server has confirmed; and what left the browser. */
export function thanksView(survey: OtklikSurvey, { manifest, sent }: SurveyInitial): TemplateResult {
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
  if (!('options' in question)) return String(answer);
  const titleOf = (id: string): string => survey.text(question.options.find((option) => option.id === id)?.title);
  return [answer].flat().map(titleOf).join('; ');
}
