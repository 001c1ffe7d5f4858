import { html, nothing, type TemplateResult } from 'lit';
import type { Channel, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import { openState } from '@otklik/core/domain/touchpoints/opening-hours.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Connection, type Part } from '../base/element.ts';
import { plainFactsStyles } from '../base/facts.plain.styles.ts';
import { failureNote, retryButton } from '../base/failure.ts';
import { absolute } from '../base/files.ts';
import { formStyles } from '../base/form.styles.ts';
import { selectStyles } from '../base/select.styles.ts';
import { Load } from '../base/load.ts';
import { sourceOf } from '../base/source.ts';
import { openStyles } from '../base/status.open.styles.ts';
import { hoursInWords } from './channels.hours.ts';
import { channelIcon } from './channels.icons.ts';
import type { ChannelsLate } from './channels.late.ts';
import { ru } from './channels.messages.ts';
import { channelsStyles } from './channels.styles.ts';

/** What a server renders the channels with, and what the browser takes over. */
export interface ChannelsInitial {
  list: TouchpointList;
  /** Moment of rendering, ISO 8601. */
  now: string;
}

const looks = { always: 'ok', open: 'ok', break: 'half go', closed: 'off' };

/**
 * The ways to reach a public body: what each is for, whether it is open now, and what to do. A way
 * that ends in the form hands over to it.
 *
 * @element otklik-channels
 * @attr src - JSON file of the shape of TouchpointList, instead of a back end
 * @attr for - id of the consultation that takes over
 * @fires otklik-channel-pick - {touchpoint, channel, replyForm}
 * @fires otklik-ready
 * @fires otklik-error - {code}
 * @csspart channel
 */
export class OtklikChannels extends OtklikElement {
  static override properties = { ...OtklikElement.properties, src: {}, for: {}, now: { attribute: false } };
  static override styles = [...baseStyles, formStyles, selectStyles, plainFactsStyles, openStyles, channelsStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./channels.messages.en.ts') };

  declare src: string | null;
  declare for: string | null;
  /** The clock. */
  declare now: (() => Date) | undefined;
  /** @internal */
  list = new Load<TouchpointList>(
    this,
    () => {
      // Also while its language is on the way.
      const to = this.connection();
      if (!to) return null;
      const { backend, agency, audience, origin } = to;
      return {
        key: [this.src, origin, agency, audience].join(),
        call: () => backend.readTouchpoints(agency, audience),
      };
    },
    (error) => this.fail((error as { code?: string }).code ?? 'internal'),
  );
  /** When the server rendered, until the browser has taken over. */
  private rendered: Date | undefined;
  private late: ChannelsLate | undefined;
  /** Turns when cards change: another template makes new ones, since a page's translation replaces text nodes. */
  private odd = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
  }

  protected override preset({ list, now }: ChannelsInitial): void {
    this.list.preset(list);
    this.rendered = new Date(now);
  }

  protected override firstUpdated(): void {
    if (!this.rendered) return;
    // What is open by now may be something else; what was chosen before this ran stays.
    this.rendered = undefined;
    this.requestUpdate();
    if (this.renderRoot.querySelector('input:checked')) void this.act();
  }

  protected override withFallback(): boolean {
    return !this.list.value || !!this.list.error;
  }

  /** With `src`, the file there is the back end; who takes over is still told by the other settings. */
  override connection(): Connection | null {
    const { src } = this;
    if (!src) return super.connection();
    const rest = (this.agency ?? this.setting('agency')) ? super.connection() : null;
    return sourceOf(async () => (await import('./channels.source.ts')).sourceBackend(src), rest);
  }

  /** On coming back to the page: cards that are in use stay. */
  private seen = (): void => {
    if (!document.hidden && !this.renderRoot.querySelector('.card :focus')) this.renew();
  };

  private renew(): void {
    this.odd = !this.odd;
    this.requestUpdate();
  }

  /** Takes in a choice, or hands over what was picked; where that can't be, the link leads there. */
  private act = async (event?: MouseEvent, channel?: Channel): Promise<void> => {
    const link = channel && (event?.currentTarget as HTMLAnchorElement);
    if (event && (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event?.preventDefault();
    try {
      const late = this.use(await import('./channels.late.ts'));
      this.late ??= new late.ChannelsLate(this);
      if (link) return this.late.pick(channel, link);
      this.late.choose();
      this.renew();
    } catch {
      if (link) location.assign(link.href);
    }
  };

  protected override view(): unknown {
    const { error, loading, value } = this.list;
    return html`<div><div class="live" role="status">${
      error
        ? failureNote(
            this,
            error,
            retryButton(this, loading, () => this.list.retry()),
          )
        : this.late?.status()
    }</div>${value && !error ? this.content(value) : nothing}</div>`;
  }

  private content(list: TouchpointList): TemplateResult {
    const { channels, document: approving } = list;
    const cards = (this.late?.ordered(channels) ?? channels).map((channel, at) => this.card(channel, list, at));
    // Where there is a page with all of them, and this isn't it.
    const brief = !this.initial && this.connection()?.agency;
    return html`<div class="stack g6 ${brief ? 'brief' : ''}"><header class="stack g2 full"><h2 class="title" tabindex="-1">${this.t('title')}</h2><p class="soft text">${this.t('intro')}</p></header>${channels[0] ? this.choices(list) : html`<p>${this.t('empty')}</p>`}${this.odd ? html`<ul class="cards">${cards}</ul>` : html`<ul class="cards" >${cards}</ul>`}${brief ? html`<p class="all"><a href=${this.page('channels')}>${this.t('all', { n: channels.length })}</a></p>` : nothing}${approving ? html`<p class="small soft full">${this.t('approved', { title: this.text(approving.title), number: approving.number, date: this.date(approving.date) })}</p>` : nothing}</div>`;
  }

  private choices({ items }: TouchpointList): TemplateResult {
    return html`<div class="ask stack g5 full" @change=${() => this.act()}><div class="field" ?hidden=${!items[0]}><label class="label" for="need">${this.t('need')}</label><select class="input" id="need"><option value="">${this.t('any')}</option>${items.map(({ id, title }) => html`<option value=${id}>${this.text(title)}</option>`)}</select></div><fieldset><legend class="label">${this.t('way')}</legend><div class="ways">${['talk', 'write', 'come', 'self'].map((way) => html`<label class="choice"><input type="radio" name="way" value=${way}><span>${this.t(way)}</span></label>`)}</div></fieldset></div>`;
  }

  private card(channel: Channel, list: TouchpointList, at: number): TemplateResult {
    const { kind, title, contact, purpose, url } = channel;
    const fits = this.late?.fits(channel);
    const written = this.text(contact);
    return html`<li part="channel" class="card ${fits ? 'best' : ''}">${fits ? this.late?.mark() : nothing}<h3 class="h">${channelIcon(kind)}<span>${this.text(title)}</span></h3>${this.state(channel, list)}${url?.startsWith('tel:') ? html`<p class="num"><a href=${url}>${written}</a></p>` : written && html`<p>${written}</p>`}<p class="full">${this.text(purpose)}</p>${this.facts(channel)}${this.actions(channel, fits && !at ? 'main' : 'line')}</li>`;
  }

  private state(channel: Channel, { timeZone, calendar }: TouchpointList): unknown {
    const now = openState(channel, this.rendered ?? this.now?.() ?? new Date(), timeZone, calendarOf(calendar));
    if (now.state === 'unknown') return nothing;
    let [time, day] = ['', ''];
    if ('until' in now) time = now.until;
    if ('opensAt' in now) {
      time = now.opensAt;
      const near = new Intl.RelativeTimeFormat(this.language, { numeric: 'auto' });
      day = now.today || now.tomorrow ? near.format(Number(now.tomorrow), 'day') : this.date(now.opensOn, 'short');
    }
    return html`<p class="status ${looks[now.state]}">${this.t(now.state, { time: time.replace(/^0/, ''), day })}</p>`;
  }

  private facts({ always, hours, breaks, answerTime, signIn, accessibility }: Channel): TemplateResult {
    const pieces = always ? [this.t('round')] : hoursInWords(hours, breaks, this.language, this.t('lunch'));
    const facts = {
      hours:
        pieces[0] && pieces.map((piece, at) => html`<span class="nw">${piece}${pieces[at + 1] ? ',' : ''}</span> `),
      answer: this.text(answerTime),
      signIn: this.text(signIn),
      access: this.text(accessibility),
    };
    return html`<dl class="facts full">${Object.entries(facts).map(([name, value]) => (value ? html`<div><dt>${this.t(name)}</dt><dd>${value}</dd></div>` : nothing))}</dl>`;
  }

  /** What to do: go there, and where it ends in the form, the form. */
  private actions(channel: Channel, look: string): TemplateResult {
    const { id, kind, url, replyForm, title } = channel;
    const { agency, origin = '' } = this.connection() ?? {};
    const form = kind === 'form';
    const scheme = /^(tel|mailto|http)s?:|^\//.exec(url ?? '');
    const direct = url && scheme && !form;
    const button = (href: string, text: string, pick?: (event: MouseEvent) => void): TemplateResult =>
      html`<a class="btn ${pick && direct ? 'line' : look}" href=${href} @click=${pick}>${this.t(text)}<span class="vh">: ${this.text(title)}</span></a>`;
    const to = agency
      ? this.page(`consultation?reply-form=${replyForm ?? ''}&channel=${id}`)
      : this.for && `#${this.for}`;
    return html`<p class="actions full">${direct ? button(absolute(url, origin), scheme[1] ?? 'http') : nothing}${(form || replyForm) && to ? button(to, replyForm === 'phone' || replyForm === 'visit' ? replyForm : 'ask', (event) => void this.act(event, channel)) : nothing}</p>`;
  }
}
