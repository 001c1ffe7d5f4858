import { css } from '../base/css.ts';
import { factsStyles } from '../base/facts.styles.ts';
import { moreStyles } from '../base/more.styles.ts';
import { statusStyles } from '../base/status.styles.ts';
import { summaryStyles } from '../base/summary.styles.ts';
import { tableStyles } from '../base/table.styles.ts';

/** The chosen mark in words; errors; thanks, and what left the browser. */
export const lateStyles = [
  summaryStyles,
  statusStyles,
  factsStyles,
  moreStyles,
  tableStyles,
  css`
    .chosen {
      font-size: 1em;
      font-weight: var(--_weight-strong);
      color: var(--_accent);
    }
    .hash {
      font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
      font-size: 0.8125em;
      overflow-wrap: anywhere;
    }
    .given {
      white-space: pre-line;
    }
  `,
];
