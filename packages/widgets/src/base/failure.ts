import { html, type TemplateResult } from 'lit-html';
import type { OtklikElement } from './element.ts';
import { alertIcon } from './icons.ts';

/** What failed and why, and perhaps what can be done. */
export const failureNote = (host: OtklikElement, error: unknown, more?: TemplateResult): TemplateResult =>
  html`<div class="note danger">${alertIcon()}<div><h3>${host.t('failed')}</h3><p>${host.failure(error)}</p>${more}</div></div>`;
