import { css } from './css.ts';

/** A native select with an arrow of ours. */
export const selectStyles = css`
  select.input {
    appearance: none;
    padding-inline-end: 2.5em;
    background: conic-gradient(from -45deg at bottom, currentColor 25%, transparent 0) right 0.82em top 55% / 0.78em 0.4em
      no-repeat var(--_surface);
    text-overflow: ellipsis;
  }
  @media (forced-colors: active) {
    select.input {
      appearance: auto;
    }
  }
`;
