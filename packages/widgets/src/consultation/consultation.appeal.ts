import { html, nothing, type TemplateResult } from 'lit-html';
import { infoIcon } from '../base/icons.more.ts';
import type { OtklikConsultation } from './consultation.ts';

/** An appeal is led to where the law wants it, with the reason (59-FZ; 547-FZ: identification). Whoever only has a question asks it all the same. */
export function appealPanel(host: OtklikConsultation, ask: () => void): TemplateResult {
  const agency = host.about.value;
  return html`<div class="note appeal" role="status">
    ${infoIcon()}
    <div class="stack g3">
      <h3>${host.t('appealTitle')}</h3>
      <p>${host.t('appealWhy')}</p>
      <p>
        ${host.t('appealWays')}
        ${agency ? html`<b>${host.text(agency.postalAddress)}</b>.` : ''}
        <a href=${host.page('channels')}>${host.t('appealVisit')}</a>
      </p>
      <div class="actions">
        ${agency?.appealPortals.map(
          ({ title, url }) =>
            html`<a class="btn main" href=${host.safe(url) || nothing} rel="noreferrer">${host.text(title)}</a>`,
        )}
        <button type="button" class="inline" @click=${ask}>${host.t('appealAsk')}</button>
      </div>
    </div>
  </div>`;
}
