import { css } from './css.ts';

/** Files to fetch, each row a target. */
export const filesStyles = css`
  .files {
    display: grid;
    gap: var(--_space-1);
  }
  .files a {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
    padding-block: 0.625em;
    text-decoration: none;
  }
  .files span {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .files small {
    font-size: var(--_text-s);
    color: var(--_text-soft);
    white-space: nowrap;
  }
`;
