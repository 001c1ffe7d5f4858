import { css } from '../base/css.ts';

/** Figures, bars, and what a hidden figure looks like. */
export const resultsStyles = css`
  .kpis {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-4);
  }
  .kpis > p {
    flex: 1 13em;
    padding-block-start: var(--_space-2);
    border-block-start: 3px solid var(--_accent);
  }
  .kpis b {
    display: block;
    font-size: var(--otklik-text-number, 2em);
    line-height: 1.2;
  }
  small {
    font-size: var(--_text-s);
    color: var(--_text-soft);
  }
  .bars li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 7em;
    gap: 0 var(--_space-3);
  }
  /* Figures begin at the end of their line: nothing moves while the rest of them comes. */
  .bars span + span {
    grid-column: -2;
    direction: rtl;
    text-align: start;
  }
  .bars b {
    display: inline-block;
    inline-size: 3.5em;
  }
  .bar {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 0.75em;
    margin: 0.125em 0;
    border-radius: var(--otklik-radius-s, 4px);
    background: var(--_chart-track, var(--otklik-chart-track, #e8eef1));
    fill: var(--_chart, var(--otklik-chart, #0b5a7d));
    stroke: none;
  }
  .quiet {
    fill: var(--_chart-quiet, var(--otklik-chart-quiet, #6d8594));
  }
  .hid {
    background: repeating-linear-gradient(135deg, var(--_control-line) 0 1px, transparent 1px 4px);
  }
  @container (inline-size >= 36em) {
    .bars li {
      grid-template-columns: 14em minmax(0, 1fr) 7em;
    }
    .bar {
      grid-area: 1 / 2;
      block-size: 1.25em;
    }
  }
  @media (forced-colors: active) {
    .bar {
      background-color: Canvas;
      fill: CanvasText;
      border: 1px solid;
    }
  }
`;
