import { css } from '../base/css.ts';

/** Files that are fetched by a form: they look as links to files do, for they do the same. */
export const caseFilesStyles = css`
  .fetch {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
    min-block-size: var(--_target);
    padding: 0.625em 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .fetch:hover {
    color: var(--_accent-strong);
  }
  .fetch bdi {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .fetch small {
    font-size: var(--_text-s);
    color: var(--_text-soft);
    white-space: nowrap;
    text-decoration: none;
    display: inline-block;
  }
`;
