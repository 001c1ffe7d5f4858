import { css } from '../base/css.ts';

/** A contact shows under the reply form that needs it: by the choice itself, so without JavaScript too. */
export const consultationStyles = css`
  .contact {
    margin-inline-start: 2.25em;
    margin-block: var(--_space-1) var(--_space-3);
  }
  @supports selector(:has(*)) {
    .contact {
      display: none;
    }
    li:has(:checked) > .contact {
      display: block;
    }
  }
`;
