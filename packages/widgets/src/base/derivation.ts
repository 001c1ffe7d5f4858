import { css, html, type TemplateResult } from 'lit';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { DerivationStep } from '@otklik/core/contract/consultations.js';
import type { DateStyle } from './dates.ts';
import type { MessageParams } from './messages.ts';

export const derivationStyles = css`
  .calc {
    display: grid;
    gap: var(--_space-2);
  }
  .calc li {
    display: grid;
    grid-template-columns: 6.5em minmax(0, 1fr);
    gap: var(--_space-3);
    align-items: baseline;
  }
  .calc b {
    font-variant-numeric: tabular-nums;
  }
  .calc .last {
    padding-block-start: var(--_space-2);
    border-block-start: 2px solid var(--_text);
    font-weight: var(--_weight-strong);
  }
`;

interface Context {
  derivation: DerivationStep[];
  dueBy: string;
  law: LocalizedText | undefined;
  /** Whether the first date is that of registration, not of receipt. */
  registered: boolean;
  language: Language;
  t: (key: string, params?: MessageParams) => string;
  date: (value: string, style?: DateStyle) => string;
}

/** How a date came about, step by step (8-FZ, article 18): in the receipt and in the case. */
export function derivationView({ derivation, dueBy, law, registered, language, t, date }: Context): TemplateResult {
  const first = derivation[0];
  const row = (head: string, words: string, last = false): TemplateResult =>
    html`<li class=${last ? 'last' : ''}><b>${head}</b><span>${words}</span></li>`;
  return html`<div class="stack g3">
    <h3 class="h">${t('how')}</h3>
    <ol class="calc">
      ${first && row(date(first.from, 'short'), t(registered ? 'step.registered' : 'step.received'))}
      ${derivation.map(({ rule, from, days, result }) =>
        row(
          rule.endsWith('working_day') ? date(from, 'short') : t('days', { n: days }),
          t(`step.${rule}`, { result: date(result, 'short'), law: law?.[language] ?? law?.ru ?? '8-ФЗ' }),
        ),
      )}
      ${row(date(dueBy, 'short'), t('step.last'), true)}
    </ol>
  </div>`;
}
