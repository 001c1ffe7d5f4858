import { css } from '../base/css.ts';

/** What fits a choice. */
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
`;
