import { html, type TemplateResult } from 'lit-html';
import type { CrossTally, Manifest } from '@otklik/core/contract/surveys.js';
import { allAsked } from '@otklik/core/domain/surveys/asked.js';
import { lockIcon } from '../base/icons.more.ts';
import { percent } from './results.figures.ts';
import { rowsOf } from './results.scales.ts';
import { cell, scrolling } from './results.tables.ts';
import type { OtklikResults } from './results.ts';

/** How those who gave one answer answered another question: only tables that were declared before anybody answered. */
export function crossTabsView(host: OtklikResults, manifest: Manifest, crossTallies: readonly CrossTally[]): unknown {
  if (!crossTallies[0]) return undefined;
  return html`<section class="stack g4">
    <h3 class="h">${host.t('crossTabs')}</h3>
    ${crossTallies.map((crossTally) => crossTabView(host, manifest, crossTally))}
  </section>`;
}

/** What a name in answers asks, in words, and the words of its answers. */
function sideOf(
  host: OtklikResults,
  manifest: Manifest,
  name: string,
): { title: string; words: (id: string) => string } {
  const asked = allAsked(manifest).find((one) => one.name === name);
  if (!asked) return { title: name, words: (id) => id };
  const { question, row } = asked;
  const tally = { question: question.id, row: null, answered: null, withheld: null, counts: [] };
  // A table for subgroups may tell a scale in bands.
  const rows = [false, true].flatMap((banded) => rowsOf(host, question, { ...tally, banded }));
  return {
    title: [question.title, row?.title].flatMap((text) => (text ? [host.text(text)] : [])).join(' '),
    words: (id) => rows.find((one) => one.id === id)?.words ?? id,
  };
}

function crossTabView(host: OtklikResults, manifest: Manifest, crossTally: CrossTally): TemplateResult {
  const { rowOptions, columnOptions, cells, withheld, rowTotals, answered } = crossTally;
  const rows = sideOf(host, manifest, crossTally.rows);
  const columns = sideOf(host, manifest, crossTally.columns);
  const { subgroup, cell: least } = manifest.thresholds;
  const caption = host.t('crossTab', { rows: rows.title, columns: columns.title });
  const why = (words: string): TemplateResult =>
    html`<div class="note">
      ${lockIcon()}
      <div>
        <p><b>${host.t(withheld ? 'crossTabWithheld' : 'crossTabHidden')}</b></p>
        <p>${words}</p>
      </div>
    </div>`;
  if (withheld)
    return html`<div class="stack g3">
      <p><b>${caption}</b></p>
      ${why(host.t(withheld === 'few' ? 'crossTabFew' : 'audit', { n: subgroup }))}
    </div>`;
  const table = html`<table part="table">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${rows.title}</th>
        ${columnOptions.map((id) => html`<th scope="col">${columns.words(id)}</th>`)}
        <th scope="col">${host.t('total')}</th>
      </tr>
    </thead>
    <tbody>
      ${rowOptions.map(
        (id, at) =>
          html`<tr>
            <th scope="row">${rows.words(id)}</th>
            ${rowOf(cells[at] ?? [], rowTotals[at] ?? null).map((figure) => html`<td>${cell(host, figure)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
  return html`<div class="stack g3">
    ${scrolling(caption, table)}
    <p class="small soft text">${host.t('crossTabOf', { n: answered ?? 0 })}</p>
    ${cells.flat().includes(null) ? why(host.t('crossTabHiddenWhy', { n: subgroup, least })) : undefined}
  </div>`;

  /** Numbers with their shares of the row, and the row's sum, which alone may be shown or hidden. */
  function rowOf(counts: readonly (number | null)[], total: number | null): unknown[] {
    const number = (count: number): TemplateResult => html`<small>${count.toLocaleString(host.language)}</small>`;
    const figures = counts.map((count) =>
      count === null ? undefined : html`${total ? `${percent(count, total)} ` : ''}${number(count)}`,
    );
    return [...figures, total === null ? undefined : number(total)];
  }
}
