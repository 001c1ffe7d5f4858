import { html, nothing, type TemplateResult } from 'lit-html';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Publication, PublishedVersion } from '@otklik/core/contract/publications.js';
import { changesBetween, type Change } from '@otklik/core/domain/publications/changes.js';
import type { Connection } from '../base/element.ts';
import { sanitised } from './feed.body.ts';
import type { OtklikFeed } from './feed.ts';

const blocks = 'p, li, h1, h2, h3, h4, h5, h6, tr, caption, dt, dd, blockquote, pre, figcaption';

/** A row of a table is one paragraph: a figure alone says nothing. */
const textOf = (block: Element): string =>
  block instanceof HTMLTableRowElement
    ? [...block.cells].map(({ textContent }) => textContent.trim()).join(' ')
    : block.textContent;

/** A publication's text by paragraphs, its title and its summary first. */
function paragraphsOf(host: OtklikFeed, { title, summary, body }: Publication): string[] {
  const nodes = document.createElement('div');
  nodes.append(sanitised(host.text(body), host.page('publications/')));
  const whole = [...nodes.querySelectorAll(blocks)].filter((one) => !one.querySelector(blocks));
  const texts = (whole.length > 0 ? whole : [nodes]).map(textOf);
  return [host.text(title), host.text(summary), ...texts].map((text) => text.trim()).filter(Boolean);
}

/** What a publication said before, version by version, and what has changed since the last one. */
export class FeedHistory {
  private readonly host: OtklikFeed;
  private readonly publication: Publication;
  private versions: PublishedVersion[] = [];
  private changes: Change[] | undefined;
  /** Why nothing can be shown. */
  problem: unknown;

  constructor(host: OtklikFeed, publication: Publication) {
    this.host = host;
    this.publication = publication;
  }

  async read({ backend, agency }: Connection): Promise<void> {
    const { host, publication } = this;
    this.problem = undefined;
    try {
      const { items } = await backend.listPublicationVersions(agency, publication.id);
      const before = this.before(items);
      const old = before && (await backend.readPublicationVersion(agency, publication.id, before.version));
      if (!items[0]) throw new BackendError('answer_unreadable');
      this.versions = items;
      this.changes = old && changesBetween(paragraphsOf(host, old), paragraphsOf(host, publication));
      // What can't be shown must fail here: later it would take the list with it.
      this.view();
    } catch (error) {
      this.problem = error;
      host.failed(error);
    }
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('.history h4')?.focus();
  }

  view(): TemplateResult {
    const { host, versions, problem } = this;
    if (problem) return html`<p role="alert">${host.t('historyFailed')} ${host.failure(problem)}</p>`;
    if (versions.length === 0) return html`<p role="status" class="soft">${host.t('loading')}</p>`;
    return html`<section class="panel history">
      ${this.changed()}
      <h4 tabindex=${this.before() ? nothing : '-1'}>${host.t('historyTitle')}</h4>
      <ul class="versions">
        ${versions.map((version) => this.version(version))}
      </ul>
    </section>`;
  }

  /** The one that stood before the one that is shown, unless it was taken back. */
  private before(versions = this.versions): PublishedVersion | undefined {
    const { version } = this.publication;
    return versions.find((one) => one.version < version && one.withdrawnAt === null);
  }

  private changed(): TemplateResult | typeof nothing {
    const { host, changes } = this;
    const before = this.before();
    if (!before || !changes) return nothing;
    return html`<h4 tabindex="-1">${host.t('changesSince', { date: host.day(before.publishedAt) })}</h4>
      ${changes.length === 0 ? html`<p>${host.t('unchanged')}</p>` : html`<ul class="changes">${changes.map((change) => this.change(change))}</ul>`}`;
  }

  /** Readers that don't tell <ins> and <del> hear the words before them. */
  private change(change: Change): TemplateResult {
    const { host } = this;
    if (change.type === 'removed') return html`<li><b>${host.t('removed')}</b> <del>${change.text}</del></li>`;
    if (change.type === 'added') return html`<li><b>${host.t('addedText')}</b> <ins>${change.text}</ins></li>`;
    return html`<li>
      <b>${host.t('changed')}</b> ${change.pieces.map(({ type, text }) => {
        if (type === 'same') return html`<span>${text}</span> `;
        const word = html`<span class="vh">${host.t(type === 'removed' ? 'removed' : 'addedText')} </span>`;
        return type === 'removed' ? html`<del>${word}${text}</del> ` : html`<ins>${word}${text}</ins> `;
      })}
    </li>`;
  }

  private version({ version, publishedAt, supersededAt, withdrawnAt, approvedBy }: PublishedVersion): TemplateResult {
    const { host } = this;
    const until = supersededAt ?? withdrawnAt;
    const from = host.day(publishedAt);
    const stood = until ? host.t('stood', { from, to: host.day(until) }) : host.t('stands', { from });
    return html`<li>
      <b>${host.t('versionNumber', { n: version })}</b> <span>${stood}</span>, <span class="soft">${host.text(approvedBy)}</span>
    </li>`;
  }
}
