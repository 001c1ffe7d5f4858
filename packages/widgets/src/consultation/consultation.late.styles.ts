import { css } from '../base/css.ts';
import { derivationStyles } from '../base/derivation.ts';
import { factsStyles, statusStyles } from '../base/facts.styles.ts';
import { inlineStyles } from '../base/inline.styles.ts';
import { motionStyles } from '../base/motion.styles.ts';
import { scriptedStyles } from '../base/scripted.styles.ts';
import { slotsStyles } from '../base/slots.styles.ts';
import { summaryStyles } from '../base/summary.styles.ts';
import { uploadStyles } from '../base/upload.styles.ts';
import { filingStyles } from './filing.styles.ts';

export const lateStyles = [
  motionStyles,
  scriptedStyles,
  summaryStyles,
  factsStyles,
  statusStyles,
  derivationStyles,
  filingStyles,
  slotsStyles,
  inlineStyles,
  uploadStyles,
  css`
    .receipt,
    .form:has(> .check) {
      max-inline-size: 52em;
    }
    .rows {
      border-block-end: 1px solid var(--_line);
    }
    .rows > div {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--_space-4);
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_line);
    }
    .rows dt {
      grid-column: 1 / -1;
      color: var(--_text-soft);
    }
    @supports selector(:has(*)) {
      /*
       * Of :has() WebKit (seen in 2.50) styles in a shadow root only what begins a rule anew, nothing below it:
       * with a value that is inherited, all below.
       */
      li:has(:checked),
      form:has(#visit:checked) {
        --_chosen: 1;
      }
      form:has(#callback:checked) {
        --_chosen: 2;
      }
      form:has(#appeal:checked) {
        --_chosen: 3;
      }
      form:not(:has(#visit:checked)) [data-for='visit'],
      form:not(:has(#callback:checked)) [data-for='callback'] {
        display: none;
      }
    }
    .change .inline {
      min-block-size: 2.75em;
      margin-block: -0.625em;
    }
    .own {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .counter:has(> :empty) {
      display: none;
    }
    .offers > .panel {
      max-inline-size: var(--_measure);
      margin-block-start: var(--_space-3);
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
      .rows > div {
        grid-template-columns: 13em minmax(0, 1fr) auto;
      }
      .rows dt {
        grid-column: auto;
      }
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
    .paper {
      display: none;
    }
    @media print {
      .paper {
        display: block;
      }
      .actions,
      .change,
      .drop,
      .draft {
        display: none;
      }
    }
  `,
];
