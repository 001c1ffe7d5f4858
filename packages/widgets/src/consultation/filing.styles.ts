import { css } from '../base/css.ts';

/** Draft, sending, and the ways to keep the receipt. */
export const filingStyles = css`
  .places {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--_space-5);
  }
  .trap {
    position: absolute;
    inset-inline-start: -100vw;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
  }
  .open:focus-within {
    outline: var(--otklik-focus-width, 3px) solid var(--_focus, var(--otklik-focus, #1b66d2));
    outline-offset: var(--otklik-focus-gap, 2px);
  }
  .note .actions {
    margin-block-start: var(--_space-3);
  }
  .next {
    font-variant-numeric: tabular-nums;
  }
  .carry {
    inline-size: 8.5em;
    min-block-size: 8.5em;
    margin-block-start: var(--_space-3);
  }
  .carry figure {
    gap: 0;
  }
  .carry .qr {
    display: block;
    inline-size: 100%;
    block-size: auto;
    fill: #000;
    stroke: none;
    background: #fff;
    border-radius: var(--_radius);
    forced-color-adjust: none;
  }
  @media (pointer: coarse) {
    .carry {
      display: none;
    }
  }
  @container (inline-size >= 36em) {
    .top {
      display: flex;
      justify-content: space-between;
      gap: var(--_space-4);
    }
    .carry {
      flex: none;
      margin: 0;
    }
  }
  @media print {
    .keeping {
      display: none;
    }
  }
`;
