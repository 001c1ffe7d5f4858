import { css } from '../base/css.ts';
import { inlineStyles } from '../base/inline.styles.ts';
import { moreStyles } from '../base/more.styles.ts';
import { railStyles } from '../base/rail.styles.ts';
import { tableStyles } from '../base/table.styles.ts';

export const styles = [
  tableStyles,
  railStyles,
  moreStyles,
  inlineStyles,
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
    h4 {
      font-size: 1em;
      font-weight: var(--_weight-strong);
    }
    h4.h {
      font-size: var(--otklik-text-l, 1.1875em);
    }
    .kpis small {
      display: block;
    }
    .scroll {
      overflow-x: auto;
    }
    .scroll td {
      white-space: nowrap;
    }
    .hidden {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      color: var(--_text-soft);
    }
    .small time {
      font-size: inherit;
    }
    .hidden::before {
      content: '';
      display: none;
      inline-size: 1.5em;
      block-size: 0.8em;
      border: 1px solid var(--_control-line);
      border-radius: 2px;
      background: repeating-linear-gradient(135deg, var(--_control-line) 0 1px, transparent 1px 4px);
    }
    .rows {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(22em, 100%), 1fr));
      gap: var(--_space-5);
    }
    /* No room there for words beside bars. */
    .rows .bars li {
      grid-template-columns: minmax(0, 1fr) 7em;
    }
    .rows .bar {
      grid-area: 2 / 1 / auto / -1;
      block-size: 0.75em;
    }
    .spark {
      inline-size: 10em;
      block-size: 2.5em;
      color: var(--_chart, var(--otklik-chart, #0b5a7d));
      overflow: visible;
    }
    .spark circle {
      fill: currentColor;
    }
    .rail + .rail {
      padding-block-start: var(--_space-5);
      border-block-start: 1px solid var(--_line);
    }
    .rail h4 {
      margin-block: var(--_space-1);
    }
    .quotes {
      display: grid;
      gap: var(--_space-2);
      max-inline-size: var(--_measure);
    }
    q {
      quotes: '«' '»';
    }
    :lang(en) q {
      quotes: '“' '”';
    }
    .links {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-5);
    }
    .links [aria-current='true'] {
      color: inherit;
      font-weight: var(--_weight-strong);
      text-decoration: none;
    }
    .links a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--_target);
    }
    .cols {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--otklik-space-6, 32px) var(--otklik-space-7, 48px);
    }
    @container (inline-size >= 36em) {
      .hidden::before {
        display: block;
      }
    }
    @container (inline-size >= 60em) {
      .cols {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
    }
    @media print {
      details::details-content {
        content-visibility: visible;
        block-size: auto;
      }
      .scroll {
        overflow: visible;
      }
      .onscreen,
      details > summary.btn {
        display: none;
      }
      .bar,
      .rail > li::before {
        print-color-adjust: exact;
      }
      section,
      tr,
      li {
        break-inside: avoid;
      }
    }
    @media (forced-colors: active) {
      .spark circle {
        fill: CanvasText;
      }
      .hidden::before {
        border: 1px solid CanvasText;
      }
    }
  `,
];
