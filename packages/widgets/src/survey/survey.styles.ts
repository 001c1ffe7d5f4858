import { css } from 'lit';

/** Questions one under another; a scale of five boxes in one row. */
export const surveyStyles = css`
  .q:not(:only-child) {
    padding-block: var(--_space-5);
    border-block-start: 1px solid var(--_line);
  }
  .q > * + * {
    margin-block-start: var(--_space-3);
  }
  .q .label {
    font-size: var(--otklik-text-l, 1.1875em);
    line-height: var(--otklik-leading-tight, 1.25);
    max-inline-size: var(--_measure);
  }
  .n {
    display: block;
    margin-block-end: 0.25em;
    font-size: 0.75em;
    font-weight: 400;
    color: var(--_text-soft);
  }
  .rate {
    max-inline-size: 30em;
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    gap: var(--_space-2);
    font-size: 1.125em;
    font-weight: var(--_weight-strong);
  }
  .box {
    position: relative;
  }
  .box input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .box > span {
    display: grid;
    place-items: center;
    min-block-size: 3.25em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
  }
  .box :hover + span {
    border-color: var(--_accent);
  }
  .box :checked + span {
    background: var(--_accent) linear-gradient(var(--_on-accent) 0 0) 50% calc(100% - 0.3em) / 1em 3px no-repeat;
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  .box :focus-visible + span {
    outline: var(--otklik-focus-width, 3px) solid var(--_focus, var(--otklik-focus, #1b66d2));
    outline-offset: var(--otklik-focus-gap, 2px);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: var(--_space-4);
    margin-block-start: var(--_space-2);
  }
  .live:empty {
    display: none;
  }
  .chosen {
    font-weight: var(--_weight-strong);
    color: var(--_accent);
  }
  @container (inline-size >= 36em) {
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
  @media (forced-colors: active) {
    .box :checked + span {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
