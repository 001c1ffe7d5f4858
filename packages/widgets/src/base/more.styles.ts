import { css } from './css.ts';

/** What opens on demand. */
export const moreStyles = css`
  .more summary {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    font-weight: var(--_weight-strong);
    color: var(--_accent);
    cursor: pointer;
    list-style: none;
  }
  .more summary::-webkit-details-marker {
    display: none;
  }
  .more summary::before {
    content: '';
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: translateY(-0.12em) rotate(45deg);
  }
  .more[open] > summary::before {
    transform: translateY(0.12em) rotate(-135deg);
  }
`;
