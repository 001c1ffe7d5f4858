import { html, noChange, nothing, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { FeedSource } from '@otklik/core/backend/files/feed.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import type { Connection } from '../base/element.ts';
import { Load } from '../base/load.ts';
import type { FeedHistory } from './feed.history.ts';
import { lowered } from './feed.html.ts';
import type { Item, OtklikFeed } from './feed.ts';
import { Usefulness } from './feed.useful.ts';

/** A publication and the nodes of its body; none where the server rendered them. */
interface Opened {
  publication: Item & Publication;
  body?: Node[];
  useful?: Usefulness | undefined;
  history?: FeedHistory;
}

/** The survey that asks whether a publication was useful; an agency that doesn't have it isn't asked. */
const usefulness = 'usefulness';
/** How long its question may come after the text, ms. */
const grace = 300;

/** One item of the feed whole, in its place: its text, where it comes from, and whether it helped. */
export class OpenedItem {
  private readonly host: OtklikFeed;
  private readonly load: Load<Opened>;

  constructor(host: OtklikFeed) {
    this.host = host;
    this.load = new Load(host, () => {
      const to = host.connection();
      const { item, language } = host;
      return item && to ? { key: [host.choice(to), language, item].join(), call: () => this.read(to, item) } : null;
    });
  }

  /** What is opened now. */
  get publication(): (Item & Publication) | undefined {
    return this.current?.publication;
  }

  preset(publication: Publication, manifest: Manifest | undefined): void {
    this.host.item = publication.id;
    this.load.preset({ publication, useful: manifest && new Usefulness(this.host, manifest) });
  }

  open(id: string): void {
    const { host, load } = this;
    // What the server rendered was gone with its nodes.
    if (!load.value?.body) load.value = undefined;
    if (host.item === id || !load.value) void load.retry();
    host.item = id;
  }

  /** Beside an item that is being opened: that it is, or why it can't be. */
  note(id: string): TemplateResult | undefined {
    const { host, load } = this;
    if (host.item !== id) return undefined;
    return load.error && !load.loading
      ? html`<p role="alert">${host.failure(load.error)}</p>`
      : html`<p role="status" class="soft">${host.t('loading')}</p>`;
  }

  /** The opened item; undefined for any other. */
  view(id: string): TemplateResult | undefined {
    const { current } = this;
    return current?.publication.id === id ? this.whole(current) : undefined;
  }

  private whole(opened: Opened): TemplateResult {
    const { host } = this;
    const { publication, body, useful, history } = opened;
    const { source } = publication;
    const listed = host.loaded.value?.items.some((item) => item.id === publication.id);
    return html`<div class="whole">
      <h3 class="h opened" part="title" tabindex="-1">${host.text(publication.title)}</h3>
      ${host.stale(publication)}
      ${source ? nothing : html`<p part="summary"><b>${host.t('brief')}</b> ${host.text(publication.summary)}</p>`}
      <div class="body">${isServer ? unsafeHTML(lowered(host.text(publication.body))) : (body ?? noChange)}</div>
      ${host.files(publication)} ${source ? this.original(source) : this.provenance(publication)} ${history?.view() ?? nothing}
      ${useful?.view() ?? nothing}${source ? nothing : this.links(publication)}
      ${
        listed
          ? html`<p class="actions"><button type="button" class="btn line" @click=${this.fold}>${host.t('fold')}</button></p>`
          : nothing
      }
    </div>`;
  }

  private get current(): Opened | undefined {
    const { value } = this.load;
    return value?.publication.id === this.host.item ? value : undefined;
  }

  private async read({ backend, agency }: Connection, item: string): Promise<Opened> {
    const { host } = this;
    // Answers are sealed in the browser, which a plain-http page doesn't let it do.
    const asks = !host.src && (isServer || isSecureContext);
    const asking = asks ? backend.readManifest(agency, usefulness).catch(() => undefined) : undefined;
    const [publication, { sanitised }]: [Item & Publication, typeof import('./feed.body.ts')] = await Promise.all([
      backend.readPublication(agency, item),
      import('./feed.body.ts'),
    ]);
    // Shown by its name, in its place: another's, or none, would be waited for for ever.
    const { id } = (publication ?? {}) as Partial<Publication>;
    if (id !== item) throw new BackendError('answer_unreadable');
    // The text doesn't wait for the question, nor does the question come in between when it is read already.
    const manifest = await Promise.race([asking, new Promise<undefined>((done) => setTimeout(done, grace))]);
    const base = publication.source?.base ?? host.page('publications/');
    const opened: Opened = {
      publication,
      body: [...sanitised(lowered(host.text(publication.body)), base, publication.source?.origin).childNodes],
    };
    // What can't be shown must fail here: later it would take the list with it.
    this.whole(opened);
    host.row(publication);
    host.rows.delete(publication);
    try {
      const useful = manifest && new Usefulness(host, manifest);
      useful?.view();
      opened.useful = useful;
    } catch {
      // Another version's question isn't asked.
    }
    return opened;
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

  private links({ id }: Publication): TemplateResult {
    const { host } = this;
    return html`<p class="foot small">
      <a href=${host.page(`publications/${encodeURIComponent(id)}`)}>${host.t('link')}</a>
      <a href=${host.page('consultation')}>${host.t('mistake')}</a>
    </p>`;
  }

  /** Where it comes from: who prepared and approved it, until when it holds, what it said before. */
  private provenance(publication: Publication): TemplateResult {
    const { host } = this;
    const { preparedBy, approvedBy, approvedAt, reviewBy, version } = publication;
    const facts: [string, unknown][] = [
      ['preparedBy', host.text(preparedBy)],
      ['approvedBy', host.text(approvedBy)],
      ['approvedAt', host.day(approvedAt)],
      ['reviewBy', reviewBy ? host.t('until', { date: dateInWords(host, reviewBy) }) : ''],
      [
        'version',
        html`${host.t('versionNumber', { n: version })}${version > 1 ? this.historyButton(publication) : nothing}`,
      ],
    ];
    return html`<div class="panel">
      <h4>${host.t('whence')}</h4>
      <dl class="facts">
        ${facts.map(([name, value]) => (value ? html`<div><dt>${host.t(name)}</dt><dd>${value}</dd></div>` : nothing))}
      </dl>
    </div>`;
  }

  /** Without JavaScript there is no comparing; the versions themselves stand in the API. */
  private historyButton(publication: Publication): TemplateResult {
    const { current, host } = this;
    const show = async (): Promise<void> => {
      const to = host.connection();
      if (!current || !to) return;
      if (current.history && !current.history.problem) {
        delete current.history;
        return host.requestUpdate();
      }
      try {
        const { FeedHistory } = await import('./feed.history.ts');
        current.history = new FeedHistory(host, publication);
        host.requestUpdate();
        await current.history.read(to);
      } catch {
        host.fail('part_missing');
      }
    };
    return html` <button type="button" class="inline scripted" aria-expanded=${!!current?.history} @click=${show}>${host.t('history')}</button>`;
  }
}
