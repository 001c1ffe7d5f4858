import { css } from '../base/css.ts';

/** Questions one under another; a scale of five boxes in one row. */
export const surveyStyles = css`
  header ~ div .q {
    padding-block: var(--_space-5);
    border-block-start: 1px solid var(--_line);
  }
  .n {
    display: block;
    line-height: 2;
    font-size: 0.75em;
    font-weight: 400;
    color: var(--_text-soft);
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    gap: var(--_space-2);
    max-inline-size: 30em;
  }
  .ends {
    grid-column: 1 / -1;
    display: flex;
    justify-content: space-between;
    gap: var(--_space-4);
  }
  .box {
    display: grid;
    place-items: center;
    font-size: 1.125em;
    font-weight: var(--_weight-strong);
    cursor: pointer;
  }
  .box > * {
    grid-area: 1 / 1;
  }
  .box input {
    appearance: none;
    inline-size: 100%;
    block-size: 3.25em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .box :checked {
    border: 4px solid var(--_accent);
    background: var(--_accent);
  }
  .box :checked + span {
    color: var(--_on-accent);
  }
  @container (inline-size >= 36em) {
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
`;
