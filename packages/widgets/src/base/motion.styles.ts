import { css } from './css.ts';

/** Buttons that answer softly; nobody waits for it, so it comes with what comes late. */
export const motionStyles = css`
  @media (prefers-reduced-motion: no-preference) {
    .btn {
      transition: var(--otklik-motion, 120ms);
      transition-property: background-color, border-color;
    }
  }
`;
