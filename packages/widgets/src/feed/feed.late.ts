import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { Page } from '@otklik/core/contract/common.js';
import type { ConsultationTopic } from '@otklik/core/contract/consultations.js';
import type { PublicationQuery } from '@otklik/core/contract/publications.js';
import { queryOf, type Sought } from '@otklik/core/domain/publications/sought.js';
import type { Late, Touch } from '../base/element.ts';
import { factsStyles } from '../base/facts.styles.ts';
import { failureNote } from '../base/failure.ts';
import { inlineStyles } from '../base/inline.styles.ts';
import type { Controller } from '../base/reactive.ts';
import { motionStyles } from '../base/motion.styles.ts';
import { scriptedStyles } from '../base/scripted.styles.ts';
import { selectStyles } from '../base/select.styles.ts';
import { filtersView } from './feed.filters.ts';
import { feedLateStyles } from './feed.late.styles.ts';
import { OpenedItem } from './feed.opened.ts';
import type { FeedInitial, Item, OtklikFeed } from './feed.ts';

export { ru } from './feed.late.messages.ts';
export const styles = [motionStyles, scriptedStyles, factsStyles, inlineStyles, selectStyles, feedLateStyles];

/** So many rows are made at once: more would keep a slow phone from answering. */
const slice = 3;
/** Until a frame has shown what is there; a page that isn't looked at has none. */
const pause = (): Promise<unknown> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });

/** What comes once more is asked for: what is looked for, further items, and one of them whole, in its place. */
export class FeedLate implements Late, Controller {
  adding = false;
  /** What is on its way. */
  private current: Promise<void> | undefined;
  /** What is looked for. */
  sought: Sought = {};
  /** To choose from, once they are there. */
  topics: ConsultationTopic[] | undefined;
  private readonly host: OtklikFeed;
  private readonly opened: OpenedItem;
  private unfolded = false;
  /** Why there is no more, or nothing new, and what to try again. */
  private problem: unknown;
  private again: () => Promise<void> = () => this.more();
  /** What was done, for those who don't see it. */
  private said = '';
  /** How many were found, for everybody. */
  private found: string | undefined;
  /** Turns with every search. */
  private odd = false;
  /** Where the rows were made that stay as they are. */
  private place: string;
  /** What takes the focus once it is there. */
  private next: (() => HTMLElement | null | undefined) | undefined;

  constructor(host: OtklikFeed) {
    this.host = host;
    host.addController(this);
    this.opened = new OpenedItem(host);
    this.place = this.here();
    if (Number.isNaN(host.limit)) host.fail('settings_wrong');
  }

  hostUpdated(): void {
    const wanted = this.next?.();
    if (!wanted) return;
    this.next = undefined;
    wanted.focus();
  }

  preset({ publication, sought = {}, topics, usefulness }: Partial<FeedInitial>): void {
    this.sought = sought;
    this.topics = topics;
    if (publication) this.opened.preset(publication, usefulness);
  }

  /** Opens what a link names, looks for what a form says, fetches what narrows; without any of it, shows more. */
  act({ at }: Touch): unknown {
    const { id } = at.dataset;
    if (at instanceof HTMLFormElement) return this.find(new FormData(at));
    if (at instanceof HTMLDetailsElement) {
      this.unfolded = at.open;
      return this.bringTopics();
    }
    if (!id) return this.problem ? this.again() : this.more();
    this.next = () => this.host.renderRoot.querySelector<HTMLElement>('.opened');
    return this.opened.open(id);
  }

  /** What is asked of the back end beside what the page says. */
  wanted(): Partial<PublicationQuery> {
    return queryOf(this.sought, this.host.today);
  }

  /** Whether the list is what was looked for. */
  get seeks(): boolean {
    return Object.values(this.sought).some(Boolean);
  }

  /** Whether there was ever something to look for: what it is typed into stays, while the list comes back, too. */
  get looks(): boolean {
    return this.seeks || this.found !== undefined;
  }

