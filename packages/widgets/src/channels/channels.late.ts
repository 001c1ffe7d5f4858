import { html, type TemplateResult } from 'lit-html';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Channel } from '@otklik/core/contract/touchpoints.js';
import { needOf } from '@otklik/core/domain/consultations/form.js';
import type { Late, OtklikElement, Touch } from '../base/element.ts';
import { setting } from '../base/settings.ts';
import type { Share } from './channels.share.ts';
import type { OtklikChannels } from './channels.ts';

export { ru } from './channels.late.messages.ts';
export { channelsLateStyles as styles } from './channels.late.styles.ts';

/** What a person picked. Whoever takes care of it calls `preventDefault()`; else it is handed to the consultation. */
export class OtklikChannelPickEvent extends Event {
  static readonly type = 'otklik-channel-pick';
  /** Id of the touchpoint that was chosen before; null: any question. */
  readonly touchpoint: string | null;
  /** Id of the channel. */
  readonly channel: string;
  readonly replyForm: Channel['replyForm'];
  constructor(touchpoint: string | null, { id, replyForm }: Channel) {
    super(OtklikChannelPickEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.touchpoint = touchpoint;
    this.channel = id;
    this.replyForm = replyForm;
  }
}

/** What comes once something is chosen or picked: which channels fit, and who takes over. */
export class ChannelsLate implements Late {
  private readonly host: OtklikChannels;
  private need = '';
  private way = '';
  /** What is open, by list and channel. */
  private readonly shares = new Map<string, Share>();
  /** It is told what an appeal is. */
  private explained = false;
  /** Turns with every choice. */
  private odd = false;

  constructor(host: OtklikChannels) {
    this.host = host;
  }

  /** Takes in a choice, hands over what was picked, or opens what a button is for. */
  act({ at }: Touch): unknown {
    const channel = this.host.loaded.value?.channels.find(({ id }) => id === at.dataset.id);
    if (at.localName === 'button') return channel ? this.toggle(channel) : (this.explained = !this.explained);
    return channel ? this.pick(channel, at as HTMLAnchorElement) : this.choose();
  }

  /** Opens what a card can be taken along by, or closes it. Others stay: closing one above would move this away from under the finger. */
  private async toggle(channel: Channel): Promise<void> {
    const { shares } = this;
    const key = this.key(channel);
    const open = shares.get(key);
    if (open) {
      open.close();
      shares.delete(key);
      return;
    }
    const { Share } = await import('./channels.share.ts');
    if (shares.has(key)) return;
    const share = new Share(this.host, channel);
    shares.set(key, share);
    void this.named().then((name) => name && shares.get(key) === share && share.of(name));
  }

  /** Name of the body, where there is one that says it: contacts want it, and do without until it is there. */
  private async named(): Promise<string> {
    const to = this.host.connection();
    const about = to?.agency
      ? await (to.backend as Partial<Backend>).readAgency?.(to.agency).catch(() => undefined)
      : undefined;
    return this.host.text(about?.shortName);
  }

  private key({ id }: Channel): string {
    return `${this.host.plan()?.key ?? ''} ${id}`;
  }

  /** What a card can be taken along by, where that is open. */
  panel(channel: Channel): TemplateResult | undefined {
    return this.shares.get(this.key(channel))?.view();
  }

  /** What an appeal is, as opposed to a request, where that is open. */
  appeals(): TemplateResult | undefined {
    const { host } = this;
    return this.explained
      ? html`<div class="told stack g2"><p>${host.t('appealAbout')}</p><p>${host.t('appealIs')}</p></div>`
      : undefined;
  }

  /** Channels that are listed, as far as another version's list has any. */
  private get known(): Channel[] {
    const { channels } = this.host.loaded.value ?? {};
    return Array.isArray(channels) ? channels.filter(Boolean) : [];
  }

