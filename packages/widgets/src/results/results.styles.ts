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
  .kpis > p > * {
    display: block;
  }
  .kpis b {
    font-size: var(--otklik-text-number, 2em);
    line-height: 1.2;
  }
  small {
    font-size: var(--_text-s);
    color: var(--_text-soft);
  }
  .bars li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    align-items: center;
  }
  .bars li > :last-child {
    text-align: end;
  }
  .bar {
    grid-area: 2 / 1 / auto / -1;
    inline-size: 100%;
    block-size: 0.75em;
    border-radius: var(--otklik-radius-s, 4px);
    background: var(--_chart-track, var(--otklik-chart-track, #e8eef1));
    fill: var(--_chart, var(--otklik-chart, #0b5a7d));
    stroke: none;
  }
  .rating > :last-child > .bar {
    fill: var(--_chart-quiet, var(--otklik-chart-quiet, #6d8594));
  }
  .hid {
    background: repeating-linear-gradient(135deg, var(--_control-line) 0 1px, transparent 1px 4px);
  }
  @container (inline-size >= 36em) {
    .bars li {
      grid-template-columns: 14em minmax(0, 1fr) 7.5em;
    }
    .bar {
      grid-area: 1 / 2;
      block-size: 1.25em;
    }
  }
  @media (forced-colors: active) {
    .bar {
      fill: CanvasText;
      border: 1px solid;
    }
  }
`;