  /** Whether it is narrowed by more than words. */
  get narrowed(): boolean {
    const { kind, topic, period } = this.sought;
    return !!(kind || topic || period);
  }

  /** Where there is room what narrows stands beside the list once it is opened, on a page of ours at once. */
  get column(): string {
    return this.host.initial ? 'beside wide' : this.unfolded ? 'beside' : '';
  }

  /** What the search of a page of ours must not lose: a form that is sent the plain way drops what stands in its address. */
  kept(): unknown {
    const { host } = this;
    const given = host.initial ? new URLSearchParams(host.page('').split('?')[1]) : [];
    return [...given].map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`);
  }

  filters(): TemplateResult {
    return filtersView(this.host, this.sought, this.topics);
  }

  /** What is opened without being of the list. */
  get alone(): Item | undefined {
    const { publication } = this.opened;
    const { value } = this.host.loaded;
    return value?.items.some(({ id }) => id === publication?.id) ? undefined : publication;
  }

  /**
   * The list as it is shown, as many at a time as were asked for: what an element shows is compared, and
   * laid out, list by list, so a long one costs no more than its last part. What is opened and isn't of it goes first.
   */
  lists(items: Item[]): unknown[] {
    const { host, alone } = this;
    const { size } = host;
    const place = this.here();
    // Words of the host's own may change from one time to the next.
    if (place !== this.place || host.messages) host.rows = new WeakMap();
    this.place = place;
    // Not by Array.from: a library of long ago that is in the page may have put its own there.
    return [...Array(Math.ceil(items.length / size) || 1).keys()].map((at) => {
      const part = items.slice(at * size, (at + 1) * size);
      if (!at && alone) part.unshift(alone);
      const rows = host.shown(part);
      const list = host.list(rows);
      return part.some(({ id }) => id === host.item) ? list : guard(rows, () => list);
    });
  }

  /** A row, made once as long as nothing of it changes. */
  row(item: Item): TemplateResult {
    const { host } = this;
    const { rows } = host;
    // What is opened changes by itself.
    if (item.id === host.item) rows.delete(item);
    const row = rows.get(item) ?? host.row(item);
    if (item.id === host.item) rows.delete(item);
    return row;
  }

  /** All that a row depends on beside its item. */
  private here(): string {
    const { host } = this;
    return [host.language, host.today, host.src, host.connection()?.origin].join();
  }

  /** What was found, in words, and the way back to all; the status says the same. Of two templates, since translation replaces text nodes. */
  result(): unknown {
    return [this.elsewhere(), this.seeks ? this.foundWords() : undefined];
  }

  /** Of what is to be opened and isn't listed: that it is on its way, or why it can't be shown. */
  private elsewhere(): TemplateResult | undefined {
    const { item, loaded } = this.host;
    return item && !this.alone && !loaded.value?.items.some(({ id }) => id === item) ? this.note(item) : undefined;
  }

  private foundWords(): TemplateResult {
    const { host } = this;
    this.found ??= host.loaded.value && this.inWords(host.loaded.value);
    const back = host.initial
      ? html`<a href=${host.page('publications')}>${host.t('reset')}</a>`
      : html`<button type="button" class="inline" @click=${this.reset}>${host.t('reset')}</button>`;
    return this.odd ? html`<p>${this.found} ${back}</p>` : html`<p >${this.found} ${back}</p>`;
  }

  private inWords({ items, next }: Page<Item>): string {
    const { host } = this;
    const n = items.length;
    return n ? `${host.t(next ? 'foundMore' : 'found', { n })}.` : host.t('none');
  }

  /** Why there is no more. */
  failed(): TemplateResult | undefined {
    return this.problem ? html`<div role="alert">${failureNote(this.host, this.problem)}</div>` : undefined;
  }

  /** What goes on, for those who don't see it. */
  status(): TemplateResult {
    return this.adding ? html`<p class="vh">${this.host.t('loading')}</p>` : html`<p class="vh">${this.said}</p>`;
  }

  /** What the button for more says, where that isn't what it always says. Templates that differ, since translation replaces text nodes. */
  label(): TemplateResult | undefined {
    if (this.adding) return html`<span>${this.host.t('loading')}</span>`;
    return this.problem ? html`<span >${this.host.t('retry')}</span>` : undefined;
  }

  /** Beside an item that is being opened: that it is, or why it can't be. */
  note(id: string): TemplateResult | undefined {
    return this.opened.note(id);
  }

  /** An opened item; undefined for any other. */
  whole({ id }: Item): TemplateResult | undefined {
    return this.opened.view(id);
  }

  private reset = (): void => {
    // The words go from the field, too: they were typed, no template put them there.
    const form = this.host.renderRoot.querySelector('form');
    for (const control of form?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select') ?? [])
      control.value = '';
    // What was pressed goes with what was found.
    this.next = () => form?.querySelector('input');
    void this.find(new FormData());
  };

  private async bringTopics(): Promise<void> {
    const { host } = this;
    const to = host.connection();
    host.requestUpdate();
    if (this.topics || host.src || !to) return;
    // Without topics the list can still be narrowed by the rest.
    try {
      const { items } = await to.backend.listConsultationTopics(to.agency, to.audience);
      filtersView(host, this.sought, items);
      this.topics ??= items;
    } catch {
      this.topics ??= [];
    }
    host.requestUpdate();
  }

  private async find(form: FormData): Promise<void> {
    const { host } = this;
    const to = host.connection();
    if (!to) return;
    // What is asked for while something else is on its way comes after it.
    await this.current;
    const before = this.sought;
    const said = (name: keyof Sought): string => String((form.get(name) as string | null) ?? '').trim();
    this.sought = { q: said('q'), kind: said('kind'), topic: said('topic'), period: said('period') };
    this.again = () => this.find(form);
    await this.fetching(async () => {
      const page = await host.read(to).catch((error: unknown) => {
        this.sought = before;
        throw error;
      });
      this.found = this.inWords(page);
      this.said = this.seeks ? this.found : host.t('everything');
      this.odd = !this.odd;
      host.item = null;
      host.loaded.value = page;
    });
  }

  private async more(): Promise<void> {
    const { host } = this;
    const { value } = host.loaded;
    const to = host.connection();
    if (this.adding || !to || !value?.next) return;
    this.again = () => this.more();
    // Being loaded and making the list anew are work enough, each by itself.
    this.adding = true;
    await pause();
    await this.fetching(async () => {
      const { items, next } = await host.read(to, value.next ?? '');
      const before = value.items.length + (this.alone ? 1 : 0);
      let shown = host.loaded.value;
      if (shown !== value) return;
      for (let at = 0; at < items.length; at += slice) {
        if (host.loaded.value !== shown) return;
        shown = { items: [...shown.items, ...items.slice(at, at + slice)], next: value.next };
        host.loaded.value = shown;
        if (at === 0)
          this.next = () => host.renderRoot.querySelectorAll('[part=item]')[before]?.querySelector('[part=title]');
        host.requestUpdate();
        await host.updateComplete;
        await pause();
      }
      host.loaded.value = { items: shown.items, next };
      this.said = host.t('added', { n: items.length });
    });
  }

  /** One thing at a time; what went wrong is said, and can be tried again. */
  private fetching(work: () => Promise<void>): Promise<void> {
    return (this.current = this.fetch(work));
  }

  private async fetch(work: () => Promise<void>): Promise<void> {
    const { host } = this;
    this.adding = true;
    this.problem = undefined;
    this.said = '';
    host.requestUpdate();
    try {
      await work();
    } catch (error) {
      this.problem = error;
      host.failed(error);
    }
    this.adding = false;
    host.requestUpdate();
  }
}

export { FeedLate as Late };
