import { css } from '../base/css.ts';

/** Rows of boxes to press; each letter shows what it stands for. */
export const panelStyles = css`
  .panel {
    margin-block-end: var(--_space-5);
    padding: var(--_space-4);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
  }
  .rows {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3) var(--_space-5);
  }
  .picks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .pick {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: var(--_target);
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .pick input {
    appearance: none;
    position: absolute;
    inset: 0;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .pick :checked {
    border: 4px solid var(--_accent);
  }
  .pick > span {
    margin: 6px;
    padding: 0.25em 0.5em;
    border-radius: 2px;
    line-height: 1.25;
    font-weight: var(--_weight-strong);
    /* The box beneath it is what is pressed. */
    pointer-events: none;
    z-index: 1;
  }
  .pick[data-of='125'] > span {
    font-size: 1.25em;
  }
  .pick[data-of='150'] > span {
    font-size: 1.5em;
  }
  .pick[data-of='200'] > span {
    font-size: 2em;
    line-height: 1;
  }
  /* Each is told from the others, and from the usual one, by what it looks like. */
  .pick:is([data-of='white'], [data-of='black'], [data-of='blue'], [data-of='brown'], [data-of='green']) > span {
    border: 1px solid;
    forced-color-adjust: none;
  }
  .pick[data-of='white'] > span {
    background: #ffffff;
    color: #000000;
  }
  .pick[data-of='black'] > span {
    background: #000000;
    color: #ffffff;
  }
  .pick[data-of='blue'] > span {
    background: #9dd1ff;
    color: #063462;
  }
  .pick[data-of='brown'] > span {
    background: #f7f3d6;
    color: #4d4b43;
  }
  .pick[data-of='green'] > span {
    background: #3b2716;
    color: #a9e44d;
  }
  .pick[data-of='arial'] > span {
    font-family: Arial, 'Liberation Sans', sans-serif;
  }
  .pick[data-of='times'] > span {
    font-family: 'Times New Roman', 'Liberation Serif', serif;
  }
  .panel > [role='status']:empty {
    margin-block-start: calc(-1 * var(--_space-3));
  }
  @media (forced-colors: active) {
    .pick :checked {
      border-color: Highlight;
    }
  }
`;
