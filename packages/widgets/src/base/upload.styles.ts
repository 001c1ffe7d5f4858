import { css } from './css.ts';

/** Files on their way: the place to drop them, and a row for each. */
export const uploadStyles = css`
  .optional {
    font-weight: 400;
    color: var(--_text-soft);
  }
  .drop {
    display: grid;
    gap: var(--_space-2);
    justify-items: start;
    padding: var(--_space-4);
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius);
    max-inline-size: var(--_measure);
  }
  .over .drop {
    border: 2px solid var(--_accent);
    padding: calc(var(--_space-4) - 1px);
    background: var(--_accent-soft);
  }
  .drop input {
    inline-size: 100%;
    min-block-size: var(--_target);
  }
  .pick {
    position: relative;
    inline-size: 100%;
    max-inline-size: 100%;
  }
  .pick span {
    display: none;
  }
  .pick > svg {
    display: none;
  }
  .drop .pick {
    border: 0;
    padding: 0;
  }
  /* With scripts each file is told of below, so the control itself says nothing: its own words are in the browser's language. */
  @media (scripting: enabled) {
    .drop .pick {
      inline-size: auto;
      border: 1px solid var(--_control-line);
      padding: calc(0.5em + 1px) min(1.125em, 24px);
    }
    .pick span {
      display: inline;
    }
    .pick > svg {
      display: block;
    }
    .drop input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
      cursor: pointer;
    }
    .pick:has(:focus-visible) {
      outline: var(--otklik-focus-width, 3px) solid var(--_focus, var(--otklik-focus, #1b66d2));
      outline-offset: var(--otklik-focus-gap, 2px);
    }
  }
  .upl {
    max-inline-size: var(--_measure);
  }
  .upl > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    align-items: center;
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_line);
  }
  .upl bdi {
    overflow-wrap: anywhere;
  }
  .upl .told {
    font-size: var(--_text-s);
    color: var(--_text-soft);
    font-variant-numeric: tabular-nums;
  }
  .upl .done .told {
    color: var(--_success, var(--otklik-success, #1d6a3b));
    font-weight: var(--_weight-strong);
  }
  .upl .why {
    display: flex;
    gap: 0.5em;
    font-size: var(--_text-s);
    font-weight: var(--_weight-strong);
    color: var(--_danger, var(--otklik-danger, #b3261e));
  }
  .upl progress {
    display: block;
    appearance: none;
    inline-size: 100%;
    block-size: 8px;
    margin-block-start: var(--_space-1);
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    background: var(--_surface);
    overflow: hidden;
  }
  .upl progress::-webkit-progress-bar {
    background: var(--_surface);
  }
  .upl progress::-webkit-progress-value {
    background: var(--_accent);
  }
  .upl progress::-moz-progress-bar {
    background: var(--_accent);
  }
  .ways {
    display: flex;
    flex-direction: column;
    align-items: stretch;
  }
  .upl .btn {
    min-inline-size: var(--_target);
    padding-inline: 0.5em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    font-weight: 400;
  }
  .left li {
    display: flex;
    gap: 0.5em;
    color: var(--_danger, var(--otklik-danger, #b3261e));
    font-weight: var(--_weight-strong);
    max-inline-size: var(--_measure);
  }
  @media (forced-colors: active) {
    .upl progress {
      appearance: auto;
      border: 0;
    }
  }
`;
