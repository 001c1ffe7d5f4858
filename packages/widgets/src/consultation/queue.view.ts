import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { alertIcon } from '../base/icons.ts';
import { infoIcon } from '../base/icons.more.ts';
import type { OtklikConsultation } from './consultation.ts';

/** Something unsent as a person sees it, and what they do with it. */
export interface QueueShown {
  /** From an earlier visit. */
  readonly resumed: boolean;
  /** Code of what stands against it. */
  readonly problem: string;
  /** The server is there, and asks to wait. */
  readonly slow: boolean;
  /** An attempt is under way. */
  readonly trying: boolean;
  /** Once that is over, the form is shown again. */
  readonly editing: boolean;
  /** The device keeps it. */
  readonly stored: boolean;
  /** It may have arrived, though no answer did. */
  readonly doubt: boolean;
  /** Until the next attempt. */
  readonly seconds: number;
  send(): void;
  change(): void;
}

/** Takes the focus: that it isn't sent, why, and what happens next. */
export function queueView(host: OtklikConsultation, shown: QueueShown): TemplateResult {
  const { resumed, problem, slow, trying, editing, stored, doubt, seconds, send, change } = shown;
  const own = `queue_${problem}`;
  const told = trying ? 'queueTrying' : slow ? 'queueSlow' : host.t(own) === own ? 'queue_internal' : own;
  const why = host.t(told);
  const time =
    seconds < 100 ? host.t('queueSeconds', { n: seconds }) : host.t('queueMinutes', { n: Math.round(seconds / 60) });
  return html`<section class="note unsent ${slow ? 'warning' : 'danger'}" tabindex="-1">
    ${slow ? infoIcon() : alertIcon()}
    <div>
      <h3>${keyed(resumed, html`<span>${host.t(resumed ? 'queueResumed' : 'notSent')}</span>`)}</h3>
      <div role="status">${keyed(why, html`<p>${why}</p>`)}</div>
      ${trying ? nothing : keyed(time, html`<p class="next">${host.t(slow ? 'queueIn' : 'queueAgain', { time })}</p>`)}
      <p>${keyed(stored, html`<span>${host.t(stored ? 'queueStored' : 'queueStay')}</span>`)}</p>
      ${doubt ? html`<p>${host.t('queueDoubt')}</p>` : nothing}
      <div class="actions">
        <button class="btn line" part="button" type="button" aria-disabled=${trying} @click=${send}>
          ${host.t('queueNow')}
        </button>
        <button class="btn" part="button" type="button" @click=${change}>
          ${keyed(editing, html`<span>${host.t(editing ? 'queueEditing' : 'queueEdit')}</span>`)}
        </button>
      </div>
    </div>
  </section>`;
}
