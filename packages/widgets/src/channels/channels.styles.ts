import { css } from '../base/css.ts';

/**
 * Cards, one to three abreast by the room there is. In a column too narrow for them (a portal's
 * side), only what is open and the numbers, and a link to the rest: never on the page it leads to.
 */
export const channelsStyles = css`
  .ways .choice {
    padding: 0.75em 1em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
  }
  .ways .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
    padding: var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .card .h {
    display: flex;
    gap: 0.5em;
  }
  .card svg {
    color: var(--_accent);
  }
  .num {
    color: inherit;
    text-decoration: none;
    font-size: 1.375em;
    font-weight: var(--_weight-strong);
  }
  .card .facts {
    align-content: start;
    flex: 1;
  }
  .card .facts > div {
    grid-template-columns: 7em minmax(0, 1fr);
  }
  .card dt,
  dd {
    font-size: 0.9375em;
  }
  .quiet {
    font-weight: 400;
    text-decoration: underline;
  }
  dd span {
    display: inline-block;
  }
  @container (inline-size < 20em) {
    .brief .full,
    .brief .card svg,
    .brief .card:nth-child(n + 4) {
      display: none;
    }
    .brief .card {
      padding: 0;
      border: 0;
      gap: 0;
    }
    .brief .h,
    .brief .num {
      font-size: 1em;
    }
  }
  @container (inline-size >= 20em) {
    .all {
      display: none;
    }
  }
  @container (inline-size >= 36em) {
    .ways {
      display: flex;
      flex-wrap: wrap;
    }
  }
  @container (inline-size >= 44em) {
    .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (inline-size >= 68em) {
    .cards {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @media print {
    .btn[href^='h'] {
      display: block;
    }
    .btn::after {
      content: ' ' attr(href);
    }
  }
`;
