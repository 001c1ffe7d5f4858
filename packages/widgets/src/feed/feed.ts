import { html, nothing, type TemplateResult } from 'lit-html';
import type { FeedSource } from '@otklik/core/backend/files/feed.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Page } from '@otklik/core/contract/common.js';
import type { ConsultationTopic } from '@otklik/core/contract/consultations.js';
import type { Publication, PublicationKind, PublicationSummary } from '@otklik/core/contract/publications.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { plainJson } from '@otklik/core/domain/json.js';
import type { Sought } from '@otklik/core/domain/publications/sought.js';
import { isStale } from '@otklik/core/domain/publications/stale.js';
import { dateInWords } from '../base/dates.ts';
import { baseStyles } from '../base/base.styles.ts';
import type { Connection } from '../base/element.ts';
import { filesStyles } from '../base/files.styles.ts';
import { filesView } from '../base/files.ts';
import { warningIcon } from '../base/icons.more.ts';
import { controlStyles } from '../base/control.styles.ts';
import type { Plan } from '../base/load.ts';
import { LoadingElement } from '../base/loading.ts';
import type { Catalogue } from '../base/messages.ts';
import { sourceOf } from '../base/source.ts';
import type { FeedLate } from './feed.late.ts';
import { ru } from './feed.messages.ts';
import { feedStyles } from './feed.styles.ts';

/** What a server renders the feed with, and what the browser takes over. */
export interface FeedInitial {
  page: Page<PublicationSummary>;
  /** One that is opened, in the list or alone. */
  publication?: Publication;
  /** Day of rendering in the agency's time zone: what is past its review date by then is marked. */
  today: string;
  /** The agency's; dates are days there. */
  timeZone?: string;
  /** What was looked for, as the form sends it, and the topics that can be chosen. */
  sought?: Sought;
  topics?: ConsultationTopic[];
  /** Of the question whether an opened publication was useful. */
  usefulness?: Manifest;
}

/** One of the list; `source` where it comes from a feed. */
export type Item = PublicationSummary & { source?: FeedSource };

/**
 * What a public body publishes: a list, one item of it opened in place. A page whose address ends in
 * `#otklik-item=ID` opens that one.
 *
 * @element otklik-feed
 * @attr src - RSS 2.0, Atom or JSON Feed of the host's own site, instead of a back end
 * @attr limit - how many at a time, 1 to 50; 10 unless told
 * @attr kind - only this kind
 * @attr topic - only this topic
 * @attr item - id of the publication that is opened
 * @fires otklik-ready
 * @fires otklik-error - {code}
 * @csspart feed
 * @csspart item
 * @csspart title
 * @csspart date
 * @csspart summary
 */
