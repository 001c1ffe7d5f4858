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
    .box:hover input {
      border-color: var(--_accent);
    }
    /* The chosen mark not by colour alone. */
    .box :checked + span {
      position: relative;
    }
    .box :checked + span::after {
      content: '';
      position: absolute;
      inset-block-end: -0.5em;
      inset-inline-start: calc(50% - 0.5em);
      inline-size: 1em;
      block-size: 3px;
      border-radius: 2px;
      background: currentColor;
    }
    .final {
      margin-block-start: calc(var(--_space-3) * -1);
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
