import { css } from 'lit';

/** A label and its value; status as shape, word and colour; files. */
export const factsStyles = css`
  .facts {
    display: grid;
    gap: var(--_space-2);
  }
  .facts > div {
    display: grid;
    gap: 0 var(--_space-4);
  }
  dt {
    color: var(--_text-soft);
    font-size: var(--_text-s);
  }
  .panel {
    padding: var(--_space-4);
    border-radius: var(--_radius);
    background: var(--_surface-soft);
    border: var(--_panel-line-width) solid var(--_panel-line);
  }
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
  @container (inline-size >= 30em) {
    .facts > div {
      grid-template-columns: 11em minmax(0, 1fr);
      align-items: baseline;
    }
    .facts.narrow > div {
      grid-template-columns: 6.5em minmax(0, 1fr);
    }
    dt {
      font-size: 0.9375em;
    }
  }
`;

export const statusStyles = css`
  .status {
    display: inline-flex;
    align-items: baseline;
    gap: 0.45em;
    font-weight: var(--_weight-strong);
    color: var(--_c, var(--_text));
  }
  .status::before {
    content: '';
    flex: none;
    inline-size: 0.65em;
    block-size: 0.65em;
    border-radius: 50%;
    background: currentColor;
  }
  .status.off::before {
    background: none;
    box-shadow: inset 0 0 0 2px currentColor;
  }
  .ok {
    --_c: var(--_success);
  }
  .bad {
    --_c: var(--_danger);
  }
  .warn {
    --_c: var(--_warning);
  }
  .off {
    --_c: var(--_text-soft);
  }
  .go {
    --_c: var(--_accent);
  }
  .status.bad::before,
  .status.warn::before {
    border-radius: 1px;
  }
  .status.warn::before {
    transform: rotate(45deg);
  }
  @media (forced-colors: active) {
    .status::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .status.off::before {
      background: Canvas;
    }
  }
`;

/** The rail, our own mark: open ring what a person did, dot what the body did, diamond a changed term, square a refusal, dashed ring what is to come. */
export const railStyles = css`
  .rail > li {
    position: relative;
    padding-inline-start: 2em;
    padding-block-end: var(--_space-5);
  }
  .rail > li::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.1875em;
    inset-block-start: 0.3em;
    inline-size: 0.875em;
    block-size: 0.875em;
    border-radius: 50%;
    background: var(--_n, var(--_text-soft));
    z-index: 1;
  }
  .rail > li.you::before {
    background: var(--_surface);
    border: 3px solid var(--_accent);
  }
  .rail > .us {
    --_n: var(--_accent);
  }
  .rail > .warn {
    --_n: var(--_warning);
  }
  .rail > .warn::before {
    border-radius: 1px;
    transform: rotate(45deg) scale(0.9);
  }
  .rail > .bad {
    --_n: var(--_danger);
  }
  .rail > .bad::before {
    border-radius: 2px;
  }
  .rail > li.next::before {
    background: var(--_surface);
    border: 2px dashed var(--_control-line);
  }
  .rail > li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: calc(0.625em - 1px);
    inset-block: 1.4em -0.1em;
    border-inline-start: 2px solid var(--_line);
  }
  .rail > li.dash:not(:last-child)::after {
    border-inline-start-style: dashed;
    border-color: var(--_control-line);
  }
  .rail > li:last-child {
    padding-block-end: 0;
  }
  time {
    color: var(--_text-soft);
    font-size: var(--_text-s);
  }
  @media (forced-colors: active) {
    .rail > li::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .rail > li.you::before,
    .rail > li.next::before {
      background: Canvas;
    }
  }
`;
