import { css } from '../base/css.ts';

/** Publications one under another; kind and date in a left column where there is room. */
export const feedStyles = css`
  .list > li {
    padding-block: var(--_space-5);
    border-block-start: 1px solid var(--_line);
  }
  .list {
    border-block-end: 1px solid var(--_line);
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    color: var(--_text-soft);
    font-size: var(--_text-s);
  }
  .when b {
    color: var(--_text);
  }
  .what {
    max-inline-size: var(--_measure);
  }
  .what > * + * {
    margin-block-start: var(--_space-2);
  }
  .h a {
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
  }
  .tight {
    padding: var(--_space-2) var(--_space-3);
    gap: var(--_space-2);
    font-size: 0.9375em;
  }
  .live .note {
    margin-block-end: var(--_space-4);
  }
  .find {
    display: flex;
    gap: var(--_space-2);
  }
  .narrow summary {
    inline-size: fit-content;
    padding-block: 0.6875em;
    font-weight: var(--_weight-strong);
    color: var(--_accent);
    cursor: pointer;
    list-style-type: '▾ ';
  }
  .narrow[open] summary {
    list-style-type: '▴ ';
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-5);
  }
  .foot a {
    padding-block: 0.75em;
  }
  @container (inline-size >= 34em) {
    .item {
      grid-template-columns: 8.5em minmax(0, 1fr);
      gap: var(--_space-5);
    }
    .when {
      flex-direction: column;
      padding-block-start: 0.25em;
    }
  }
`;
