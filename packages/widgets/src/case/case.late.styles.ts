import { css } from '../base/css.ts';
import { derivationStyles } from '../base/derivation.ts';
import { motionStyles } from '../base/motion.styles.ts';
import { scriptedStyles } from '../base/scripted.styles.ts';
import { summaryStyles } from '../base/summary.styles.ts';
import { factsStyles, railStyles, statusStyles } from '../base/facts.styles.ts';

export const caseStyles = [
  motionStyles,
  scriptedStyles,
  summaryStyles,
  factsStyles,
  statusStyles,
  railStyles,
  derivationStyles,
  css`
    .case {
      display: grid;
      align-items: start;
      gap: var(--_space-5);
    }
    .did {
      background: var(--_success-soft, var(--otklik-success-soft, #e8f4ec));
    }
    .asked {
      white-space: pre-line;
    }
    .column {
      flex-direction: column;
      align-items: stretch;
    }
    .answer,
    .refusal {
      border-radius: var(--_radius);
      margin-block-start: var(--_space-3);
    }
    .answer {
      padding: var(--_space-4);
      background: var(--_accent-soft);
      border: var(--_panel-line-width, var(--otklik-panel-line-width, 0px)) solid var(--_panel-line, var(--otklik-panel-line, transparent));
    }
    .answer > * + * {
      margin-block-start: var(--_space-3);
    }
    .refusal {
      border: 1px solid var(--_control-line);
    }
    section {
      padding: var(--_space-4);
    }
    section + section {
      border-block-start: 1px solid var(--_line);
    }
    section > * + * {
      margin-block-start: var(--_space-2);
    }
    .portals,
    .portals ul {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-4);
    }
    .portals {
      column-gap: var(--_space-2);
    }
    .portals li {
      display: flex;
      align-items: center;
      min-block-size: var(--_target);
    }
    /* No room there for labels beside values. */
    aside .note .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
    .act > summary {
      display: flex;
      list-style: none;
    }
    .act > summary::-webkit-details-marker {
      display: none;
    }
    .act[open] > summary {
      border: 1px solid var(--_control-line);
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .act > form {
      padding: var(--_space-4);
      border: 1px solid var(--_control-line);
      border-block-start: 0;
      border-end-start-radius: var(--_radius);
      border-end-end-radius: var(--_radius);
    }
    h4 {
      font-size: 1em;
      font-weight: var(--_weight-strong);
    }
    @container (inline-size >= 60em) {
      .case {
        grid-template-columns: minmax(0, 1fr) 20em;
        gap: var(--otklik-space-6, 32px) var(--otklik-space-7, 48px);
      }
      .case > .head {
        grid-column: 1 / -1;
      }
    }
    @media print {
      .actions,
      .act,
      form {
        display: none;
      }
    }
    @media (forced-colors: active) {
      .panel,
      .answer {
        border: 1px solid CanvasText;
      }
    }
  `,
];
