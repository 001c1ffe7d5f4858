import { css } from './css.ts';

/** A table of figures or answers. */
export const tableStyles = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }
  caption,
  td,
  th {
    padding: 0.5em 0.75em 0.5em 0;
    text-align: start;
    vertical-align: baseline;
  }
  td,
  th {
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
  }
  caption {
    font-weight: var(--_weight-strong);
  }
  thead th {
    color: var(--_text-soft);
    border-block-end: 2px solid var(--_control-line);
  }
`;
