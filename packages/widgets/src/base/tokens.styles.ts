import { css } from './css.ts';

/**
 * Public tokens `--otklik-*` with their defaults, as private ones. Other schemes: schemes.styles.ts. Of
 * what a page's style sheet bends only that comes in which is the host's or the reader's to say.
 */
export const tokens = css`
  .o {
    all: initial;
    display: block;
    visibility: inherit;
    pointer-events: inherit;
    font-family: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    -webkit-text-size-adjust: inherit;
    color-scheme: var(--otklik-scheme, light);
    --_text-s: var(--otklik-text-s, 0.875em);
    --_weight-strong: var(--otklik-weight-strong, 600);
    --_space-1: var(--otklik-space-1, 4px);
    --_space-2: var(--otklik-space-2, 8px);
    --_space-3: var(--otklik-space-3, 12px);
    --_space-4: var(--otklik-space-4, 16px);
    --_space-5: var(--otklik-space-5, 24px);
    --_radius: var(--otklik-radius, 8px);
    --_target: var(--otklik-target, 2.875em);
    --_measure: var(--otklik-measure, 40em);
    --_surface: var(--otklik-surface, #ffffff);
    --_line: var(--otklik-line, #d3dce2);
    --_text: var(--otklik-text, #15212b);
    --_text-soft: var(--otklik-text-soft, #4f5e6b);
    --_accent: var(--otklik-accent, #0b5a7d);
    --_accent-strong: var(--otklik-accent-strong, #083f59);
    --_on-accent: var(--otklik-on-accent, #ffffff);
    --_accent-soft: var(--otklik-accent-soft, #e5f0f5);
    --_control-line: var(--otklik-control-line, #6b7b88);
  }
`;
