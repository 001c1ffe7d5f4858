import { html, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { questionLimit } from '@otklik/core/domain/consultations/kinds.js';
import type { Need } from '@otklik/core/domain/consultations/vocabulary.js';
import { typedText } from '@otklik/core/domain/typed-text.js';
import type { OtklikConsultation } from './consultation.ts';

/** From so many letters on the room that is left is told. */
const near = questionLimit - 500;

/** The question as a need puts it; undefined: as it stands. Made anew with each need, since a page's translation replaces text nodes. */
export const asked = (host: OtklikConsultation, need: Need): TemplateResult | undefined =>
  need === 'information' ? undefined : html`${keyed(need, html`<span>${host.t(`question_${need}`)}</span>`)}`;

/** How much room is left, or what is over; nothing is ever cut off. Told when it changes its kind, not at every letter. */
export function counter(host: OtklikConsultation, question: string): TemplateResult {
  const n = questionLimit - typedText(question).trim().length;
  const over = n < 0;
  const text = n > questionLimit - near ? '' : host.t(over ? 'over' : 'left', { n: Math.abs(n) });
  return html`<p class="small counter ${over ? 'err' : 'soft'}">${keyed(n, html`<span>${text}</span>`)}</p>
    <p class="vh" role="status">${keyed(over, html`<span>${over ? host.t('overSaid') : ''}</span>`)}</p>`;
}
