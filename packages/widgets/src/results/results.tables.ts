import { html, nothing, type TemplateResult } from 'lit-html';
import type { Question, Tally } from '@otklik/core/contract/surveys.js';
import type { Row } from './results.figures.ts';
import { marksOf } from './results.marks.ts';
import { rowsOf } from './results.scales.ts';
import type { OtklikResults } from './results.ts';

/** A wide table scrolls by itself, by keys too. */
export const scrolling = (label: string, table: TemplateResult): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>${table}</div>`;

/** A figure in a table, or that it is hidden. */
export const cell = (host: OtklikResults, figure: unknown): unknown =>
  figure ?? html`<span class="hidden">${host.t('hidden')}</span>`;

/** The same figures as a table, with what else there is to say of them. */
export function tableView(host: OtklikResults, question: Question, tallies: readonly Tally[]): TemplateResult {
  if (question.type === 'matrix') return matrixTable(host, question, tallies);
  const [tally] = tallies as [Tally];
  const rows = rowsOf(host, question, tally);
  const { n, sum } = marksOf(rows);
  return html`<table part="table">
      <caption>
        ${`${host.text(question.title)} ${host.t('counted', { n: tally.answered ?? 0 })}`}
      </caption>
      <thead>
        <tr>
          ${['option', 'count', 'percent'].map((key) => html`<th scope="col">${host.t(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ words, figure, share }) =>
            html`<tr>
              <th scope="row">${words}</th>
              <td>${figure}</td>
              <td>${share ?? figure}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small soft text">
      ${question.type === 'multiple' ? host.t('several') : nothing}
      ${question.type === 'rating' && n > 0 ? host.t(sum >= 0 ? 'marksOf' : 'shareAlone', { n }) : nothing}
      ${question.type === 'score' && n > 0 ? host.t('scoresOf', { n }) : nothing}
    </p>`;
}

function matrixTable(
  host: OtklikResults,
  question: Extract<Question, { type: 'matrix' }>,
  tallies: readonly Tally[],
): TemplateResult {
  const title = host.text(question.title);
  const shown = question.rows.flatMap((row) => {
    const tally = tallies.find((one) => one.row === row.id);
    return tally?.answered != null && !tally.withheld ? [{ row, tally }] : [];
  });
  const figureOf = ({ figure, share }: Row): unknown => html`${share && `${share} `}<small>${figure}</small>`;
  return scrolling(
    title,
    html`<table part="table">
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${host.t('row')}</th>
          <th scope="col">${host.t('count')}</th>
          ${question.options.map((option) => html`<th scope="col">${host.text(option.title)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ row, tally }) =>
            html`<tr>
              <th scope="row">${host.text(row.title)}</th>
              <td>${tally.answered?.toLocaleString(host.language)}</td>
              ${rowsOf(host, question, tally).map((one) => html`<td>${figureOf(one)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}
