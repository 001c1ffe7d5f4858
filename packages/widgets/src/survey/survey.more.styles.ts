import { css } from '../base/css.ts';
import { scriptedStyles } from '../base/scripted.styles.ts';

/** Rarer kinds of questions, steps. */
export const moreStyles = [
  scriptedStyles,
  css`
    .eleven {
      grid-template-columns: repeat(6, 1fr);
      max-inline-size: none;
    }
    .near > * + * {
      margin-block-start: var(--_space-4);
    }
    .ahead {
      margin-block-end: var(--_space-3);
    }
    progress {
      inline-size: 100%;
      block-size: 0.5em;
      accent-color: var(--_accent);
    }
    @media print {
      .ahead {
        display: none;
      }
    }
    .step {
      padding-block: var(--_space-4);
    }
    .matrix {
      display: block;
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 1em;
    }
    .matrix thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .matrix :is(tbody, tr, th, td) {
      display: block;
      padding: 0;
      border: 0;
      font-weight: 400;
      text-align: start;
    }
    .matrix tr + tr {
      margin-block-start: var(--_space-4);
    }
    .matrix tbody th {
      font-weight: var(--_weight-strong);
    }
    @container (inline-size >= 36em) {
      .eleven {
        grid-template-columns: repeat(11, 1fr);
      }
      .wide {
        display: table;
      }
      .wide thead {
        position: static;
        display: table-header-group;
        clip-path: none;
      }
      .wide tbody {
        display: table-row-group;
      }
      .wide tr {
        display: table-row;
      }
      .matrix.wide :is(th, td) {
        display: table-cell;
        padding: 0.25em 0.5em;
        border-block-end: 1px solid var(--_line);
        vertical-align: middle;
        text-align: center;
      }
      .matrix.wide tbody th {
        padding-inline-start: 0;
        font-weight: 400;
        text-align: start;
      }
      .matrix.wide tbody tr:last-child > * {
        border: 0;
      }
      .wide thead th {
        font-size: var(--_text-s);
        color: var(--_text-soft);
      }
      .wide .choice {
        justify-content: center;
      }
      .wide td .choice span {
        display: none;
      }
      /* No answer, without JavaScript. */
      .wide th .choice {
        justify-content: start;
      }
    }
  `,
];
