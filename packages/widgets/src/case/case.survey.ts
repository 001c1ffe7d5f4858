import { html, nothing } from 'lit-html';
import type { Context } from './case.context.ts';

/** The survey of how information is given; where there is none such, any that the agency has open. */
const preferred = 'information-access';

/** An id as it may stand in an address. */
const isId = (id: unknown): id is string => typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(id);

/** Which of the surveys to ask for, by their ids. */
export function surveyOf(surveys: readonly { id: string }[]): string | undefined {
  const ids = surveys.map(({ id }) => id).filter(isId);
  return ids.find((id) => id === preferred) ?? ids[0];
}

/**
 * An invitation that can't be linked to the case: one address for everybody, without a parameter, which
 * doesn't learn where its reader came from.
 */
export function surveyView({ host, case: found, survey }: Context): unknown {
  if (!found.closedOn || !survey) return nothing;
  return html`<section class="panel stack g2">
    <h3 class="h">${host.t('survey.title')}</h3>
    <p class="text">${host.t('survey.why')}</p>
    <p>
      <a href=${host.page(`survey/${survey}`)} rel="noopener noreferrer" referrerpolicy="no-referrer">
        ${host.t('survey.go')}
      </a>
    </p>
  </section>`;
}
