import { html, nothing, type TemplateResult } from 'lit-html';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Channel, Opening, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { dateInWords } from '../base/dates.ts';
import { baseStyles } from '../base/base.styles.ts';
import type { Connection } from '../base/element.ts';
import { plainFactsStyles } from '../base/facts.plain.styles.ts';
import { controlStyles } from '../base/control.styles.ts';
import { infoIcon } from '../base/icons.more.ts';
import type { Plan } from '../base/load.ts';
import { LoadingElement } from '../base/loading.ts';
import type { Catalogue } from '../base/messages.ts';
import { sourceOf } from '../base/source.ts';
import { openStyles } from '../base/status.open.styles.ts';
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
export class OtklikChannels extends LoadingElement<TouchpointList> {
  static override properties = { src: {}, for: {} };
  static override styles = [...baseStyles, controlStyles, plainFactsStyles, openStyles, channelsStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./channels.messages.en.ts') };
  static override fetchLate = () => import('./channels.late.ts');

  declare src: string | null;
  declare for: string | null;
  /** The clock; that of the server that rendered, until the browser has taken over. */
  declare now: (() => Date) | undefined;
  /** @internal What fits, and who takes over. */
  declare late: ChannelsLate | undefined;
  /** Turns when cards change: another template makes new ones, since a page's translation replaces text nodes. @internal */
  declare odd: boolean | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this);
  }

  /** @internal */
  override plan(): Plan<TouchpointList> | null {
    const to = this.connection();
    if (!to) return null;
    const { backend, agency, audience, origin } = to;
    return {
      key: [this.src, origin, agency, audience].join(),
      call: () => backend.readTouchpoints(agency, audience),
    };
  }

  /** With `src`, the file there is the back end; who takes over is still told by the other settings. */
  override connection(): Connection | null {
    const { src } = this;
    if (!src) return super.connection();
    const rest = (this.agency ?? this.setting('agency')) ? super.connection() : null;
    return sourceOf(async () => (await import('./channels.source.ts')).sourceBackend(src, () => this.clock()), rest);
  }

  /** On coming back to the page. @internal */
  handleEvent(): void {
    if (!document.hidden) this.later((late) => late.seen());
  }

  /** Whatever isn't text is no content. */
  override text(content: LocalizedText | null | undefined): string {
    return super.text(content).trim();
  }

  /** What only comes with a touch; without it things stay as they are. @internal */
  later(then: (late: ChannelsLate) => unknown): void {
    this.bring().then(
      (late) => then(late as ChannelsLate),
      () => undefined,
    );
  }

  /** The time. @internal */
  clock(): Date {
    return this.now?.() ?? new Date();
  }

  /** The one that goes on, or comes next. @internal */
  next(openings: Opening[]): Opening | undefined {
    const now = this.clock();
    return openings.find(({ to }) => new Date(to) > now);
  }

  protected override content(list: TouchpointList): TemplateResult {
    const { channels, document: approving, appealPortals } = list;
    const cards = (this.late?.ordered(channels) ?? channels).map((channel) => this.card(channel, list));
    // Where there is a page with all of them, and this isn't it.
    const brief = this.initial ? '' : this.connection()?.agency;
    return html`<div class="stack g6 ${brief && 'brief'}"><div class="stack g2 full"><h2 class="title" tabindex="-1">${this.t('title')}</h2><p class="soft">${this.t('intro')}</p></div>${channels[0] ? this.choices(list) : html`<p>${this.t('empty')}</p>`}<ul class="cards stack g4">${this.odd ? [cards] : cards}</ul>${brief && html`<a class="all" href=${this.page('channels')}>${this.t('all', { n: channels.length })}</a>`}${appealPortals?.[0] && html`<div class="note full">${infoIcon()}<div><h3>${this.t('appeal')}</h3><p>${this.t('appealWhy')}</p><div class="actions">${appealPortals.map(({ title, url }) => html`<a class="btn line" href=${this.safe(url) || nothing}>${this.text(title)}</a>`)}${this.button('appealWhat', this.late?.appeals())}</div></div></div>`}${approving && html`<p class="small soft full">${this.t('approved', { ...approving, title: this.text(approving.title), date: dateInWords(this, approving.date) })}</p>`}</div>`;
  }

  private choices({ items }: TouchpointList): TemplateResult {
    return html`<div class="ask stack g5 full" @change=${this.act}><div class="field" ?hidden=${!items[0]}><label class="label" for="need">${this.t('need')}</label> <select class="input" id="need"><option value="">${this.t('any')}</option>${items.map(({ id, title }) => html`<option value=${id.trim()}>${this.text(title)}</option>`)}</select></div><fieldset><legend class="label">${this.t('way')}</legend><div class="ways stack g2">${'talk write come self'.split(' ').map((way) => html`<label class="choice"><input type="radio" value=${way} name="way">${this.t(way)}</label>`)}</div></fieldset></div>`;
  }

  private card(channel: Channel, list: TouchpointList): TemplateResult {
    const { title, contact, purpose, url } = channel;
    const written = this.text(contact);
    return html`<li part="channel" class="card">${this.late?.mark(channel)}<h3 class="h"><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${channelIcon(channel)} /></svg>${this.text(title)}</h3>${this.state(channel, list)}${written && (url?.startsWith('tel:') ? html`<a class="num" href=${url}>${written}</a>` : html`<p class="full">${written}</p>`)}<p class="full">${this.text(purpose)}</p>${this.facts(channel)}${this.actions(channel)}</li>`;
  }

  private state({ kind, always, schedule }: Channel, { timeZone }: TouchpointList): unknown {
    const next = this.next(schedule.openings);
    if (!next) return always ? html`<p class="status ok">${this.t('always')}</p>` : nothing;
    // In Swedish a moment is written as in ISO 8601: 2026-11-23 09:00:00.
    const local = (moment: Date | string): string => new Date(moment).toLocaleString('sv', { timeZone });
    const time = (at: string): string => at.slice(11, 16).replace(/^0/, '');
    const [now, from, to] = [this.clock(), next.from, next.to].map(local) as [string, string, string];
    const [state, look] =
      from <= now ? ['open', 'ok'] : next.resumes ? ['break', 'off go'] : [kind === 'visit' ? 'next' : 'closed', 'off'];
    const date = from.slice(0, 10);
    const days = (Date.parse(date) - Date.parse(now.slice(0, 10))) / 864e5;
    const day =
      days < 2
        ? new Intl.RelativeTimeFormat(this.language, { numeric: 'auto' }).format(days, 'day')
        : dateInWords(this, date, 'short');
    return html`<p class="status ${look}">${this.t(state, { day, from: time(from), to: time(to) })}</p>`;
  }

  private facts({ schedule, answerTime, signIn, words, accessibility }: Channel): TemplateResult {
    const { languages, access = accessibility } = words ?? {};
    const facts = { hours: schedule.words, answer: answerTime, signIn, languages, access };
    return html`<dl class="facts full">${Object.entries(facts).map(([name, value]) => {
      const text = this.text(value);
      // Hours end lines between pieces alone: of «пн–чт» a browser would let the dash stand at the end.
      return (
        text &&
        html`<div><dt>${this.t(name)}</dt><dd>${name === 'hours' ? text.split(' ').map((piece) => html`<span>${piece}</span> `) : text}</dd></div>`
      );
    })}</dl>`;
  }

  /** What opens something that comes late, and that beneath it. */
  private button(text: string, opened: unknown, id = '', title = ''): TemplateResult {
    return html`<button type="button" class="btn quiet ask" data-id=${id} aria-expanded=${!!opened} @click=${this.act}>${this.t(text)}<span class="vh">${title}</span></button>${opened}`;
  }

  /** What to do: go there, and where it ends in the form, the form. */
  private actions(channel: Channel): TemplateResult {
    const { id, kind, url, route, replyForm } = channel;
    const title = `: ${this.text(channel.title)}`;
    const direct = kind === 'form' ? '' : this.safe(url);
    const link = (href: string | null | undefined, text: string, pick?: typeof this.act, look = 'line'): unknown =>
      href &&
      html`<a class="btn ${look}" href=${href} data-id=${id} @click=${pick}>${this.t(text)}<span class="vh">${title}</span></a>`;
    const to =
      (kind === 'form' || replyForm) &&
      (this.connection()?.agency
        ? this.page(`consultation?reply-form=${replyForm ?? ''}&channel=${id}`)
        : this.for && `#${this.for}`);
    return html`<div class="stack g3 full">${link(direct, /^(tel|mailto)/.exec(direct)?.[0] ?? 'http')} ${link(to, /phone|visit|post/.exec(`${replyForm}`)?.[0] ?? 'ask', this.act)}${link(this.safe(route), 'route', undefined, 'quiet')}${this.button('more', this.late?.panel(channel), id, title)}</div>`;
  }
}
