import { css } from './css.ts';

/** A button that looks like the link that it stands for. */
export const inlineStyles = css`
  .inline {
    padding: 0.25em 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
`;
