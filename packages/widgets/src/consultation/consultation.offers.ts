import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PublicationSummary } from '@otklik/core/contract/publications.js';
import { fitting, queryFor, tellingWords } from '@otklik/core/domain/publications/fitting.js';
import type { Values } from './consultation.late.ts';
import type { OtklikConsultation } from './consultation.ts';

/** Nobody is disturbed while typing: asked after so long a pause, ms. */
const pause = 1500;

/** What is published and fits the question is offered while it is written: an answer at once is better than one in thirty days. */
export class Offers {
  private items: PublicationSummary[] = [];
  private asked = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly host: OtklikConsultation;

  constructor(host: OtklikConsultation) {
    this.host = host;
  }

  changed(value: Values): void {
    clearTimeout(this.timer);
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
      if (q === this.asked) this.items = fitting(found.items, words, host.language);
    } catch {
      this.items = [];
    }
    host.requestUpdate();
  }

  view(): TemplateResult {
    const { host, items } = this;
    const link = ({ id, title }: PublicationSummary): TemplateResult =>
      html`<li>
        <a href=${host.page(`publications/${encodeURIComponent(id)}`)} target="_blank" rel="noreferrer">${host.text(title)}</a>
      </li>`;
    return html`<div role="status" class="offers">
      ${
        items[0]
          ? html`<div class="panel stack g2">
              <p><b>${host.t('offers')}</b></p>
              <ul class="stack g2">
                ${repeat(items, ({ id }) => id, link)}
              </ul>
              <p class="small soft">${host.t('offersNote')}</p>
            </div>`
          : ''
      }
    </div>`;
  }
}
