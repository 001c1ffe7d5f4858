import { html, type TemplateResult } from 'lit-html';
import type { Answers, Question } from '@otklik/core/contract/surveys.js';
import type { OtklikSurvey } from './survey.ts';

/** More than this don't stand beside one another. */
const abreast = 6;

/**
 * Rows that all have the same answers: a table where there is room, rows one under another where there is
 * none. Both are the same radios; roles are written out, since a table that is laid out otherwise loses
 * its own in some browsers.
 */
export function matrix(
  host: OtklikSurvey,
  { id, rows, options }: Extract<Question, { type: 'matrix' }>,
  answers: Answers,
): TemplateResult {
  const option = (one: string): string => `q.${id}-${one}`;
  return html`<table class="matrix ${options.length > abreast ? '' : 'wide'}" role="table">
    <thead>
      <tr role="row">
        <td role="cell"></td>
        ${options.map((one) => html`<th scope="col" role="columnheader" id=${option(one.id)}>${host.text(one.title)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => {
        const name = `q.${id}.${row.id}`;
        return html`<tr role="row">
          <th scope="row" role="rowheader"><span id=${name}>${host.text(row.title)}</span></th>
          ${options.map(
            (one) =>
              html`<td role="cell">
                <label class="choice"
                  ><input
                    type="radio"
                    name=${name}
                    value=${one.id}
                    ?checked=${answers[`${id}.${row.id}`] === one.id}
                    aria-labelledby="${name} ${option(one.id)}"
                  /><span>${host.text(one.title)}</span></label
                >
              </td>`,
          )}
        </tr>`;
      })}
    </tbody>
  </table>`;
}
