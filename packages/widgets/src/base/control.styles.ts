import { css } from './css.ts';

/** Native controls, whole rows as targets. */
export const controlStyles = css`
  .field > * + * {
    margin-block-start: var(--_space-2);
  }
  .label {
    display: block;
    font-weight: var(--_weight-strong);
  }
  legend {
    float: inline-start;
    inline-size: 100%;
    margin-block-end: var(--_space-2);
  }
  legend ~ * {
    clear: both;
  }
  .input {
    display: block;
    inline-size: 100%;
    max-inline-size: 26em;
    min-block-size: var(--_target);
    padding: 0.5em 0.75em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    line-height: 1.4;
  }
  .input:focus-visible {
    border-color: var(--_text);
    outline-offset: 1px;
  }
  .choice {
    position: relative;
    display: flex;
    gap: var(--_space-3);
    align-items: flex-start;
    padding: 0.6875em 0;
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    accent-color: var(--_accent);
  }
`;
