import { css } from './css.ts';
import { plainFactsStyles } from './facts.plain.styles.ts';
import { filesStyles } from './files.styles.ts';

// Each sheet in a file of its own: a bundler keeps all that stand in one.
export { railStyles } from './rail.styles.ts';
export { statusStyles } from './status.styles.ts';

/** A label and its value; panels; files. */
export const factsStyles = [
  plainFactsStyles,
  filesStyles,
  css`
    .panel {
      padding: var(--_space-4);
      border-radius: var(--_radius);
      background: var(--_surface-soft, var(--otklik-surface-soft, #f2f5f7));
      border: var(--_panel-line-width, var(--otklik-panel-line-width, 0px)) solid var(--_panel-line, var(--otklik-panel-line, transparent));
    }
    @container (inline-size >= 30em) {
      .facts > div {
        grid-template-columns: 11em minmax(0, 1fr);
      }
      .facts.narrow > div {
        grid-template-columns: 6.5em minmax(0, 1fr);
      }
      dt {
        font-size: 0.9375em;
      }
    }
  `,
];
