import { css } from './css.ts';

/** Status as shape, word and colour: open or not. */
export const openStyles = css`
  .status {
    display: inline-flex;
    align-items: baseline;
    gap: 0.45em;
    font-weight: var(--_weight-strong);
    color: var(--_c, var(--_text));
  }
  .status::before {
    content: '';
    flex: none;
    inline-size: 0.65em;
    block-size: 0.65em;
    border: 0.325em solid;
    border-radius: 50%;
  }
  .status.off::before {
    border-width: 2px;
  }
  .ok {
    --_c: var(--_success, var(--otklik-success, #1d6a3b));
  }
  .off {
    --_c: var(--_text-soft);
  }
  .go {
    --_c: var(--_accent);
  }
`;
