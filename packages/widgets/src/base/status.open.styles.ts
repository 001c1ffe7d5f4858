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
    border-radius: 50%;
    background: currentColor;
  }
  .status.off::before {
    background: none;
    box-shadow: inset 0 0 0 2px;
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
  @media (forced-colors: active) {
    .status::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .status.off::before {
      background: Canvas;
    }
  }
`;
