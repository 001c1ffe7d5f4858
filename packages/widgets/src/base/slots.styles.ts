import { css } from './css.ts';

/** Times to choose from, day by day. */
export const slotsStyles = css`
  .day + .day,
  .day + .more {
    margin-block-start: var(--_space-3);
  }
  .times {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-5);
    font-variant-numeric: tabular-nums;
  }
  .slots .h {
    font-size: 1em;
  }
`;
