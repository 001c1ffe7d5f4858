import { css } from '../base/css.ts';

/** What fits a choice, and what the button of a card opens. */
export const channelsLateStyles = css`
  .best {
    border: 2px solid var(--_accent);
    padding: calc(var(--_space-4) - 1px);
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
