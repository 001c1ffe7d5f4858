import { html, noChange, nothing, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import type { FeedSource } from '@otklik/core/backend/files/feed.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import type { Connection, Late, Touch } from '../base/element.ts';
import { factsStyles } from '../base/facts.styles.ts';
import { failureNote } from '../base/failure.ts';
import { Load } from '../base/load.ts';
import type { Controller } from '../base/reactive.ts';
import { lowered } from './feed.html.ts';
import { feedLateStyles } from './feed.late.styles.ts';
import type { Item, OtklikFeed } from './feed.ts';

export { ru } from './feed.late.messages.ts';
export const styles = [factsStyles, feedLateStyles];

/** A publication and the nodes of its body; none where the server rendered them. */
interface Opened {
  publication: Item & Publication;
  body?: Node[];
}

/** What comes once more is asked for: further items, and one of them whole, in its place. */
export class FeedLate implements Late, Controller {
  adding = false;
  private readonly host: OtklikFeed;
  private opened: Load<Opened>;
  /** Why there is no more. */
  private problem: unknown;
  /** What was done, for those who don't see it. */
  private said = '';
  /** What takes the focus once it is there. */
  private next = '';

  constructor(host: OtklikFeed) {
    this.host = host;
    host.addController(this);
    this.opened = new Load(
      host,
      () => {
        const to = host.connection();
        const { item, language } = host;
        return item && to ? { key: [host.choice(to), language, item].join(), call: () => this.read(to, item) } : null;
      },
      (error) => host.failed(error),
    );
  }

  hostUpdated(): void {
    const wanted = this.next && this.host.renderRoot.querySelector<HTMLElement>(this.next);
    if (!wanted) return;
    this.next = '';
    wanted.focus();
  }

  preset(publication: Publication | undefined): void {
    if (!publication) return;
    this.host.item = publication.id;
    this.opened.preset({ publication });
  }

  /** Opens what a link names; without one, shows more. */
  act({ at }: Touch): unknown {
    const { id } = at.dataset;
    if (!id) return this.more();
    const { host, opened } = this;
    this.next = '.opened';
    // What the server rendered was gone with its nodes.
    if (!opened.value?.body) opened.value = undefined;
    if (host.item === id || !opened.value) opened.retry();
    return (host.item = id);
  }

  /** The list as it is shown: an opened one that isn't in it goes first. */
  items(items: Item[]): Item[] {
    const { publication } = this.current ?? {};
    return publication && !items.some(({ id }) => id === publication.id) ? [publication, ...items] : items;
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
    const { host, opened } = this;
    if (host.item !== id) return undefined;
    return opened.error && !opened.loading
      ? html`<p role="alert">${host.failure(opened.error)}</p>`
      : html`<p role="status" class="soft">${host.t('loading')}</p>`;
  }

  /** An opened item; undefined for any other. */
  whole({ id }: Item): TemplateResult | undefined {
    const { host, current } = this;
    if (current?.publication.id !== id) return undefined;
    const { publication, body } = current;
    const { source } = publication;
    const listed = host.loaded.value?.items.some((item) => item.id === id);
    return html`<div class="whole">
      <h3 class="h opened" part="title" tabindex="-1">${host.text(publication.title)}</h3>
      ${host.stale(publication)}
      ${source ? nothing : html`<p part="summary"><b>${host.t('brief')}</b> ${host.text(publication.summary)}</p>`}
      <div class="body">${isServer ? unsafeHTML(lowered(host.text(publication.body))) : (body ?? noChange)}</div>
      ${host.files(publication)} ${source ? this.original(source) : this.provenance(publication)}
      ${
        listed
          ? html`<p class="actions"><button type="button" class="btn line" @click=${this.fold}>${host.t('fold')}</button></p>`
          : nothing
      }
    </div>`;
  }

  private get current(): Opened | undefined {
    const { value } = this.opened;
    return value?.publication.id === this.host.item ? value : undefined;
  }

  private async read({ backend, agency }: Connection, item: string): Promise<Opened> {
    const { host } = this;
    const [publication, { sanitised }]: [Item & Publication, typeof import('./feed.body.ts')] = await Promise.all([
      backend.readPublication(agency, item),
      import('./feed.body.ts'),
    ]);
    const base = publication.source?.base ?? host.page('publications/');
    return { publication, body: [...sanitised(lowered(host.text(publication.body)), base).childNodes] };
  }

  private async more(): Promise<void> {
    const { host } = this;
    const { value } = host.loaded;
    const to = host.connection();
    if (this.adding || !to || !value?.next) return;
    this.adding = true;
    this.problem = this.said = '';
    host.requestUpdate();
    try {
      const { items, next } = await host.read(to, value.next);
      if (host.loaded.value === value) {
        host.loaded.value = { items: [...value.items, ...items], next };
        this.said = host.t('added', { n: items.length });
        this.next = `li:nth-last-child(${items.length}) [part=title]`;
      }
    } catch (error) {
      this.problem = error;
      host.failed(error);
    }
    this.adding = false;
    host.requestUpdate();
  }

  private fold = async (event: Event): Promise<void> => {
    const place = (event.target as Element).closest('li');
    this.host.item = null;
    await this.host.updateComplete;
    place?.querySelector('a')?.focus();
  };

  private original({ url }: FeedSource): TemplateResult | typeof nothing {
    return url ? html`<p><a href=${url}>${this.host.t('original')}</a></p>` : nothing;
  }

  /** Where it comes from: who prepared and approved it, until when it holds. */
  private provenance({ preparedBy, approvedBy, approvedAt, reviewBy, version }: Publication): TemplateResult {
    const { host } = this;
    const facts: [string, string][] = [
      ['preparedBy', host.text(preparedBy)],
      ['approvedBy', host.text(approvedBy)],
      ['approvedAt', host.day(approvedAt)],
      ['reviewBy', reviewBy ? host.t('until', { date: host.date(reviewBy) }) : ''],
      ['version', host.t('versionNumber', { n: version })],
    ];
    return html`<div class="panel">
      <h4>${host.t('whence')}</h4>
      <dl class="facts">
        ${facts.map(([name, value]) => (value ? html`<div><dt>${host.t(name)}</dt><dd>${value}</dd></div>` : nothing))}
      </dl>
    </div>`;
  }
}

export { FeedLate as Late };
