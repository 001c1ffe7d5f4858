import { html, type TemplateResult } from 'lit';
import type { OtklikElement } from './element.ts';
import { alertIcon } from './icons.ts';

/** What failed, why, and perhaps the button that tries again. */
export const failureNote = (host: OtklikElement, error: unknown, button?: TemplateResult): TemplateResult =>
  html`<div class="note danger">${alertIcon}<div><h3>${host.t('failed')}</h3><p>${host.failure(error)}</p>${button}</div></div>`;

/** Tries again; while it does, it says so and stays. When the widget is there at last, its title takes the focus. */
export const retryButton = (host: OtklikElement, busy: boolean, retry: () => void): TemplateResult => {
  const again = (): void => {
    host.addEventListener('otklik-ready', () => host.renderRoot.querySelector('h2')?.focus(), { once: true });
    retry();
  };
  return html`<p><button type="button" class="btn line" aria-disabled=${busy} @click=${again}>${host.t(busy ? 'loading' : 'retry')}</button></p>`;
};
