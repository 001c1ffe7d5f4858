import { css } from './css.ts';

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
    --_n: var(--_warning, var(--otklik-warning, #7d4e00));
  }
  .rail > .warn::before {
    border-radius: 1px;
    transform: rotate(45deg) scale(0.9);
  }
  .rail > .bad {
    --_n: var(--_danger, var(--otklik-danger, #b3261e));
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
      border-color: CanvasText;
    }
  }
`;
