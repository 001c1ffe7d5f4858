import { css } from '../base/css.ts';
import { derivationStyles } from '../base/derivation.ts';
import { statusStyles } from '../base/facts.styles.ts';
import { summaryStyles } from '../base/summary.styles.ts';

export const lateStyles = [
  summaryStyles,
  statusStyles,
  derivationStyles,
  css`
    .receipt {
      max-inline-size: 52em;
    }
    .slip {
      border: 2px solid var(--_accent);
      border-radius: calc(var(--_radius) * 1.5);
      overflow: hidden;
    }
    .top {
      padding: var(--_space-4);
      background: var(--_accent-soft);
      border-block-end: 1px dashed var(--_accent);
    }
    .top .text {
      margin-block-start: var(--_space-3);
    }
    .bot {
      display: grid;
      gap: var(--_space-4);
      padding: var(--_space-4);
    }
    .code {
      font-size: 1.625em;
      font-weight: 700;
      letter-spacing: 0.03em;
      font-variant-numeric: tabular-nums;
      line-height: 1.25;
      white-space: nowrap;
    }
    @container (inline-size >= 36em) {
      .top {
        padding: var(--_space-5);
      }
      .bot {
        padding: var(--_space-5);
        grid-template-columns: 1fr 1fr;
      }
      .code {
        font-size: var(--otklik-text-number, 2em);
      }
    }
    @media print {
      .actions {
        display: none;
      }
    }
  `,
];
