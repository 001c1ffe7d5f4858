import { css } from '../base/css.ts';

/** What fits a choice, and what the button of a card opens. */
export const channelsLateStyles = css`
  .card {
    position: relative;
  }
  .fit::before {
    content: '';
    position: absolute;
    inset: -1px;
    border: 2px solid var(--_accent);
    border-radius: var(--_radius);
    pointer-events: none;
  }
  .card:first-child > .fit ~ .stack > .line:first-child {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  .card:first-child > .fit ~ .stack > .line:first-child:hover {
    background: var(--_accent-strong);
    border-color: var(--_accent-strong);
  }
  @container (inline-size < 20em) {
    .brief .fit {
      display: none;
    }
  }
  .told {
    flex-basis: 100%;
  }
  .fit {
    font-size: var(--_text-s);
    font-weight: var(--_weight-strong);
    color: var(--_accent);
  }
  .share {
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_line);
  }
  .share .input {
    max-inline-size: none;
  }
  .qr {
    inline-size: 11em;
    max-inline-size: 100%;
    block-size: auto;
    background: #fff;
    fill: #000;
    stroke: none;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
    border-radius: var(--_radius);
  }
  figcaption {
    overflow-wrap: anywhere;
  }
`;
