import { css } from './css.ts';

/** What is of use with JavaScript alone isn't there without it, and the other way round. Browsers that can't tell show both. */
export const scriptedStyles = css`
  @media (scripting: enabled) {
    .unscripted.unscripted {
      display: none;
    }
  }
  /* For browsers without style sheets. */
  noscript > br {
    display: none;
  }
  @media (scripting: none) {
    .scripted.scripted,
    noscript > small,
    .ask,
    button[type='button'] {
      display: none;
    }
  }
`;
