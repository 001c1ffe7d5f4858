import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { warningIcon } from '../base/icons.more.ts';
import { momentInWords } from '../base/moments.ts';
import type { OtklikConsultation } from './consultation.ts';

const draftPlaces = ['none', 'device', 'file'] as const;
export type DraftPlace = (typeof draftPlaces)[number];

/** A draft as a person sees it, and what they do with it. Moments in ISO 8601. */
export interface DraftShown {
  readonly place: DraftPlace;
  /** Another version, and the key of the sentence that offers it. */
  readonly offer: { saved: string; words: string } | undefined;
  /** Key of a sentence, with a moment for it. */
  readonly told: { key: string; saved?: string } | undefined;
  readonly savedAt: Date | undefined;
  choose(event: Event): void;
  remove(): void;
  download(): void;
  open(event: Event): unknown;
  decide(take: boolean): void;
}

function words(host: OtklikConsultation, key: string, saved?: string): string {
  return host.t(key, { moment: saved ? momentInWords(host, saved) : '' }).trim();
}

/** Where the draft is kept, as the person chooses, and what became of it. */
export function draftView(host: OtklikConsultation, draft: DraftShown): TemplateResult {
  const { place, told, savedAt } = draft;
  const choice = (one: DraftPlace): TemplateResult =>
    html`<label class="choice"
      ><input type="radio" name="draft" value=${one} ?checked=${one === place} @change=${draft.choose} /><span
        >${host.t(`draft_${one}`)}</span
      ></label
    >`;
  return html`<fieldset class="field draft" part="field" aria-describedby="draft-hint">
    <legend class="label" part="label">${host.t('draft')}</legend>
    <p class="hint" part="hint" id="draft-hint">${host.t('draftHint')}</p>
    <div class="places">${draftPlaces.map(choice)}</div>
    <p class="hint" part="hint">${host.t('draftShared')}</p>
    ${place === 'file' ? fileView(host, draft) : nothing}
    <div role="status">
      ${offerView(host, draft)}
      ${told ? keyed(told, html`<p>${words(host, told.key, told.saved)}</p>`) : nothing}
    </div>
    ${
      place === 'device' && savedAt
        ? keyed(savedAt, html`<p class="small soft">${words(host, 'draftSaved', savedAt.toISOString())}</p>`)
        : nothing
    }
    ${
      place === 'device'
        ? html`<button class="btn line" part="button" type="button" @click=${draft.remove}>
            ${host.t('draftRemove')}
          </button>`
        : nothing
    }
  </fieldset>`;
}

function fileView(host: OtklikConsultation, { download, open }: DraftShown): TemplateResult {
  return html`<div class="actions">
    <button class="btn line" part="button" type="button" @click=${download}>${host.t('draftDownload')}</button>
    <label class="btn line open"
      >${host.t('draftOpen')}<input class="vh" type="file" accept=".json,application/json" @change=${open}
    /></label>
  </div>`;
}

/** Which of two stays: nothing is overwritten before somebody says so. */
function offerView(host: OtklikConsultation, draft: DraftShown): unknown {
  const { offer } = draft;
  if (!offer) return nothing;
  const take = (yes: boolean, text: string): TemplateResult =>
    html`<button class="btn line" part="button" type="button" @click=${() => draft.decide(yes)}>
      ${host.t(text)}
    </button>`;
  return html`<div class="note warning">
    ${warningIcon()}
    <div>
      ${keyed(offer, html`<p>${words(host, offer.words, offer.saved)}</p>`)}
      <div class="actions">${take(true, 'draftTake')}${take(false, 'draftKeep')}</div>
    </div>
  </div>`;
}
