import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isServer } from 'lit-html/is-server.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import { derivationView } from '../base/derivation.ts';
import { icon } from '../base/icons.ts';
import { isLive } from '../base/live.ts';
import { dayInWords, momentInWords } from '../base/moments.ts';
import type { OtklikConsultation } from './consultation.ts';
import { save } from '../base/save.ts';

/** The case's own page takes the code from there and erases it; a fragment is never sent to a server. */
const fragment = '#otklik-code=';

const copyIcon = (): TemplateResult => icon('M9 9h11v11H9zM5 15H4V4h11v1');
const saveIcon = (): TemplateResult => icon('M12 4v11M7 11l5 5 5-5M5 20h14');
const printIcon = (): TemplateResult => icon('M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z');

/** What the person keeps, and the ways to keep it. Until it is kept, leaving is asked about. */
export class ReceiptKeeper {
  private shown: Receipt | undefined;
  /** The device keeps it until the person says to have it. */
  private stored = false;
  /** It was copied, saved, printed, or the person says to have it. */
  private safe = false;
  private confirmed = false;
  private told: { key: string } | undefined;
  /** Copying is forbidden: the code stands there, selected. */
  private byHand = false;
  private qr: unknown;
  private readonly host: OtklikConsultation;
  private readonly again: () => unknown;
  private readonly forget: (receipt: Receipt) => unknown;

  /** `again`: another one is to be written. `forget`: the person has this one. */
  constructor(host: OtklikConsultation, again: () => unknown, forget: (receipt: Receipt) => unknown) {
    this.host = host;
    this.again = again;
    this.forget = forget;
  }

  /** @param stored the device keeps it, so that leaving loses nothing */
  show(receipt: Receipt | undefined, stored = false): void {
    const other = this.shown?.code !== receipt?.code;
    this.shown = receipt;
    this.stored = stored;
    if (other) {
      this.safe = this.confirmed = this.byHand = false;
      this.told = undefined;
      this.qr = undefined;
    }
    this.guard();
    if (receipt && other && !isServer) void this.draw(receipt);
  }

  /** To be carried over to a phone. Where the page of the case has no address, the code alone. */
  private async draw(receipt: Receipt): Promise<void> {
    const { host } = this;
    const { qrView } = await import('../base/qr.ts');
    if (this.shown !== receipt) return;
    const { paged } = this;
    const text = paged ? this.address + fragment + receipt.code : receipt.code;
    this.qr = qrView(text, host.t(paged ? 'qrCase' : 'qrCode'), false);
    host.requestUpdate();
  }

  private guard(): void {
    if (isServer) return;
    if (this.shown && !this.safe && !this.stored) addEventListener('beforeunload', this.stay);
    else removeEventListener('beforeunload', this.stay);
  }

  private readonly stay = (event: Event): void => {
    // What a page has thrown away nobody can keep any more.
    if (this.host.isConnected) event.preventDefault();
  };

  private tell(key: string, safe = true): void {
    this.safe ||= safe;
    this.told = { key };
    this.guard();
    this.host.requestUpdate();
  }

  /** A back end that is an object has no pages. */
  private get paged(): boolean {
    return typeof this.host.backend !== 'object' || !this.host.backend;
  }

  /** Of the page of the case. */
  private get address(): string {
    return new URL(this.host.page('case'), document.baseURI).href;
  }

  /** When it was received, by the agency's clock where that is one. */
  private received({ receivedAt }: Receipt): string {
    const { host } = this;
    const moment = (zone?: string): string => host.t('received', { moment: momentInWords(host, receivedAt, zone) });
    try {
      return moment(host.about.value?.timeZone);
    } catch {
      // What an agency of another version says of itself keeps nobody from the code.
      return moment();
    }
  }

  private readonly copy = async (event: Event): Promise<void> => {
    const { host, shown } = this;
    const root = (event.currentTarget as Element).closest('.receipt');
    if (!shown) return;
    // Not there at all on a page without https.
    const done = await Promise.resolve(navigator.clipboard as Clipboard | undefined)
      .then((clipboard) => clipboard?.writeText(shown.code).then(() => true))
      .catch(() => false);
    this.byHand = !done;
    this.tell(done ? 'copied' : 'notCopied', !!done);
    await host.updateComplete;
    root?.querySelector<HTMLInputElement>('.byhand')?.select();
  };

