import { html, type TemplateResult } from 'lit-html';
import { dateInWords } from './dates.ts';
import { css } from './css.ts';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { DerivationStep } from '@otklik/core/contract/consultations.js';
import type { OtklikElement } from './element.ts';

export const derivationStyles = css`
  .calc {
    display: grid;
    gap: var(--_space-2);
  }
  .calc li {
    display: grid;
    grid-template-columns: minmax(6.5em, max-content) minmax(0, 1fr);
    gap: var(--_space-3);
    align-items: baseline;
  }
  .calc b {
    /* The widest date, so that rows keep one edge; a day and its month are never torn apart. */
    min-inline-size: 7.5em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .calc .last {
    padding-block-start: var(--_space-2);
    border-block-start: 2px solid var(--_text);
    font-weight: var(--_weight-strong);
  }
`;

interface Derived {
  derivation: DerivationStep[];
  dueBy: string;
  law: LocalizedText | undefined;
  /** Whether the first date is that of registration, not of receipt; a case that is reopened tells so itself. */
  registered: boolean;
}

/** How a date came about, step by step (8-FZ, article 18): in the receipt and in the case. */
export function derivationView(host: OtklikElement, { derivation, dueBy, law, registered }: Derived): TemplateResult {
  const first = derivation[0];
  const short = (date: string): string => dateInWords(host, date, 'short');
  const begins = first?.rule === 'reopened' ? 'taken' : registered ? 'registered' : 'received';
  const row = (head: string, words: string, last = false): TemplateResult =>
    html`<li class=${last ? 'last' : ''}><b>${head}</b> <span>${words}</span></li>`;
  return html`<div class="stack g3">
    <h3 class="h">${host.t('how')}</h3>
    <ol class="calc">
      ${first && row(short(first.from), host.t(`step.${begins}`))}
      ${derivation.map(({ rule, from, days, result }) =>
        row(
          rule.endsWith('working_day') ? short(from) : host.t('days', { n: days }),
          host.t(`step.${rule}`, { result: short(result), law: host.text(law) || '8-ФЗ' }),
        ),
      )}
      ${row(short(dueBy), host.t('step.last'), true)}
    </ol>
  </div>`;
}
