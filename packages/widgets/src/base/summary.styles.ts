import { css } from './css.ts';

/** Errors beside their fields, and their summary, which takes the focus when a form can't go. */
export const summaryStyles = css`
  .input[aria-invalid='true'] {
    border: 2px solid var(--_danger, var(--otklik-danger, #b3261e));
    padding: calc(0.5em - 1px) calc(0.75em - 1px);
  }
  /* Room for its arrow. */
  select.input[aria-invalid='true'] {
    padding-inline-end: 2.5em;
  }
  .err {
    display: flex;
    gap: 0.5em;
    color: var(--_danger, var(--otklik-danger, #b3261e));
    font-weight: var(--_weight-strong);
    max-inline-size: var(--_measure);
  }
  .err svg {
    margin-block-start: 0.12em;
  }
  /* Letters so large that words would break beside it. */
  @container (inline-size < 9em) {
    .err svg {
      display: none;
    }
  }
  .summary {
    padding: var(--_space-4);
    border: 2px solid var(--_danger, var(--otklik-danger, #b3261e));
    border-radius: var(--_radius);
  }
  .summary h3 {
    display: flex;
    gap: 0.5em;
    color: var(--_danger, var(--otklik-danger, #b3261e));
    font-size: 1.125em;
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }
  .summary ul {
    margin-block-start: var(--_space-2);
  }
  .summary a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75em;
    color: var(--_danger, var(--otklik-danger, #b3261e));
    font-weight: 500;
  }
`;
