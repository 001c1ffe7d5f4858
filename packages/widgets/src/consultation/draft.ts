import type { TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import { save } from '../base/save.ts';
import type { OtklikConsultation } from './consultation.ts';
import { differs, isTyped, put, same, valuesOf, valuesOfConsultation } from './draft.fields.ts';
import { draftFile, readDraftFile } from './draft.file.ts';
import { Store, storeName, type StoredReceipt, type Values } from './draft.store.ts';
import { draftView, type DraftPlace, type DraftShown } from './draft.view.ts';
import type { Unsent } from './filing.proof.ts';

/** What must not be lost with an element that a page throws away. */
export interface UnderWay {
  item?: Unsent | undefined;
  receipt?: StoredReceipt | undefined;
}

/** What became of a draft. It holds nothing of what was typed. */
export class OtklikDraftChangeEvent extends Event {
  static readonly type = 'otklik-draft-change';
  readonly place: DraftPlace;
  readonly change: 'saved' | 'restored' | 'deleted' | 'failed';
  constructor(place: DraftPlace, change: OtklikDraftChangeEvent['change']) {
    super(OtklikDraftChangeEvent.type, { bubbles: true, composed: true });
    this.place = place;
    this.change = change;
  }
}

/** How long nothing must have been typed before it is saved, in ms. */
const pause = 400;
/** A draft is kept so long, ms. */
const lifetime = 7 * 86_400_000;

/** Which form on the page has what is stored under a name. */
const owners = new Map<string, Draft>();

/** What the draft asks of the form that it belongs to. */
export interface Drafter {
  /** What an earlier visit left unsent. */
  resume(item: Unsent, stored: boolean): unknown;
  /** A receipt that the person hasn't said to have. */
  received(found: StoredReceipt, stored: boolean): unknown;
  /** The place where things are kept is another now. */
  moved(): unknown;
  /** Somebody else has changed what is stored. */
  look(): unknown;
  /** Another form takes over from this one, which is in no document: what is under way here. */
  retire(): UnderWay;
}

/** What was typed, kept on the device, in a file, or not at all, as the person chooses. */
export class Draft implements DraftShown {
  place: DraftPlace = 'none';
  private store: Store | undefined;
  /** Another form on the page has what is stored. */
  private rival = false;
  private retired = false;
  private readonly by = crypto.randomUUID();
  /** The version that this form wrote, or took in: another one is of somebody else. */
  private seen = '';
  /** What has no field yet. */
  private waiting: Values = {};
  private putting = false;
  /** What somebody else wrote, or an earlier visit, and isn't what stands here. */
  offer: { values: Values; saved: string; words: string } | undefined;
  told: { key: string; saved?: string } | undefined;
  savedAt: Date | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly host: OtklikConsultation;
  private readonly drafter: Drafter;

  constructor(host: OtklikConsultation, drafter: Drafter) {
    this.host = host;
    this.drafter = drafter;
    if (!isServer) void host.updateComplete.then(() => this.begin());
  }

  /** Where things are kept, if they are. */
  kept(): Store | undefined {
    return this.place === 'device' && !this.rival ? this.store : undefined;
  }

  /** The server has confirmed what was written. */
  sent(): void {
    this.rest();
    this.waiting = {};
    this.seen = '';
    this.savedAt = undefined;
    this.told = undefined;
    this.offer = undefined;
  }

  private get form(): HTMLFormElement | null {
    return this.host.renderRoot.querySelector('form');
  }

  private begin(): void {
    const { renderRoot } = this.host;
    for (const type of ['input', 'change']) renderRoot.addEventListener(type, this.changed);
    addEventListener('pagehide', this.flush);
    addEventListener('visibilitychange', this.flush);
    addEventListener('storage', this.stored);
    addEventListener('pageshow', this.back);
    this.host.addController({ hostConnected: () => this.claim(), hostUpdated: () => this.fill() });
    this.host.requestUpdate();
  }

  /** Takes what is stored for this agency, unless another form of the page has it. */
  private claim(): void {
    const to = this.host.connection();
    // Where there is no form there is nothing to put it in yet; one that was thrown away is nobody's.
    if (!to || this.retired || !this.form || !this.host.isConnected) return;
    const name = storeName(to);
    const owner = owners.get(name);
    if (this.store?.name === name && (!this.rival || owner?.host.isConnected)) return;
    this.store = new Store(name);
    this.rival = !!owner && owner !== this && owner.host.isConnected;
    if (this.rival) {
      if (this.store.read().draft) this.tell('draftRival');
      return;
    }
    const left = owner && owner !== this ? owner.retire() : {};
    // Objects that are back ends have the same name all.
    const before = owner?.host.backend === this.host.backend ? left : {};
    owners.set(name, this);
    this.restore(before);
  }

  private retire(): UnderWay {
    this.flush();
    this.retired = true;
    removeEventListener('pagehide', this.flush);
    removeEventListener('visibilitychange', this.flush);
    removeEventListener('storage', this.stored);
    removeEventListener('pageshow', this.back);
    return this.drafter.retire();
  }

  private restore(before: UnderWay): void {
    const { form, host, store } = this;
    if (!form || !store) return;
    const { draft, unsent, receipts } = store.read();
    const [receipt = before.receipt] = receipts;
    const [item = before.item] = unsent;
    if (draft || unsent.length || receipts.length) {
      this.place = 'device';
      this.check();
      this.drafter.moved();
    }
    if (receipt) this.drafter.received(receipt, receipts.length > 0);
    const age = draft ? Date.now() - Date.parse(draft.saved) : 0;
    if (item && !receipt) {
      // What is shown is what is sent.
      this.seen = draft ? draft.by + draft.saved : '';
      this.put({ ...draft?.values, ...valuesOfConsultation(item.body) });
      this.drafter.resume(item, unsent.length > 0);
    } else if (draft && age > lifetime) {
      store.change((kept) => (kept.draft = undefined));
      if (!receipt) this.place = 'none';
      this.check();
      this.tell('draftExpired');
    } else if (draft && differs(form, draft.values)) {
      this.offer = { ...draft, words: 'draftFound' };
    } else if (draft) {
      this.seen = draft.by + draft.saved;
      this.put(draft.values);
      if (isTyped(form)) this.tell('draftRestored', draft.saved);
      this.announce('restored');
    }
    host.requestUpdate();
  }

  /** Into the fields that are there; into others as they come. */
  private put(values: Values): void {
    const { form } = this;
    if (!form) return;
    this.putting = true;
    this.waiting = put(form, values);
    this.putting = false;
  }

  private fill(): void {
    this.claim();
    if (Object.keys(this.waiting).length) this.put(this.waiting);
  }

  /** All that was typed, also what has no field yet. */
  private values(form: HTMLFormElement): Values {
    const now = valuesOf(form);
    // A choice that isn't there yet is still the one that was made.
    for (const [name, value] of Object.entries(this.waiting)) now[name] ||= value;
    return now;
  }

  private readonly changed = ({ target }: Event): void => {
    if (this.putting) return;
    const { name } = target as HTMLInputElement;
    if (name === 'draft') return;
    delete this.waiting[name];
    if (this.place !== 'device') return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  };

  /** What waits to be saved is saved at once. */
  private readonly flush = (): void => {
    if (this.timer === undefined) return;
    this.rest();
    this.save();
  };

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private save(): void {
    this.timer = undefined;
    const { form } = this;
    const store = this.kept();
    if (!store || !form || this.retired || this.offer) return;
    const values = this.values(form);
    const stored = store.read().draft;
    if (stored && stored.by + stored.saved !== this.seen && !same(form, stored.values)) return this.found();
    const saved = new Date();
    const draft = { saved: saved.toISOString(), by: this.by, values };
    if (!store.change((kept) => (kept.draft = draft))) return this.lost();
    this.seen = draft.by + draft.saved;
    this.savedAt = saved;
    this.announce('saved');
    this.host.requestUpdate();
  }

  /** The device can't keep anything: storage is forbidden, or full. */
  private lost(): void {
    this.place = 'none';
    this.check();
    this.tell('draftForbidden');
    this.announce('failed');
    this.drafter.moved();
  }

  /** A page that comes back from the history has slept while others wrote. */
  private readonly back = (): void => this.stored({ key: null });

  private readonly stored = ({ key }: Pick<StorageEvent, 'key'>): void => {
    const store = this.kept();
    if (!store || (key !== null && key !== store.name)) return;
    const draft = store.read().draft;
    if (draft && draft.by + draft.saved !== this.seen) this.found();
    else if (!draft && this.seen) {
      this.seen = '';
      this.offer = undefined;
      this.tell('draftGone');
    }
    this.drafter.look();
  };

  /** Another tab has changed what is stored: who is asked decides which of the two stays. */
  private found(): void {
    const { form, store } = this;
    const draft = store?.read().draft;
    if (!draft || !form) return;
    if (same(form, draft.values)) {
      this.seen = draft.by + draft.saved;
      this.offer = undefined;
    } else {
      this.rest();
      this.offer = { ...draft, words: 'draftElsewhere' };
    }
    this.host.requestUpdate();
  }

  /** Whether the other version is taken, or what stands here stays. */
  decide(take: boolean): void {
    const { offer, store } = this;
    const draft = store?.read().draft;
    // It may have changed again since it was offered.
    this.seen = draft ? draft.by + draft.saved : '';
    this.offer = undefined;
    if (take && offer) {
      this.put(offer.values);
      this.tell('draftTaken', offer.saved);
      this.announce('restored');
    } else this.save();
    this.focus();
  }

  /** Buttons that were pressed may be gone: the focus stays where the draft is. */
  private focus(): void {
    const { host } = this;
    host.requestUpdate();
    void host.updateComplete.then(() =>
      host.renderRoot.querySelector<HTMLElement>('[name=draft]:checked')?.focus({ preventScroll: true }),
    );
  }

  readonly choose = (event: Event): void => {
    this.place = (event.target as HTMLInputElement).value as DraftPlace;
    this.told = undefined;
    this.savedAt = undefined;
    if (this.place === 'device' && this.rival) {
      this.place = 'none';
      this.check();
      this.tell('draftRival');
    } else if (this.place === 'device') {
      this.drafter.moved();
      this.save();
    } else this.forget();
    this.host.requestUpdate();
  };

  /** Nothing of it stays on the device. */
  private forget(): void {
    const { store } = this;
    if (!store || this.rival) return;
    const { draft, unsent, receipts } = store.read();
    this.rest();
    this.offer = undefined;
    this.seen = '';
    if (draft || unsent.length || receipts.length) {
      store.change((kept) => Object.assign(kept, { draft: undefined, unsent: [], receipts: [] }));
      this.tell('draftDeleted');
      this.announce('deleted');
    }
    this.drafter.moved();
  }

  readonly remove = (): void => {
    this.place = 'none';
    this.forget();
    this.form?.reset();
    this.check();
    this.waiting = {};
    this.focus();
  };

  /** The choice as it is now: what is checked is the browser's own once somebody has chosen. */
  private check(): void {
    const radio = this.host.renderRoot.querySelector<HTMLInputElement>(`[name=draft][value=${this.place}]`);
    if (radio) radio.checked = true;
  }

  private tell(key: string, saved?: string): void {
    this.told = { key, ...(saved && { saved }) };
    this.host.requestUpdate();
  }

  private announce(change: OtklikDraftChangeEvent['change']): void {
    this.host.dispatchEvent(new OtklikDraftChangeEvent(this.place, change));
  }

  readonly download = (): void => {
    const to = this.host.connection();
    const { form } = this;
    if (!to || !form) return;
    const saved = new Date().toISOString();
    const file = draftFile({ agency: to.agency, audience: to.audience, saved, values: this.values(form) });
    if (!file) return this.tell('draftTooLong');
    save(file, `${this.host.t('draftName')}-${saved.slice(0, 10)}.json`);
    this.tell('draftDownloaded');
    this.announce('saved');
  };

  readonly open = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    const to = this.host.connection();
    const { form } = this;
    if (!file || !to || !form) return;
    const found = await readDraftFile(file, to);
    // The same file can be chosen again.
    input.value = '';
    if (typeof found === 'string') {
      this.tell(found);
      this.announce('failed');
    } else if (differs(form, found.values)) {
      this.offer = { ...found, words: 'draftFound' };
      this.host.requestUpdate();
    } else {
      this.put(found.values);
      this.tell('draftRestored', found.saved);
      this.announce('restored');
    }
  };

  view(): TemplateResult {
    return draftView(this.host, this);
  }
}
