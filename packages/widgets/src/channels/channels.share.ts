import { html, nothing, type TemplateResult } from 'lit-html';
import type { Channel } from '@otklik/core/contract/touchpoints.js';
import { contactCard } from '@otklik/core/domain/touchpoints/contact-card.js';
import { receptionCalendar } from '@otklik/core/domain/touchpoints/reception.js';
import { qrView } from '../base/qr.ts';
import type { OtklikChannels } from './channels.ts';

/** To save: a file that the browser makes itself, so that nothing is asked for. */
interface Saved {
  href: string;
  name: string;
}

function saved(text: string, type: string, name: string): Saved {
  return { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), name };
}

/** Whether the device is held in the hand: what would take a channel there has no use on it. */
const inHand = (): boolean => matchMedia('(pointer: coarse)').matches;

/** One channel to take along: to a calendar, to contacts, to the clipboard, to a phone. */
export class Share {
  private readonly host: OtklikChannels;
  private readonly channel: Channel;
  private readonly address: string;
  private readonly place: string;
  private reception: Saved | undefined;
  private contact: Saved | undefined;
  /** Copying is forbidden: the text stands there, selected. */
  private byHand = false;

  constructor(host: OtklikChannels, channel: Channel) {
    this.host = host;
    this.channel = channel;
    const { agency, origin } = host.connection() ?? { agency: '', origin: '' };
    const page = agency ? host.page(channel.kind === 'form' ? 'consultation' : 'channels') : '';
    const direct = channel.kind === 'form' && page ? page : host.safe(channel.url);
    this.address = new URL(direct || page || location.href, document.baseURI).href;
    const { hostname } = new URL(origin || document.baseURI, document.baseURI);
    this.place = agency ? `${agency}.${hostname}` : hostname;
    this.of('');
  }

  /** Makes the files, with the name of the body or, while it isn't known, without. */
  of(organization: string): void {
    this.close();
    const { host, channel, place, address } = this;
    const { id, kind, schedule, purpose } = channel;
    const [title, written] = [host.text(channel.title), host.text(channel.contact)];
    const now = host.clock();
    const opening = kind === 'visit' || kind === 'meeting' ? host.next(schedule.openings) : undefined;
    if (opening) {
      const summary = organization ? `${title}: ${organization}` : title;
      const entry = { place, channel: id, title: summary, opening, location: written };
      const file = receptionCalendar({ ...entry, description: host.text(purpose), url: address }, now);
      this.reception = saved(file, 'text/calendar', `${id}-${opening.from.slice(0, 10)}.ics`);
    }
    const note = host.text(schedule.words).replaceAll('\u00a0', ' ');
    const card = { place, channel, title, contact: written, note, language: host.language };
    this.contact = saved(
      contactCard({ ...card, ...(organization && { organization }) }, now),
      'text/vcard',
      `${id}.vcf`,
    );
    host.requestUpdate();
  }

  /** Forgets the files that were made. */
  close(): void {
    for (const one of [this.reception, this.contact]) if (one) URL.revokeObjectURL(one.href);
  }

  /** What is copied: number or address as people write it, else the link. */
  private get text(): string {
    return this.host.text(this.channel.contact) || this.address;
  }

  private copy = async (event: Event): Promise<void> => {
    const panel = (event.currentTarget as Element).closest('.share');
    const { host } = this;
    // Not there at all on a page without https.
    const done = await Promise.resolve(navigator.clipboard as Clipboard | undefined)
      .then((clipboard) => clipboard?.writeText(this.text).then(() => true))
      .catch(() => false);
    this.byHand = !done;
    host.requestUpdate();
    await host.updateComplete;
    const status = panel?.querySelector('[role=status]');
    if (status) status.textContent = host.t(done ? 'copied' : 'notCopied');
    panel?.querySelector<HTMLInputElement>('input')?.select();
  };

  private share = (): void => {
    const title = this.host.text(this.channel.title);
    // Whoever changes their mind rejects it.
    navigator.share({ title, text: this.host.text(this.channel.contact), url: this.address }).catch(() => undefined);
  };

  private file(saved: Saved | undefined, text: string): unknown {
    return saved && html`<a class="btn line" href=${saved.href} download=${saved.name}>${this.host.t(text)}</a>`;
  }

  view(): TemplateResult {
    const { host, channel } = this;
    const phone = channel.url?.startsWith('tel:');
    const copies = host.text(channel.contact) ? (phone ? 'copyNumber' : 'copyAddress') : 'copyLink';
    const hand = inHand();
    const title = host.text(channel.title);
    const sharing = hand && 'share' in navigator;
    const code = hand ? undefined : qrView(this.address, host.t('qr', { title }));
    const act = (text: string, action: (event: Event) => unknown): TemplateResult =>
      html`<button type="button" class="btn line" @click=${action}>${host.t(text)}</button>`;
    return html`<div class="share stack g3 full" role="group" aria-label=${`${host.t('more')}: ${title}`}>${this.file(this.reception, 'toCalendar')}${this.file(this.contact, 'contact')}${act(copies, this.copy)}${this.byHand ? html`<input class="input" readonly aria-label=${host.t('toCopy')} .value=${this.text}>` : nothing}<p class="small" role="status"></p>${sharing ? act('share', this.share) : nothing}${code ? html`<p class="small soft">${host.t('qrHint')}</p>${code}` : nothing}</div>`;
  }
}
