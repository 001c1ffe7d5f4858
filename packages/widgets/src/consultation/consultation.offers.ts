import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PublicationSummary } from '@otklik/core/contract/publications.js';
import { fitting, queryFor, tellingWords } from '@otklik/core/domain/publications/fitting.js';
import type { Values } from './consultation.late.ts';
import type { OtklikConsultation } from './consultation.ts';

/** Nobody is disturbed while typing: asked after so long a pause, ms. */
const pause = 1500;

/** What is published and fits the question is offered while it is written: an answer at once is better than one in thirty days. */
export class Offers {
  /** Beneath the question. */
  private items: PublicationSummary[] = [];
  /** What fits now: shown once nothing that somebody is busy with would be pushed away by it. */
  private found = this.items;
  private asked = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly host: OtklikConsultation;

  constructor(host: OtklikConsultation) {
    this.host = host;
  }

  changed(value: Values): void {
    clearTimeout(this.timer);
    this.show();
    this.timer = setTimeout(() => void this.look(value('question') ?? ''), pause);
  }

  /** What can't be had isn't offered: nothing is said of a failure, the question goes its way. */
  private async look(question: string): Promise<void> {
    const { host } = this;
    const to = host.connection();
    const words = tellingWords(question);
    const q = queryFor(words);
    if (!to || q === this.asked) return;
    this.asked = q;
    const { audience, agency } = to;
    try {
      const found = q ? await to.backend.listPublications(agency, { audience, q, limit: 20 }) : { items: [] };
      if (q === this.asked) this.found = fitting(found.items, words, host.language);
    } catch {
      this.found = [];
    }
    this.show();
  }

  private show(): void {
    const { host, items, found } = this;
    if (items === found) return;
    const place = host.renderRoot.querySelector('.offers');
    const { activeElement } = host.renderRoot;
    const { DOCUMENT_POSITION_FOLLOWING } = Node;
    if (activeElement && place && place.compareDocumentPosition(activeElement) & DOCUMENT_POSITION_FOLLOWING) return;
    this.items = found;
    host.requestUpdate();
  }

  view(): TemplateResult {
    return html`<div role="status" class="offers">${this.panel(this.items)}</div>`;
  }

  /** What hasn't been shown yet, before the question goes. */
  last(): TemplateResult | undefined {
    const { items, found } = this;
    return items === found || !found[0] ? undefined : html`<div class="offers">${this.panel(found)}</div>`;
  }

  private panel(items: PublicationSummary[]): TemplateResult | typeof nothing {
    const { host } = this;
    const link = ({ id, title }: PublicationSummary): TemplateResult =>
      html`<li>
        <a href=${host.page(`publications/${encodeURIComponent(id)}`)} target="_blank" rel="noreferrer">${host.text(title)}</a>
      </li>`;
    if (!items[0]) return nothing;
    return html`<div class="panel stack g2">
      <p><b>${host.t('offers')}</b></p>
      <ul class="stack g2">
        ${repeat(items, ({ id }) => id, link)}
      </ul>
      <p class="small soft">${host.t('offersNote')}</p>
    </div>`;
  }
}
