import { css } from './css.ts';

/** A label above or beside its value. */
export const plainFactsStyles = css`
  .facts {
    display: grid;
    gap: var(--_space-2);
  }
  .facts > div {
    display: grid;
    gap: 0 var(--_space-4);
    align-items: baseline;
  }
  dt {
    color: var(--_text-soft);
    font-size: var(--_text-s);
  }
`;
