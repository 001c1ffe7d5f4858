import { css } from 'lit';

/**
 * Public tokens `--otklik-*` with their defaults, as private ones. Dark and contrast are whole
 * palettes of ours: a host's colours are chosen for its light surface and can't be trusted there.
 */
export const tokens = css`
  .o {
    color-scheme: light;
    --_font-size: var(--otklik-font-size, 1em);
    --_text-s: var(--otklik-text-s, 0.875em);
    --_text-l: var(--otklik-text-l, 1.1875em);
    --_text-xl: var(--otklik-text-xl, 1.375em);
    --_text-xxl: var(--otklik-text-xxl, 1.75em);
    --_text-number: var(--otklik-text-number, 2em);
    --_leading: var(--otklik-leading, 1.5);
    --_leading-tight: var(--otklik-leading-tight, 1.25);
    --_weight-strong: var(--otklik-weight-strong, 600);
    --_weight-title: var(--otklik-weight-title, 650);
    --_space-1: var(--otklik-space-1, 4px);
    --_space-2: var(--otklik-space-2, 8px);
    --_space-3: var(--otklik-space-3, 12px);
    --_space-4: var(--otklik-space-4, 16px);
    --_space-5: var(--otklik-space-5, 24px);
    --_space-6: var(--otklik-space-6, 32px);
    --_space-7: var(--otklik-space-7, 48px);
    --_radius: var(--otklik-radius, 8px);
    --_radius-s: var(--otklik-radius-s, 4px);
    --_target: var(--otklik-target, 2.875em);
    --_measure: var(--otklik-measure, 40em);
    --_panel-line-width: var(--otklik-panel-line-width, 0px);
    --_panel-line: var(--otklik-panel-line, transparent);
    --_focus-width: var(--otklik-focus-width, 3px);
    --_focus-gap: var(--otklik-focus-gap, 2px);
    --_motion: var(--otklik-motion, 120ms);
    --_surface: var(--otklik-surface, #ffffff);
    --_surface-soft: var(--otklik-surface-soft, #f2f5f7);
    --_line: var(--otklik-line, #d3dce2);
    --_text: var(--otklik-text, #15212b);
    --_text-soft: var(--otklik-text-soft, #4f5e6b);
    --_accent: var(--otklik-accent, #0b5a7d);
    --_accent-strong: var(--otklik-accent-strong, #083f59);
    --_on-accent: var(--otklik-on-accent, #ffffff);
    --_accent-soft: var(--otklik-accent-soft, #e5f0f5);
    --_control-line: var(--otklik-control-line, #6b7b88);
    --_focus: var(--otklik-focus, #1b66d2);
    --_danger: var(--otklik-danger, #b3261e);
    --_danger-soft: var(--otklik-danger-soft, #fceeec);
    --_warning: var(--otklik-warning, #7d4e00);
    --_warning-soft: var(--otklik-warning-soft, #fcf3df);
    --_success: var(--otklik-success, #1d6a3b);
    --_success-soft: var(--otklik-success-soft, #e8f4ec);
    --_chart: var(--otklik-chart, #0b5a7d);
    --_chart-quiet: var(--otklik-chart-quiet, #6d8594);
    --_chart-track: var(--otklik-chart-track, #e8eef1);
  }
  .o[data-theme='dark'] {
    color-scheme: dark;
    --_surface: #10181f;
    --_surface-soft: #19252e;
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
    --_panel-line-width: 2px;
    --_panel-line: #ffffff;
  }
  @media (prefers-reduced-motion: reduce) {
    .o {
      --_motion: 0s;
    }
  }
`;
