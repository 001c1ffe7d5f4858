import { css } from 'lit';

/** A table of figures or answers, and the disclosure that it stands in. */
export const tableStyles = css`
  .more summary {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    font-weight: var(--_weight-strong);
    color: var(--_accent);
    cursor: pointer;
    list-style: none;
  }
  .more summary::-webkit-details-marker {
    display: none;
  }
  .more summary::before {
    content: '';
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: translateY(-0.12em) rotate(45deg);
  }
  .more[open] > summary::before {
    transform: translateY(0.12em) rotate(-135deg);
  }
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
