import { css } from '../base/css.ts';

/** A publication read whole: running text of the safe subset, and where it comes from. */
export const feedLateStyles = css`
  /* What is added to a long list is laid out without the rest. Nothing here counts from the end: that would style all anew. */
  .list {
    contain: layout style;
  }
  .list + .list > li:first-child {
    border-block-start: 0;
  }
  .whole > * + * {
    margin-block-start: var(--_space-4);
  }
  .body {
    overflow-x: auto;
    margin: calc(var(--_space-4) - 5px) -5px -5px;
    padding: 5px;
  }
  .body > * + * {
    margin-block-start: var(--_space-3);
  }
  .body :is(h4, h5, h6) {
    margin-block: var(--_space-5) 0;
    font-size: 1.0625em;
    line-height: var(--otklik-leading-tight, 1.25);
  }
  .body :is(ul, ol) {
    padding-inline-start: 1.5em;
    list-style: revert;
  }
  .body li + li {
    margin-block-start: var(--_space-1);
  }
  .body table {
    border-collapse: collapse;
    font-size: 0.9375em;
  }
  .body :is(th, td) {
    padding: 0.5em 1em 0.5em 0;
    text-align: start;
    vertical-align: baseline;
    border-block-end: 1px solid var(--_line);
  }
  .body blockquote {
    margin-inline: 0;
    padding-inline-start: var(--_space-4);
    border-inline-start: 3px solid var(--_line);
  }
  .body img {
    max-inline-size: 100%;
    block-size: auto;
  }
  .panel h4 {
    margin-block-end: var(--_space-3);
    font-size: 1em;
    font-weight: var(--_weight-strong);
  }
  .filters {
    display: grid;
    gap: var(--_space-4);
    padding-block: var(--_space-2) var(--_space-4);
  }
  .answers {
    display: flex;
    gap: var(--_space-3);
  }
  .useful > * + * {
    margin-block-start: var(--_space-2);
  }
  .history h4:not(:first-child) {
    margin-block-start: var(--_space-5);
  }
  .history li + li {
    margin-block-start: var(--_space-2);
  }
  del {
    color: var(--_text-soft);
  }
  ins {
    background: var(--_accent-soft);
    text-decoration-thickness: 2px;
  }
  @container (inline-size >= 36em) {
    .filters {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      align-items: end;
    }
    .filters .actions {
      grid-column: 1 / -1;
    }
  }
  @container (inline-size >= 48em) {
    .filters {
      grid-template-columns: repeat(3, minmax(0, 1fr)) auto;
    }
    .filters .actions {
      grid-column: auto;
    }
  }
  /* What narrows is a column of its own. By a class: with :has() whatever is added to the list would style all of it anew. */
  @container (inline-size >= 56em) {
    .beside {
      display: flow-root;
    }
    .beside > * + * {
      margin-block-start: var(--_space-4);
    }
    .beside > form ~ * {
      margin-inline-start: calc(15em + var(--otklik-space-6, 32px));
    }
    /* Of letters that are smaller. */
    .beside > form ~ .small {
      margin-inline-start: calc(15em / 0.875 + var(--otklik-space-6, 32px));
    }
    .beside .narrow {
      float: inline-start;
      inline-size: 15em;
    }
    .beside .filters {
      grid-template-columns: minmax(0, 1fr);
    }
    @supports selector(::details-content) {
      .wide .narrow summary {
        display: none;
      }
      .wide .narrow::details-content {
        content-visibility: visible;
        block-size: auto;
      }
    }
  }
  @container (inline-size >= 40em) {
    .panel {
      padding: var(--_space-5);
    }
  }
  @media print {
    form,
    .actions,
    button,
    .foot {
      display: none;
    }
    .body a[href^='http']::after {
      content: ' (' attr(href) ')';
      overflow-wrap: anywhere;
    }
    .beside > form ~ * {
      margin-inline-start: 0;
    }
  }
`;
