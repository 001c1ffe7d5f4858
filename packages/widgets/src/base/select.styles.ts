import { css } from './css.ts';

/** A native select with an arrow of ours. */
export const selectStyles = css`
  select.input {
    appearance: none;
    padding-inline-end: 2.5em;
    background-image:
      linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position:
      calc(100% - 1.2em) 55%,
      calc(100% - 0.82em) 55%;
    background-size: 0.4em 0.4em;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  @media (forced-colors: active) {
    select.input {
      appearance: auto;
    }
  }
`;
