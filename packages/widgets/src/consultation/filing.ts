import { html, nothing, type TemplateResult } from 'lit-html';
import type { Consultation, Receipt } from '@otklik/core/contract/consultations.js';
import { isLive } from '../base/live.ts';
import type { OtklikConsultation } from './consultation.ts';
import { Draft } from './draft.ts';
import { Queue } from './queue.ts';
import { ReceiptKeeper } from './receipt.ts';

/** What filing asks of the form, and tells it. */
export interface Filed {
  /** What the form holds, if nothing is wrong with it; it changes nothing. */
  body(): Consultation | undefined;
  /** Something that an earlier visit left is on its way: the answers are shown, not to be changed. */
  resumed(): unknown;
  /** Back to the form. */
  change(): unknown;
  /** It won't be sent as it is; undefined: another tab took it back. */
  refused(error: unknown): unknown;
  /** The server has confirmed it. */
  confirmed(receipt: Receipt): unknown;
  /** Another one is to be written. */
  again(): unknown;
}

/** From a form to a receipt that isn't lost: draft, sending, and what comes back. */
export class Filing {
  readonly draft: Draft;
  readonly queue: Queue;
  private readonly receipt: ReceiptKeeper;
  private readonly host: OtklikConsultation;

  constructor(host: OtklikConsultation, form: Filed) {
    this.host = host;
    this.draft = new Draft(host, {
      resume: (item, stored) => {
        form.resumed();
        this.queue.resume(item, stored);
      },
      received: ({ receipt }, stored) => this.show(receipt, stored),
      moved: () => this.moved(),
      look: () => this.queue.look(),
      retire: () => {
        const { receipt } = this.queue;
        this.receipt.show(undefined);
        return { item: this.queue.stop(), receipt: receipt && { key: '', receipt } };
      },
    });
    this.queue = new Queue(host, {
      body: () => form.body(),
      store: () => this.draft.kept(),
      trapped: () => !!host.renderRoot.querySelector<HTMLInputElement>('[name=homepage]')?.value,
      change: () => form.change(),
      refused: (error) => form.refused(error),
      confirmed: (receipt) => {
        this.draft.sent();
        this.show(receipt, this.queue.kept);
        form.confirmed(receipt);
      },
    });
    this.receipt = new ReceiptKeeper(
      host,
      () => {
        this.queue.receipt = undefined;
        form.again();
      },
      ({ code }) => this.draft.kept()?.forget(code),
    );
  }

  /** What a server rendered with. */
  preset(key: string, receipt: Receipt | undefined): void {
    this.queue.preset(key);
    if (receipt) this.show(receipt, false);
  }

  /** Something was typed. */
  changed(): void {
    this.queue.changed();
  }

  /** The choice of where to keep things holds for what is under way, too. */
  private moved(): void {
    this.queue.keep();
    const { receipt, kept } = this.queue;
    if (receipt && kept && !this.draft.kept()) this.show(receipt, false);
  }

  private show(receipt: Receipt, stored: boolean): void {
    this.queue.receipt = receipt;
    this.queue.kept = stored;
    this.receipt.show(receipt, stored);
    this.host.requestUpdate();
  }

  receiptView(): TemplateResult | undefined {
    return this.receipt.view();
  }

  /** Before the button: the draft, and a field that only programs fill in. */
  view(): TemplateResult {
    const { host } = this;
    // It needs a script: it isn't there before one has taken over.
    const kept = isLive(host) ? this.draft.view() : nothing;
    return html`${kept}
      <div class="trap" aria-hidden="true">
        <label>${host.t('trap')} <input name="homepage" tabindex="-1" autocomplete="off" /></label>
      </div>`;
  }
}
