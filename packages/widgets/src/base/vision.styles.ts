import { css } from './css.ts';

/**
 * How a person with low vision wants to see, as attributes that vision.ts puts beside the view. Surface
 * and text are given, everything else follows the text: tints say nothing here, lines do.
 */
export const visionStyles = css`
  /* The layout is the page's, from right to left; our words go from left to right, dates and numbers in them too. */
  .o[data-turned] * {
    unicode-bidi: plaintext;
  }
  .o[data-turned] > * {
    text-align: right;
  }
  .o[data-colors] {
    color-scheme: light;
    --_surface-soft: var(--_surface);
    --_line: var(--_text);
    --_text-soft: var(--_text);
    --_accent: var(--_text);
    --_accent-strong: var(--_text);
    --_on-accent: var(--_surface);
    --_accent-soft: var(--_surface);
    --_control-line: var(--_text);
    --_focus: var(--_text);
    --_danger: var(--_text);
    --_danger-soft: var(--_surface);
    --_warning: var(--_text);
    --_warning-soft: var(--_surface);
    --_success: var(--_text);
    --_success-soft: var(--_surface);
    --_chart: var(--_text);
    --_chart-quiet: var(--_text);
    --_chart-track: var(--_surface);
    --_panel-line-width: 2px;
    --_panel-line: var(--_text);
  }
  .o[data-colors='white'] {
    --_surface: #ffffff;
    --_text: #000000;
  }
  .o[data-colors='black'] {
    color-scheme: dark;
    --_surface: #000000;
    --_text: #ffffff;
  }
  .o[data-colors='blue'] {
    --_surface: #9dd1ff;
    --_text: #063462;
  }
  .o[data-colors='brown'] {
    --_surface: #f7f3d6;
    --_text: #4d4b43;
  }
  .o[data-colors='green'] {
    color-scheme: dark;
    --_surface: #3b2716;
    --_text: #a9e44d;
  }
  .o[data-colors] .btn[aria-disabled='true'] {
    opacity: 1;
    border-style: dashed;
  }
  .o[data-size='125'] {
    font-size: calc(1.25 * var(--otklik-font-size, 1em));
  }
  .o[data-size='150'] {
    font-size: calc(1.5 * var(--otklik-font-size, 1em));
  }
  .o[data-size='200'] {
    font-size: calc(2 * var(--otklik-font-size, 1em));
  }
  .o[data-letters='average'] {
    letter-spacing: max(2px, 0.1em);
  }
  .o[data-letters='big'] {
    letter-spacing: max(4px, 0.2em);
  }
  .o[data-letters] * {
    letter-spacing: inherit !important;
  }
  .o[data-lines='average'] {
    line-height: 2;
  }
  .o[data-lines='big'] {
    line-height: 2.5;
  }
  /* Beside the middle of the first line. */
  .o[data-lines='average'] .choice input {
    margin-block-start: 0.25em;
  }
  .o[data-lines='big'] .choice input {
    margin-block-start: 0.5em;
  }
  .o[data-lines] * {
    line-height: inherit !important;
  }
  .o[data-family='arial'] {
    font-family: Arial, 'Liberation Sans', sans-serif;
  }
  .o[data-family='times'] {
    font-family: 'Times New Roman', 'Liberation Serif', serif;
  }
  .o[data-images='gray'] :is(img, svg) {
    filter: grayscale(1);
  }
  /* Bars and lines of results tell something; icons only repeat the words beside them. */
  .o[data-images='off'] :is(img, svg[aria-hidden='true']:not(.bar, .spark)) {
    display: none;
  }
  .unseen {
    display: inline-block;
    padding: 0.25em 0.5em;
    border: 1px dashed;
  }
  @media (prefers-contrast: more) {
    .o[data-theme] {
      --_text-soft: var(--_text);
      --_line: var(--_text);
      --_control-line: var(--_text);
      --_panel-line-width: 2px;
      --_panel-line: var(--_text);
    }
  }
`;