  private readonly save = (): void => {
    const { host, shown } = this;
    if (!shown) return;
    const { number, code, dueBy } = shown;
    const agency = host.about.value;
    const lines = [
      agency && host.text(agency.name),
      this.received(shown),
      '',
      `${host.t('number')}: ${number}`,
      `${host.t('code')}: ${code}`,
      `${host.t('dueBy')}: ${dayInWords(host, dueBy)}`,
      '',
      host.t('howToOpen', { address: this.address }),
      host.t('codeHint'),
      '',
    ];
    // The mark at the beginning tells old editors that it is UTF-8.
    const text = `\uFEFF${lines.filter((line) => line !== undefined).join('\r\n')}`;
    save(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${number.replace(/[^\p{L}\p{N}]+/gu, '-')}.txt`);
    this.tell('downloaded');
  };

  private readonly print = (): void => {
    print();
    this.tell('printed');
  };

  private readonly confirm = (): void => {
    const { host, shown } = this;
    if (shown) this.forget(shown);
    this.confirmed = true;
    this.stored = false;
    this.tell('keptByYou');
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('.receipt .title')?.focus());
  };

  private readonly next = (event: Event): void => {
    event.preventDefault();
    if (!this.safe && !this.stored) return this.tell('keepFirst', false);
    this.show(undefined);
    this.again();
  };

  view(): TemplateResult | undefined {
    const { host, shown, told } = this;
    if (!shown) return undefined;
    const { number, code, dueBy, derivation } = shown;
    // What a server rendered is taken over first: the address is the browser's to make.
    const live = this.paged && isLive(host);
    const { terms } = (host.about.value ?? {}) as Partial<Agency>;
    const button = (words: string, act: (event: Event) => unknown, kind: string, sign: unknown): TemplateResult =>
      html`<button class="btn ${kind}" part="button" type="button" @click=${act}>${sign}${host.t(words)}</button>`;
    return html`<section class="receipt stack g5" part="receipt">
      <header class="stack g2">
        <p class="status ok">${this.received(shown)}</p>
        <h2 class="title" tabindex="-1">${host.t('receiptTitle')}</h2>
      </header>
      <div class="slip">
        <div class="top">
          <div class="told">
            <p class="small soft">${host.t('code')}</p>
            <p class="code">${code}</p>
            <p class="text">${host.t('codeHint')}</p>
          </div>
          <div class="carry scripted">${this.qr ?? nothing}</div>
        </div>
        <div class="bot">
          <div>
            <p class="small soft">${host.t('number')}</p>
            <p class="h">${number}</p>
          </div>
          <div>
            <p class="small soft">${host.t('dueBy')}</p>
            <p class="h">${dayInWords(host, dueBy)}</p>
          </div>
        </div>
      </div>
      <div class="stack g2 scripted keeping">
        <div class="actions">
          ${button('copy', this.copy, 'main', copyIcon())}${button('download', this.save, 'line', saveIcon())}${button(
            'print',
            this.print,
            'line',
            printIcon(),
          )}${this.confirmed ? nothing : button('iHaveIt', this.confirm, 'line', nothing)}
        </div>
        ${this.byHand ? html`<input class="input byhand" readonly aria-label=${host.t('code')} .value=${code} />` : nothing}
        <p role="status" class="text">${told ? keyed(told, html`<span>${host.t(told.key)}</span>`) : nothing}</p>
        ${this.stored ? html`<p class="small soft text">${host.t('receiptStored')}</p>` : nothing}
      </div>
      ${derivationView(host, { derivation, dueBy, law: terms?.law, registered: false })}
      <p class="small soft text">${host.t('latest')}</p>
      <p class="text paper">${live ? host.t('howToOpen', { address: this.address }) : ''}</p>
      <div class="actions">
        <a class="btn line" href=${host.page('case')}>${host.t('open')}</a>
        <a class="btn" href=${host.page('consultation')} @click=${this.next}>${host.t('again')}</a>
      </div>
    </section>`;
  }
}
