import { html, nothing } from 'lit-html';
import type { Context } from './case.context.ts';

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
