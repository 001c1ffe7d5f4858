import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { askedBy, type Asked, unsure } from '@otklik/core/domain/surveys/asked.js';
import { questionsAsked } from '@otklik/core/domain/surveys/conditions.js';
import { html, type TemplateResult } from 'lit-html';
import type { OtklikSurvey } from './survey.ts';

/** What was answered to one thing that is asked, in words. */
export function inWords(survey: OtklikSurvey, { question }: Asked, answer: Answers[string] | undefined): string {
  if (answer === undefined) return survey.t('skipped');
  const one = String(answer);
  if (question.type === 'text') return one;
  if (one === unsure) return survey.t('unsure');
  if (question.type === 'rating') return `${one}, ${survey.text(question.labels[Number(one) - 1])}`;
  if (question.type === 'score') return one;
  if (question.type === 'yesno') return survey.t(one);
  const titleOf = (id: string): string => survey.text(question.options.find((option) => option.id === id)?.title);
  return [answer].flat().map(titleOf).join('; ');
}

/** What is asked of somebody who answers so, and the answers. */
export function answersView(survey: OtklikSurvey, manifest: Manifest, answers: Answers): TemplateResult {
  return html`<table part="table">
    <caption>
      ${survey.t('before')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${survey.t('question')}</th>
        <th scope="col">${survey.t('answer')}</th>
      </tr>
    </thead>
    <tbody>
      ${questionsAsked(manifest, answers).flatMap((question, index) =>
        askedBy(question).map(
          (asked) =>
            html`<tr>
              <th scope="row">${index + 1}. ${survey.text(question.title)}${asked.row ? ` ${survey.text(asked.row.title)}` : ''}</th>
              <td class="given">${inWords(survey, asked, answers[asked.name])}</td>
            </tr>`,
        ),
      )}
    </tbody>
  </table>`;
}