  /** On coming back: cards anew. Where the openings that were told are over, the list is read again; what is shown stays until it comes. */
  async seen(): Promise<void> {
    const { host } = this;
    const { loaded } = host;
    const { value } = loaded;
    this.renew();
    // What a list of another version says in other shapes isn't shown, and isn't over.
    const over = (channel: Partial<Channel>): unknown => {
      const openings = channel.schedule?.openings;
      return Array.isArray(openings) && openings[0] && !host.next(openings.filter(Boolean));
    };
    if (!this.known.some(over)) return;
    const list = await host
      .plan()
      ?.call()
      .catch(() => undefined);
    if (!list || loaded.value !== value) return;
    loaded.preset(list);
    this.renew();
  }

  /** Cards anew; those that are in use stay. */
  private renew(): void {
    const { host } = this;
    if (!host.renderRoot.querySelector('.card :focus')) host.odd = !host.odd;
    host.requestUpdate();
  }

  /** Takes in what is chosen. */
  choose(): void {
    const { renderRoot } = this.host;
    this.need = renderRoot.querySelector('select')?.value ?? '';
    this.way = renderRoot.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
    this.odd = !this.odd;
    this.renew();
  }

  /** Whether a channel fits what was chosen; nothing does before. */
  fits({ id, preference }: Channel): boolean {
    const { need, way } = this;
    const touchpoint = this.host.loaded.value?.items.find((one) => one.id === need);
    return !!(need || way) && (!need || [touchpoint?.channels].flat().includes(id)) && (!way || way === preference);
  }

  /** Those that fit first. */
  ordered(channels: Channel[]): Channel[] {
    return [...channels].sort((a, b) => Number(this.fits(b)) - Number(this.fits(a)));
  }

  /** In words, for a channel that fits; the styles draw its frame and fill its first button by it. */
  mark(channel: Channel): TemplateResult | undefined {
    return this.fits(channel) ? html`<p class="fit">${this.host.t('fit')}</p>` : undefined;
  }

  /** How many fit, for those who don't see the cards move. Of two templates, since translation replaces text nodes. */
  status(): TemplateResult | undefined {
    const n = this.known.filter((channel) => this.fits(channel)).length;
    const text = this.need || this.way ? this.host.t(n ? 'fits' : 'fitsNone', { n }) : '';
    return this.odd ? html`<p class="vh">${text}</p>` : html`<p class="vh" >${text}</p>`;
  }

  /** Tells what was picked, and hands it over; where nobody takes it, the link leads to the form's own page. */
  private pick(channel: Channel, link: HTMLAnchorElement): void {
    const taken = !this.host.dispatchEvent(new OtklikChannelPickEvent(this.need || null, channel));
    if (taken) return;
    const form = this.consultation();
    if (!form) return location.assign(link.href);
    this.tell(form, channel);
    form.scrollIntoView();
    const field = form.shadowRoot?.querySelector<HTMLElement>('input:not([type=hidden]), select');
    if (!field) form.tabIndex = -1;
    (field ?? form).focus({ preventScroll: true });
  }

  /** What a form is to begin with. Told anew even where it was told so before: meanwhile something else may be chosen in it. */
  private tell(form: HTMLElement, { id, replyForm }: Channel): void {
    const { value } = form.shadowRoot?.querySelector<HTMLInputElement>('[name=need]:checked') ?? {};
    // Any other need stands against a reply form: it has one of its own, or none.
    const other = (value ?? form.getAttribute('need')) === 'consultation' ? 'consultation' : 'information';
    for (const [name, told] of Object.entries({
      need: needOf(replyForm) ?? other,
      'reply-form': replyForm,
      channel: id,
    })) {
      if (!told) continue;
      form.removeAttribute(name);
      form.setAttribute(name, told);
    }
  }

  /** Who takes over: told by `for`, else the first of the same back end and agency. */
  private consultation(): HTMLElement | null {
    const { host } = this;
    if (host.for) return (host.getRootNode() as Document).getElementById(host.for) ?? document.getElementById(host.for);
    const to = (element: OtklikElement): unknown[] =>
      (['backend', 'agency'] as const).map((name) => element[name] ?? setting(element, name));
    const [backend, agency] = to(host);
    const fits = (one: OtklikElement): boolean => {
      const [its, itsAgency] = to(one);
      return (!backend || backend === its) && (!agency || agency === itsAgency);
    };
    return [...document.querySelectorAll<OtklikElement>('otklik-consultation')].find(fits) ?? null;
  }
}

export { ChannelsLate as Late };
