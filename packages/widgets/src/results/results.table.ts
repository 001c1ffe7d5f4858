import { css, html, type TemplateResult } from 'lit';
import type { OtklikElement } from '../base/element.ts';
import { tableStyles } from '../base/table.styles.ts';

export { ru } from './results.table.messages.ts';

/* The figures of a question as a table, for whoever asks for it. */

export const styles = [
  tableStyles,
  css`
    th + th,
    td {
      padding-inline-end: 0;
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
  `,
];

/** One answer: its words, how many gave it, or that this is hidden, and their share. */
export interface Row {
  words: string;
  figure: string | TemplateResult;
  share: string | undefined;
}

export function tableView(host: OtklikElement, caption: string, rows: Row[]): TemplateResult {
  return html`<table part="table">
    <caption>
      ${caption}
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
  </table>`;
}
