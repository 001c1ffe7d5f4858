import { controlStyles } from './control.styles.ts';
import { css } from './css.ts';

/** A form to be sent: controls, hints, texts of several lines, errors between hint and control. */
export const formStyles = [
  controlStyles,
  css`
    .form {
      max-inline-size: 46em;
    }
    .hint {
      display: block;
      color: var(--_text-soft);
      font-size: 0.9375em;
      max-inline-size: var(--_measure);
    }
    textarea.input {
      min-block-size: 8em;
      max-inline-size: var(--_measure);
      resize: vertical;
    }
    .hint:empty,
    .err:empty {
      display: none;
    }
  `,
];
