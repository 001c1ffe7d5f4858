import { css } from './css.ts';
import { tokens } from './tokens.styles.ts';

/** What every widget stands on: a guest on the page, its family, size and language the host's. */
const base = css`
  :host {
    display: block;
  }
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .o {
    container-type: inline-size;
    font-size: var(--otklik-font-size, 1em);
    line-height: var(--otklik-leading, 1.5);
    color: var(--_text);
    background: var(--_surface);
    overflow-wrap: break-word;
  }
  :where(h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset, legend, span) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  :where(ul, ol) {
    list-style: none;
  }
  :where(input, select, textarea, button) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    color: var(--_accent-strong);
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: var(--otklik-focus-width, 3px) solid var(--_focus, var(--otklik-focus, #1b66d2));
    outline-offset: var(--otklik-focus-gap, 2px);
  }
  p,
  dd,
  .h {
    text-wrap: pretty;
  }
  b {
    font-weight: var(--_weight-strong);
  }
  .vh {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .title {
    font-size: var(--otklik-text-xl, 1.375em);
    line-height: 1.2;
    text-wrap: balance;
    letter-spacing: -0.012em;
    font-weight: var(--otklik-weight-title, 650);
  }
  .h {
    font-size: var(--otklik-text-l, 1.1875em);
    font-weight: var(--_weight-strong);
    line-height: var(--otklik-leading-tight, 1.25);
  }
  .soft {
    color: var(--_text-soft);
  }
  .small {
    font-size: var(--_text-s);
  }
  .text {
    max-inline-size: var(--_measure);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_gap, var(--_space-4));
  }
  .g2 {
    --_gap: var(--_space-2);
  }
  .g3 {
    --_gap: var(--_space-3);
  }
  .g4 {
    --_gap: var(--_space-4);
  }
  .g5 {
    --_gap: var(--_space-5);
  }
  .g6 {
    --_gap: var(--otklik-space-6, 32px);
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    padding: 0.5em 1.125em;
    border: 2px solid transparent;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
    color: var(--_accent);
    font-weight: var(--_weight-strong);
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
  }
  .main {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  .main:hover {
    --_accent: var(--_accent-strong);
    color: var(--_on-accent);
  }
  .line {
    border: 1px solid var(--_control-line);
  }
  .line:hover {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .btn[aria-disabled='true'] {
    cursor: default;
    opacity: 0.7;
  }
  .actions {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
  }
  .note {
    display: flex;
    gap: var(--_space-3);
    padding: var(--_space-4);
    border-radius: var(--_radius);
    background: var(--_surface-soft, var(--otklik-surface-soft, #f2f5f7));
    border: var(--_panel-line-width, var(--otklik-panel-line-width, 0px)) solid var(--_panel-line, var(--otklik-panel-line, transparent));
  }
  .note > div {
    flex: 1;
    min-inline-size: 0;
    max-inline-size: var(--_measure);
  }
  .note > div > * + * {
    margin-block-start: var(--_space-2);
  }
  .note > svg {
    margin-block-start: 0.125em;
    color: var(--_c, var(--_accent));
  }
  .note h3 {
    font-weight: var(--_weight-strong);
    font-size: 1em;
    line-height: 1.4;
  }
  .warning {
    --_c: var(--_warning, var(--otklik-warning, #7d4e00));
    background: var(--_warning-soft, var(--otklik-warning-soft, #fcf3df));
  }
  .danger {
    --_c: var(--_danger, var(--otklik-danger, #b3261e));
    background: var(--_danger-soft, var(--otklik-danger-soft, #fceeec));
  }
  @container (inline-size >= 30em) {
    .actions {
      flex-direction: row;
      flex-wrap: wrap;
      align-items: center;
    }
  }
  @container (inline-size >= 40em) {
    .title {
      font-size: var(--otklik-text-xxl, 1.75em);
    }
  }
  @media (forced-colors: active) {
    svg {
      stroke: CanvasText;
    }
    .note {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .ask,
    .btn {
      display: none;
    }
  }
`;

export const baseStyles = [tokens, base];
