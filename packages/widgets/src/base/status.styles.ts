import { css } from './css.ts';
import { openStyles } from './status.open.styles.ts';

/** Status as shape, word and colour: also refused, or put off. */
export const statusStyles = [
  openStyles,
  css`
    .bad {
      --_c: var(--_danger, var(--otklik-danger, #b3261e));
    }
    .warn {
      --_c: var(--_warning, var(--otklik-warning, #7d4e00));
    }
    .status.bad::before,
    .status.warn::before {
      border-radius: 1px;
    }
    .status.warn::before {
      transform: rotate(45deg);
    }
  `,
];
