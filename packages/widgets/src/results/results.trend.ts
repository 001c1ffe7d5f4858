import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { Question, Release } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import { percent } from './results.figures.ts';
import { marksOf, netPromoters, signed } from './results.marks.ts';
import { decimal, rowsOf } from './results.scales.ts';
import type { OtklikResults } from './results.ts';

/** What a release says of a scale. */
interface Point {
  release: Release;
  n: number;
  /** Share of 4 and 5, 0 to 1; or NPS, −100 to 100. */
  value: number;
  mean: number;
}

/** What each release says of a question's scale, oldest first; without those in which it is hidden. */
export function pointsOf(host: OtklikResults, question: Question, releases: readonly Release[]): Point[] {
  return [...releases].reverse().flatMap((release) => {
    const tally = release.tallies.find((one) => one.question === question.id && !one.row);
    if (tally?.answered == null || tally.withheld) return [];
    const rows = rowsOf(host, question, tally);
    const { good, n, sum } = marksOf(rows);
    const value = question.type === 'score' ? netPromoters(rows).nps : good / n;
    return n > 0 && !Number.isNaN(value) ? [{ release, n, value, mean: sum / n }] : [];
  });
}

/** How the scales changed from release to release; nothing where no two can be compared. */
export function trendView(host: OtklikResults, questions: readonly Question[], releases: readonly Release[]): unknown {
  const scales = questions
    .filter(({ type }) => type === 'rating' || type === 'score')
    .map((question) => ({ question, points: pointsOf(host, question, releases) }))
    .filter(({ points }) => points.length > 1);
  if (!scales[0]) return nothing;
  const versions = new Set(releases.map(({ version }) => version));
  return html`<section class="stack g4">
    <h3 class="h">${host.t('trend')}</h3>
    <p class="small soft text">${host.t('trendOf')} ${versions.size > 1 ? host.t('trendVersions') : nothing}</p>
    ${scales.map(({ question, points }) => tableView(host, question, points))}
  </section>`;
}

function tableView(host: OtklikResults, question: Question, points: Point[]): TemplateResult {
  const score = question.type === 'score';
  const title = host.text(question.title);
  const format = (value: number): string => (score ? signed(value) : percent(value, 1));
  return html`<div class="stack g2">
    <h4>${title}</h4>
    ${spark(points.map(({ value }) => (score ? (value + 100) / 200 : value)))}
    <table part="table" aria-label=${title}>
      <thead>
        <tr>
          <th scope="col">${host.t('release')}</th>
          <th scope="col">${host.t('marks')}</th>
          <th scope="col">${host.t(score ? 'npsShort' : 'shareShort')}</th>
          <th scope="col">${host.t('meanShort', { max: score ? 10 : 5 })}</th>
        </tr>
      </thead>
      <tbody>
        ${points.map(
          ({ release, n, value, mean }) =>
            html`<tr>
              <th scope="row">${dateInWords(host, release.releasedOn)}</th>
              <td>${n.toLocaleString(host.language)}</td>
              <td>${format(value)}</td>
              <td>${mean >= 0 ? decimal(host, mean) : '–'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The figures of the table as a line, hidden from readers. `heights`: 0 to 1. */
function spark(heights: readonly number[]): TemplateResult {
  const [width, height, edge] = [160, 40, 4];
  const places = heights.map((share, at) => [
    edge + (at * (width - 2 * edge)) / (heights.length - 1),
    height - edge - share * (height - 2 * edge),
  ]);
  const rounded = places.map((place) => place.map((number) => Math.round(10 * number) / 10));
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <polyline points=${rounded.join(' ')}></polyline>
    ${rounded.map(([x, y]) => svg`<circle cx=${x} cy=${y} r="2"></circle>`)}
  </svg>`;
}
