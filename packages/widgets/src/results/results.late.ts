import { html, type TemplateResult } from 'lit-html';
import { css } from '../base/css.ts';
import type { Manifest, Question, Release } from '@otklik/core/contract/surveys.js';
import type { Late, Touch } from '../base/element.ts';
import { tableStyles } from '../base/table.styles.ts';
import type { Figures, OtklikResults } from './results.ts';

export { ru } from './results.late.messages.ts';

export const styles = [
  tableStyles,
  css`
    th + th,
    td {
      padding-inline: 0.75em 0;
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    summary ~ * {
      margin-block-start: var(--_space-4);
    }
  `,
];

/** What results need once they are touched: another release, tables, how the figures were made; and what is shown instead of none. */
export class ResultsLate implements Late {
  /** Id of the release that was chosen; null: none for a moment; else the newest. */
  private picked: string | null | undefined;
  private readonly host: OtklikResults;

  constructor(host: OtklikResults) {
    this.host = host;
  }

  /** A release was picked, or a table opened. */
  async act({ target }: Touch): Promise<void> {
    const { host } = this;
    if (target instanceof HTMLSelectElement) {
      // Figures are made anew, not written over: after a page's translation their text nodes are no longer ours.
      this.picked = null;
      host.requestUpdate();
      await host.updateComplete;
      this.picked = target.value;
    }
  }

  release(releases: Release[]): Release | undefined {
    const { picked } = this;
    return picked === null ? undefined : (releases.find(({ id }) => id === picked) ?? releases[0]);
  }

  none({ release: { ballots, days } }: Manifest): TemplateResult {
    const { host } = this;
    return html`<p class="text">${host.t('none')} ${host.t('when', { n: ballots })} ${host.t('often', { n: days })}</p>`;
  }

  /** The same figures as a table, with how they were made and why some are hidden. */
  details({ title, type }: Question, { rows, answered, n }: Figures): TemplateResult {
    const { host } = this;
    return html`<table part="table">
        <caption>
          ${host.text(title)} ${host.t('counted', { n: answered })}
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
        ${type === 'multiple' ? host.t('several') : ''} ${n ? host.t('marksOf', { n }) : ''}
      </p>`;
  }
}

export { ResultsLate as Late };
