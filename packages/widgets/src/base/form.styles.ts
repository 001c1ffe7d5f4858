import { css } from 'lit';

/** Native controls, whole rows as targets, errors between hint and control. */
export const formStyles = css`
  .form {
    max-inline-size: 46em;
  }
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
  .hint {
    display: block;
    color: var(--_text-soft);
    font-size: 0.9375em;
    max-inline-size: var(--_measure);
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
    color: var(--_text);
    line-height: 1.4;
  }
  textarea.input {
    min-block-size: 8em;
    max-inline-size: var(--_measure);
    resize: vertical;
  }
  .input:focus-visible {
    border-color: var(--_text);
    outline-offset: 1px;
  }
  .hint:empty,
  .err:empty {
    display: none;
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
    appearance: none;
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    border: 2px solid var(--_control-line);
    border-radius: 50%;
    background: var(--_surface);
    cursor: pointer;
  }
  .choice input[type='checkbox'] {
    border-radius: var(--otklik-radius-s, 4px);
  }
  .choice input:checked {
    border-color: var(--_accent);
  }
  .choice input[type='radio']:checked {
    background: radial-gradient(circle, var(--_accent) 0 42%, var(--_surface) 46%);
  }
  .choice input[type='checkbox']:checked {
    background: var(--_accent);
  }
  .choice input[type='checkbox']:checked::after {
    content: '';
    display: block;
    inline-size: 0.4em;
    block-size: 0.75em;
    margin: 0.12em auto 0;
    border: solid var(--_on-accent);
    border-width: 0 0.16em 0.16em 0;
    transform: rotate(45deg);
  }
  @media (forced-colors: active) {
    .choice input {
      appearance: auto;
    }
  }
`;
