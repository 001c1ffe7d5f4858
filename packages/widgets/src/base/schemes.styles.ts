import { css } from './css.ts';

/**
 * The schemes that not every page needs, so fetched by those that do. Dark and contrast are whole
 * palettes of ours: a host's colours are chosen for its light surface and can't be trusted there.
 */
export const schemeStyles = css`
  .o[data-theme='dark'] {
    color-scheme: dark;
    --_surface: #10181f;
    --_surface-soft: #19252e;
    --_panel-line: transparent;
    --_panel-line-width: 0px;
    --_line: #30404c;
    --_text: #e9eff3;
    --_text-soft: #a8b7c2;
    --_accent: #7ccaec;
    --_accent-strong: #b3e0f4;
    --_on-accent: #06202c;
    --_accent-soft: #15323f;
    --_control-line: #8293a0;
    --_focus: #ffd166;
    --_danger: #ffa196;
    --_danger-soft: #371b19;
    --_warning: #f2c56d;
    --_warning-soft: #30260f;
    --_success: #8bd8a5;
    --_success-soft: #152e1f;
    --_chart: #7ccaec;
    --_chart-quiet: #71838f;
    --_chart-track: #22303a;
  }
  .o[data-theme='contrast'] {
    color-scheme: dark;
    --_surface: #000000;
    --_surface-soft: #000000;
    --_panel-line: #ffffff;
    --_panel-line-width: 2px;
    --_line: #ffffff;
    --_text: #ffffff;
    --_text-soft: #ffffff;
    --_accent: #ffe14d;
    --_accent-strong: #ffffff;
    --_on-accent: #000000;
    --_accent-soft: #000000;
    --_control-line: #ffffff;
    --_focus: #4de1ff;
    --_danger: #ffb4ab;
    --_danger-soft: #000000;
    --_warning: #ffe14d;
    --_warning-soft: #000000;
    --_success: #a6f0bd;
    --_success-soft: #000000;
    --_chart: #ffe14d;
    --_chart-quiet: #ffffff;
    --_chart-track: #000000;
  }
  /* Native ones have greys of their own there. */
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input {
    appearance: none;
    border: 2px solid var(--_control-line);
    border-radius: 50%;
  }
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input:checked {
    border-color: var(--_accent);
  }
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input[type='radio']:checked {
    background: radial-gradient(circle, var(--_accent) 0 42%, var(--_surface) 46%);
  }
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input[type='checkbox'] {
    border-radius: var(--otklik-radius-s, 4px);
  }
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input[type='checkbox']:checked {
    background: var(--_accent);
  }
  :is([data-theme='dark'], [data-theme='contrast'], [data-colors]) .choice input[type='checkbox']:checked::after {
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
    .choice.choice input {
      appearance: auto !important;
    }
  }
`;