export class OtklikFeed extends LoadingElement<Page<Item>> {
  static override properties = {
    src: {},
    limit: { type: Number },
    kind: {},
    topic: {},
    item: {},
    now: { attribute: false },
  };
  static override styles = [...baseStyles, controlStyles, filesStyles, feedStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./feed.messages.en.ts') };
  static override fetchLate = () => import('./feed.late.ts');

  declare src: string | null;
  declare limit: number | null;
  declare kind: PublicationKind | null;
  declare topic: string | null;
  declare item: string | null;
  /** The clock. */
  declare now: (() => Date) | undefined;
  private asked = false;
  /** When the copy was good that is shown for want of a new list. */
  private copied = '';
  /** @internal As they were made last. */
  rows = new WeakMap<Item, TemplateResult>();
  /** @internal What is opened, and what more there is. */
  declare late: FeedLate | undefined;

  protected override plan(): Plan<Page<Item>> | null {
    const to = this.connection();
    return to && { key: this.choice(to), call: () => this.newest(to) };
  }

  protected override updated(): void {
    super.updated();
    this.item ||= /#otklik-item=([\w-]+)/.exec(location.hash)?.[1] ?? null;
    if (!this.item || this.late || this.asked || !this.shows()) return;
    this.asked = true;
    this.bring().then(
      () => this.requestUpdate(),
      () => this.fail('part_missing'),
    );
  }

  /** With `src`, the feed there is the back end. */
  override connection(): Connection | null {
    const { src } = this;
    return src
      ? sourceOf(async () => this.use(await import('./feed.source.ts')).sourceBackend(src))
      : super.connection();
  }

  /** @internal What would be another list. */
  choice({ origin, agency, audience }: Connection): string {
    return [this.src, origin, agency, audience, this.size, this.kind, this.topic].join();
  }

  /** @internal */
  async read({ backend, agency, audience }: Connection, cursor?: string): Promise<Page<Item>> {
    const { size: limit, kind, topic, late } = this;
    const page = await backend.listPublications(agency, {
      audience,
      limit,
      kind: kind ?? undefined,
      topic: topic ?? undefined,
      ...late?.wanted(),
      cursor,
    });
    if (!Array.isArray(page?.items)) throw new BackendError('answer_unreadable');
    page.items = page.items.filter((item) => item?.id);
    return page;
  }

  /** A new list; where none can be had, the last good one. What is for internal clients is kept nowhere. */
  private async newest(to: Connection): Promise<Page<Item>> {
    const name = `otklik ${this.choice(to)}`;
    // Of a back end that is an object nothing tells whose copy it would be.
    const keeps = to.audience === 'external' && (to.origin || this.src);
    try {
      const page = await this.read(to);
      this.copied = '';
      try {
        if (keeps) localStorage.setItem(name, plainJson([this.clock().toISOString(), page]));
      } catch {
        // Storage is forbidden or full.
      }
      return page;
    } catch (error) {
      let copy;
      try {
        copy = JSON.parse((keeps && localStorage.getItem(name)) || '') as [string, Page<Item>] | null;
      } catch {
        // None.
      }
      if (!copy?.[1]?.items) throw error;
      this.failed(error);
      this.copied = copy[0];
      return copy[1];
    }
  }

  private clock(): Date {
    return this.now?.() ?? new Date();
  }

  /** @internal How many at a time. */
  get size(): number {
    return Math.min(Math.max(this.limit || 10, 1), 50);
  }

  protected override content({ items, next }: Page<Item>): TemplateResult {
    const { late } = this;
    const lists = late?.lists(items) ?? [this.list(this.shown(items))];
    const address = (path: string): string => this.page(`publications${path}`);
    return html`<div class="stack ${late?.column}" part="feed"><h2 class="title" tabindex="-1">${this.t('title')}</h2>${this.copied ? this.copy() : nothing}${next || late?.looks || this.given.sought ? this.find() : nothing}${late?.result()}${items[0] || late?.alone ? html`<div role="list">${lists}</div>` : late?.seeks ? nothing : html`<p>${this.t('empty')}</p>`}${late?.failed()}${
      next
        ? html`<p class="actions"><button type="button" class="btn line" aria-disabled=${!!late?.adding} @click=${this.act}>${late?.label() ?? html`<span>${this.t('more', { n: this.size })}</span>`}</button></p>`
        : nothing
    }${this.src ? nothing : html`<p class="foot small"><a href=${address('.rss')}>${this.t('subscribe')}</a> ${this.initial ? html`<a href=${address('.atom')}>Atom</a> <a href=${address('.json')}>JSON Feed</a>` : html`<a href=${address('')}>${this.t('all')}</a>`}</p>`}</div>`;
  }

  /** Search, and what else narrows the list: that comes when it is opened. A hosted page sends it the plain way, which gives it an address. */
  private find(): TemplateResult {
    const { late } = this;
    return html`<form class="field" action=${this.page('publications')} @submit=${this.initial ? nothing : this.act}>${late?.kept()}<label class="label" for="q">${this.t('search')}</label><div class="find"><input class="input" id="q" name="q" type="search" maxlength="200" value=${late?.sought.q || nothing}><button class="btn main">${this.t('find')}</button></div><details class="narrow" ?open=${!!late?.narrowed} @toggle=${this.act}><summary>${this.t('narrow')}</summary>${late?.filters()}</details></form>`;
  }

  /** What is shown is old: of when, and a way to ask again. */
  private copy(): TemplateResult {
    const date = new Date(this.copied)
      .toLocaleString(this.language, { dateStyle: 'long', timeStyle: 'short' })
      .replace(' г.', '');
    return html`<div class="note warning tight" role="status">${warningIcon()}<div><p>${this.t('copy', { date })}</p>${this.retry()}</div></div>`;
  }

  /** @internal */
  list(rows: TemplateResult[]): TemplateResult {
    return html`<ul class="list" role="none">${rows}</ul>`;
  }

  /** @internal Of items those that can be shown: another version's costs nothing of the others, as long as there are any. */
  shown(items: Item[]): TemplateResult[] {
    const rows = items.flatMap((item) => {
      try {
        return this.late?.row(item) ?? this.row(item);
      } catch {
        return [];
      }
    });
    if (items[0] && !rows[0]) throw new BackendError('answer_unreadable');
    return rows;
  }

  /** @internal */
  row(item: Item): TemplateResult {
    const { kind, publishedAt, source } = item;
    // eslint-disable-next-line lit-a11y/no-redundant-role -- of a list whose parts are lists without a role
    const row = html`<li part="item" role="listitem"><article class="item"><p class="when"><b>${source ? source.category : this.t(kind)}</b> ${source?.dated === false ? nothing : html`<time part="date" datetime=${publishedAt}>${this.day(publishedAt)}</time>`}</p><div class="what">${this.late?.whole(item) ?? this.brief(item)}</div></article></li>`;
    this.rows.set(item, row);
    return row;
  }

  private brief(item: Item): TemplateResult {
    const { id, title, summary, source } = item;
    const href = source ? (source.url ?? '#') : this.page(`publications/${encodeURIComponent(id)}`);
    return html`<h3 class="h"><a part="title" href=${href} data-id=${id} @click=${source?.whole === false ? nothing : this.act}>${this.text(title)}</a></h3>${this.late?.note(id)}${this.stale(item)}<p class="soft" part="summary">${this.text(summary)}</p>${this.files(item)}`;
  }

  /** @internal A day in the agency's time zone where it is known. */
  day(moment: string): string {
    return dateInWords(this, moment, 'day', this.given.timeZone);
  }

  /** @internal */
  files({ attachments }: Item): unknown {
    return filesView(attachments, this);
  }

  /** @internal The mark on what is past its review date. */
  stale(item: Item): unknown {
    if (!isStale(item, this.today)) return nothing;
    const since = this.t('since', { date: dateInWords(this, item.reviewBy ?? '') });
    return html`<div class="note warning tight">${warningIcon()}<p><b>${this.t('stale')}</b> ${since} <a href=${this.page('consultation')}>${this.t('ask')}</a></p></div>`;
  }

  /** @internal The day by which things are stale or new. */
  get today(): string {
    return this.given.today ?? this.clock().toLocaleDateString('sv');
  }

  /** @internal */
  get given(): Partial<FeedInitial> {
    return this.initial ?? {};
  }
}
