import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isServer } from 'lit-html/is-server.js';
import { warningIcon } from '../base/icons.more.ts';
import { momentInWords } from '../base/moments.ts';
import {
  readDraft,
  removeDraft,
  sweepDrafts,
  versionOf,
  writeDraft,
  type Entries,
  type StoredDraft,
} from './survey.draft.store.ts';
import type { OtklikSurvey } from './survey.ts';

/** What the form holds. */
const entriesOf = (form: HTMLFormElement): Entries =>
  [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !!entry[1].trim(),
  );

/** Answers kept on the device, only when the person asks for it, until they are sent or it is said that they should go. */
export class SurveyDraft {
  private kept = false;
  /** Under which name; of which survey. */
  private name = '';
  private readonly by = crypto.randomUUID();
  /** The version that stands here: another one is of another tab. */
  private seen = '';
  /** What an earlier visit or another tab left, and isn't what stands here. */
  private offer: (StoredDraft & { words: string }) | undefined;
  private told = '';
  /** Names of those that lay here too long, and are gone. */
  private readonly expired = new Set<string>();
  private savedAt = '';
  private readonly host: OtklikSurvey;
  private readonly put: () => void;

  /** `put`: called when answers were put into the form. */
  constructor(host: OtklikSurvey, put: () => void) {
    this.host = host;
    this.put = put;
    if (isServer) return;
    this.sweep();
    void host.updateComplete.then(() => {
      host.renderRoot.addEventListener('input', () => this.save());
      addEventListener('storage', this.stored);
      host.addController({ hostUpdated: () => this.claim() });
      host.requestUpdate();
    });
  }

  private get form(): HTMLFormElement | null {
    return this.host.renderRoot.querySelector('form');
  }

  private sweep(): void {
    for (const name of sweepDrafts()) this.expired.add(name);
  }

  /** Looks once for what an earlier visit left of this survey. */
  private claim(): void {
    const { form, host } = this;
    const name = host.plan()?.key;
    // A form without a value is of a survey that has gone.
    if (!form || !name || !host.loaded.value || name === this.name) return;
    Object.assign(this, { name, kept: false, seen: '', offer: undefined, told: '', savedAt: '' });
    this.sweep();
    const draft = readDraft(name);
    if (!draft) {
      if (this.expired.delete(name)) this.tell('draftExpired');
    } else if (entriesOf(form).length && !this.same(draft)) this.offer = { ...draft, words: 'draftFound' };
    else this.take(draft);
    host.requestUpdate();
  }

  private same({ entries }: StoredDraft): boolean {
    return JSON.stringify(this.form && entriesOf(this.form)) === JSON.stringify(entries);
  }

  private take(draft: StoredDraft): void {
    const { form } = this;
    if (!form) return;
    const said = (name: string, value: string): boolean =>
      draft.entries.some((entry) => entry[0] === name && entry[1] === value);
    for (const one of form.elements) {
      const field = one as HTMLInputElement;
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = said(field.name, field.value);
      else if (one.localName === 'textarea')
        field.value = draft.entries.find(([name]) => name === field.name)?.[1] ?? '';
    }
    this.kept = true;
    this.seen = versionOf(draft);
    this.offer = undefined;
    this.savedAt = draft.saved;
    this.tell('draftRestored', draft.saved);
    this.put();
  }

  private tell(key: string, saved?: string): void {
    this.told = this.host.t(key, { moment: saved ? momentInWords(this.host, saved) : '' });
    this.host.requestUpdate();
  }

  private save(): void {
    const { form, name } = this;
    if (!this.kept || !form || this.offer) return;
    const before = readDraft(name);
    if (before && versionOf(before) !== this.seen && !this.same(before)) return this.found(before);
    const draft = { saved: new Date().toISOString(), by: this.by, entries: entriesOf(form) };
    if (writeDraft(name, draft)) {
      this.seen = versionOf(draft);
      this.savedAt = draft.saved;
      this.told = '';
      this.host.requestUpdate();
      return;
    }
    this.kept = false;
    this.tell('draftForbidden');
  }

  private found(draft: StoredDraft): void {
    this.choose({ ...draft, words: 'draftElsewhere' });
  }

  /** Offers a choice, or none any more. Buttons come and go by it: who is at one of them stays with the draft. */
  private choose(offer?: typeof this.offer): void {
    const { host } = this;
    const here = host.renderRoot.activeElement?.closest('.draft');
    this.offer = offer;
    host.requestUpdate();
    if (here) void host.updateComplete.then(() => here.querySelector<HTMLElement>('[tabindex], button')?.focus());
  }

  private readonly stored = ({ key }: StorageEvent): void => {
    if (!this.kept || (key !== null && key !== this.name)) return;
    const draft = readDraft(this.name);
    if (!draft) {
      this.kept = false;
      this.choose();
      this.tell('draftGone');
    } else if (this.same(draft)) this.seen = versionOf(draft);
    else if (versionOf(draft) !== this.seen) this.found(draft);
  };

  private readonly press = (): void => {
    if (this.kept) this.remove();
    else {
      this.kept = true;
      this.save();
    }
    this.host.requestUpdate();
  };

  private remove(): void {
    removeDraft(this.name);
    this.kept = false;
    this.seen = '';
    this.offer = undefined;
    this.tell('draftDeleted');
  }

  private decide(take: boolean): void {
    const { offer } = this;
    const draft = readDraft(this.name);
    this.choose();
    if (take && offer) this.take(draft ?? offer);
    else {
      this.kept = true;
      this.seen = draft ? versionOf(draft) : '';
      this.save();
    }
  }

  /**
   * What stands here leaves now. What is returned is called once the server has confirmed it: its draft goes then,
   * whatever survey is shown by that time. What another tab or an earlier visit left, and wasn't taken in, stays.
   */
  leave(): () => void {
    const { name, seen } = this;
    return () => {
      const here = this.name === name;
      const draft = readDraft(name);
      if (draft && versionOf(draft) === (here ? this.seen : seen)) removeDraft(name);
      if (here) this.kept = false;
    };
  }

  view(): TemplateResult {
    const { host, kept, offer } = this;
    const words = kept ? 'draftRemove' : 'draftSave';
    const choice = (take: boolean, key: string): TemplateResult =>
      html`<button type="button" class="btn line" part="button" @click=${() => this.decide(take)}>${host.t(key)}</button>`;
    const state = kept && this.savedAt ? host.t('draftSaved', { moment: momentInWords(host, this.savedAt) }) : '';
    return html`<div class="draft stack g2">
      <div role="status">
        ${
          offer
            ? html`<div class="note warning" tabindex="-1">
                ${warningIcon()}
                <div>
                  ${keyed(offer, html`<p>${host.t(offer.words, { moment: momentInWords(host, offer.saved) })}</p>`)}
                  <div class="actions">${choice(true, 'draftTake')}${choice(false, 'draftKeep')}</div>
                </div>
              </div>`
            : nothing
        }
        ${keyed(this.told || state, html`<p>${this.told || state}</p>`)}
      </div>
      <div class="actions">
        <button type="button" class="btn line" part="button" @click=${this.press} ?hidden=${!!offer}>
          ${keyed(words, html`<span>${host.t(words)}</span>`)}
        </button>
      </div>
      <p class="hint">${host.t('draftHint')}</p>
    </div>`;
  }
}
