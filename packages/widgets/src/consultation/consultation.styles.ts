import { css } from '../base/css.ts';

/**
 * What a need doesn't ask for doesn't show, and a contact shows under the reply form that needs it: by
 * the choice itself, so without JavaScript too. Where a browser doesn't know :has() all shows.
 */
export const consultationStyles = css`
  .needs .choice {
    padding-inline: var(--_space-3);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    margin-block-start: var(--_space-2);
    font-weight: var(--_weight-strong);
  }
  .needs .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .contact {
    margin-inline-start: 2.25em;
    margin-block: var(--_space-1) var(--_space-3);
  }
  @supports selector(:has(*)) {
    .contact {
      display: none;
    }
    li:has(:checked) > .contact,
    form:has(#visit:checked) .visit > .contact,
    form:has(#callback:checked) .phone > .contact {
      display: block;
    }
    form:has(#visit:checked, #callback:checked) .contact {
      margin: 0;
    }
    form:has(#appeal:checked) .rest,
    form:has(#visit:checked) .reply :is(legend, .choice, li:not(.visit)),
    form:has(#callback:checked) .reply :is(legend, .choice, li:not(.phone)) {
      display: none;
    }
  }
`;
