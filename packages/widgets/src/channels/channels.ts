import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Channel, Preference, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import { openState } from '@otklik/core/domain/touchpoints/opening-hours.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Connection, type Part } from '../base/element.ts';
import { factsStyles, statusStyles } from '../base/facts.styles.ts';
import { elsewhere, failureNote } from '../base/failure.ts';
import { absolute } from '../base/files.ts';
import { formStyles } from '../base/form.styles.ts';
import { Load } from '../base/load.ts';
import { setting } from '../base/settings.ts';
import { hoursInWords } from './channels.hours.ts';
import { channelIcon } from './channels.icons.ts';
import { ru } from './channels.messages.ts';
import { channelsStyles } from './channels.styles.ts';

/** What a server renders the channels with, and what the browser takes over. */
export interface ChannelsInitial {
  list: TouchpointList;
  /** Moment of rendering, ISO 8601. */
  now: string;
}

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

const ways: Preference[] = ['talk', 'write', 'come', 'self'];

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
  static override properties = {
    ...OtklikElement.properties,
    src: {},
    for: {},
    now: { attribute: false },
    need: { state: true },
    way: { state: true },
  };
  static override styles = [...baseStyles, formStyles, factsStyles, statusStyles, channelsStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./channels.messages.en.ts') };

  declare src: string | null;
  declare for: string | null;
  /** The clock. */
  declare now: () => Date;
  /** @internal Id of the touchpoint; empty: any question. */
  declare need: string;
  /** @internal */
  declare way: string;

  private list = new Load<TouchpointList>(
    this,
    () => {
      const to = this.shows() && this.connection();
      if (!to) return null;
      const { backend, agency, audience, origin } = to;
      const call = (): Promise<TouchpointList> =>
        backend.readTouchpoints(agency, audience);
      return { key: [this.src, origin, agency, audience].join(' '), call };
    },
    (error) => this.fail((error as { code?: string }).code ?? 'internal'),
  );
  /** When the server rendered; until the browser has taken over. */
  private rendered: Date | undefined;
  private repaired = false;

  constructor() {
    super();
    this.now = () => new Date();
    this.need = '';
    this.way = '';
  }

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

  protected override firstUpdated(_changed: PropertyValues): void {
    if (!this.rendered) return;
    // What was chosen before this ran stays; what is open by now may be something else.
    this.rendered = undefined;
    this.choose();
    this.requestUpdate();
  }

  protected override updated(): void {
    super.updated();
    if (!this.repaired || !this.list.value) return;
    this.repaired = false;
    this.renderRoot.querySelector('h2')?.focus();
  }

  protected override withFallback(): boolean {
    return !this.list.value;
  }

  /** With `src`, the file there is the back end; who takes over may still be told by the other settings. */
  override connection(): Connection | null {
    const { src } = this;
    if (!src) return super.connection();
    const told = (this.backend ?? this.setting('backend')) && (this.agency ?? this.setting('agency'));
    const rest = told ? super.connection() : null;
    const backend: Pick<Backend, 'readTouchpoints'> = {
      readTouchpoints: async (...asked) =>
        (await import('./channels.source.ts')).sourceBackend(src).readTouchpoints(...asked),
    };
    return { agency: '', audience: 'external', origin: '', ...rest, backend: backend as Backend };
  }

  private seen = (): void => {
    if (!document.hidden) this.requestUpdate();
  };

  private retry = (): void => {
    this.repaired = true;
    this.list.retry();
  };

  private choose = (): void => {
    this.need = this.renderRoot.querySelector('select')?.value ?? '';
    this.way = this.renderRoot.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
  };

  private fits({ id, preference }: Channel): boolean {
    const { need, way } = this;
    const touchpoint = this.list.value?.items.find((one) => one.id === need);
    return !!(need || way) && (!need || !!touchpoint?.channels.includes(id)) && (!way || way === preference);
  }

  private pick(event: MouseEvent, channel: Channel): void {
    if (elsewhere(event)) return;
    const picked = new OtklikChannelPickEvent(this.need || null, channel);
    const taken = !this.dispatchEvent(picked);
    const form = taken ? null : this.consultation();
    if (taken || form) event.preventDefault();
    if (!form) return;
    if (channel.replyForm) form.setAttribute('reply-form', channel.replyForm);
    form.setAttribute('channel', channel.id);
    form.scrollIntoView();
    const field = form.shadowRoot?.querySelector<HTMLElement>('input, select, textarea');
    if (!field) form.tabIndex = -1;
    (field ?? form).focus({ preventScroll: true });
  }

  /** Who takes over: told by `for`, else the first of the same back end and agency. */
  private consultation(): HTMLElement | null {
    if (this.for) return (this.getRootNode() as Document).getElementById(this.for) ?? document.getElementById(this.for);
    const to = (element: OtklikElement): unknown[] =>
      (['backend', 'agency'] as const).map((name) => element[name] ?? setting(element, name));
    const [backend, agency] = to(this);
    const all = [...document.querySelectorAll<OtklikElement>('otklik-consultation')];
    return (
      all.find((one) => {
        const [itsBackend, itsAgency] = to(one);
        return (!backend || backend === itsBackend) && (!agency || agency === itsAgency);
      }) ?? null
    );
  }

  protected override view(): unknown {
    const { value, error, loading } = this.list;
    const button = { text: this.t(loading ? 'loading' : 'retry'), busy: loading, press: this.retry };
    return html`<div>
      <div class="live" role="status">
        ${error ? failureNote(this.t('failed'), this.failure(error), button) : value && this.fitting(value)}
      </div>
      ${value && !error ? this.content(value) : nothing}
    </div>`;
  }

  /** How many fit, for those who don't see the cards move. */
  private fitting({ channels }: TouchpointList): unknown {
    if (!this.need && !this.way) return nothing;
    const n = channels.filter((channel) => this.fits(channel)).length;
    const text = this.t(n ? 'fits' : 'fitsNone', { n });
    return keyed(text, html`<p class="vh">${text}</p>`);
  }

  private content(list: TouchpointList): TemplateResult {
    const { channels, document: approving } = list;
    const ordered = [...channels].sort((a, b) => Number(this.fits(b)) - Number(this.fits(a)));
    const moment = this.rendered ?? this.now();
    return html`<div class="stack g6 ${this.initial ? '' : 'brief'}">
      <header class="stack g2 full">
        <h2 class="title" tabindex="-1">${this.t('title')}</h2>
        <p class="soft text">${this.t('intro')}</p>
      </header>
      ${
        channels.length
          ? html`${this.choices(list)}
            <ul class="cards">
              ${ordered.map((channel, at) => keyed(channel.id, this.card(channel, list, moment, at === 0)))}
            </ul>
            <p class="all"><a href=${this.page('channels')}>${this.t('all', { n: channels.length })}</a></p>`
          : html`<p>${this.t('empty')}</p>`
      }
      ${
        approving
          ? html`<p class="small soft full">
            ${this.t('approved', {
              title: this.text(approving.title),
              number: approving.number,
              date: this.date(approving.date),
            })}
          </p>`
          : nothing
      }
    </div>`;
  }

  private choices({ items }: TouchpointList): TemplateResult {
    return html`<div class="ask stack g5 full" @change=${this.choose}>
      ${
        items.length
          ? html`<div class="field">
            <label class="label" for="need">${this.t('need')}</label>
            <select class="input" id="need">
              <option value="">${this.t('any')}</option>
              ${items.map(({ id, title }) => html`<option value=${id}>${this.text(title)}</option>`)}
            </select>
          </div>`
          : nothing
      }
      <fieldset>
        <legend class="label">${this.t('way')}</legend>
        <div class="ways">
          ${ways.map(
            (way) =>
              html`<label class="choice"><input type="radio" name="way" value=${way} /><span>${this.t(`way.${way}`)}</span></label>`,
          )}
        </div>
      </fieldset>
    </div>`;
  }

  private card(channel: Channel, list: TouchpointList, moment: Date, first: boolean): TemplateResult {
    const { kind, title, contact, purpose, url } = channel;
    const fits = this.fits(channel);
    const number = this.text(contact);
    const phone = /^tel:/.test(url ?? '');
    return html`<li part="channel" class="card ${fits ? 'best' : ''}">
      ${fits ? html`<p class="fit">${this.t('fit')}</p>` : nothing}
      <h3 class="h">${channelIcon(kind)}<span>${this.text(title)}</span></h3>
      ${this.state(channel, list, moment)}
      ${number ? (phone ? html`<p class="num"><a href=${url}>${number}</a></p>` : html`<p>${number}</p>`) : nothing}
      <p class="full">${this.text(purpose)}</p>
      ${this.facts(channel)}${this.actions(channel, first && fits ? 'main' : 'line')}
    </li>`;
  }

  private state(channel: Channel, { timeZone, calendar }: TouchpointList, moment: Date): unknown {
    const now = openState(channel, moment, timeZone, calendarOf(calendar));
    let [look, key, time, day] = ['ok', now.state as string, '', ''];
    if (now.state === 'unknown') return nothing;
    if (now.state === 'open' || now.state === 'break') time = now.until;
    if (now.state === 'break') look = 'half go';
    if (now.state === 'closed') {
      look = 'off';
      key = now.today ? 'today' : now.tomorrow ? 'tomorrow' : 'closed';
      time = now.opensAt;
      day = this.date(now.opensOn, 'short');
    }
    const text = this.t(key, { time: time.replace(/^0/, ''), day });
    return keyed(text, html`<p class="status ${look}">${text}</p>`);
  }

  private facts(channel: Channel): TemplateResult {
    const { always, hours, breaks, answerTime, signIn, accessibility } = channel;
    const pieces = always ? [this.t('round')] : hoursInWords(hours, breaks, this.language, this.t('lunch'));
    const facts: [string, unknown][] = [
      [
        'hours',
        pieces.length
          ? pieces.map((piece, at) => html`<span class="nw">${piece}${at < pieces.length - 1 ? ',' : ''}</span> `)
          : '',
      ],
      ['answer', this.text(answerTime)],
      ['signIn', this.text(signIn)],
      ['access', this.text(accessibility)],
    ];
    return html`<dl class="facts full">
      ${facts.map(([name, value]) => (value ? html`<div><dt>${this.t(name)}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>`;
  }

  private actions(channel: Channel, look: string): unknown {
    const { id, kind, url, replyForm, title } = channel;
    const own = kind === 'form';
    const scheme = /^(tel|mailto|http)s?:|^\//.exec(url ?? '');
    const name = html`<span class="vh">: ${this.text(title)}</span>`;
    const direct = scheme && !own;
    const to =
      this.src && !this.connection()?.agency
        ? this.for && `#${this.for}`
        : `${this.page('consultation')}?reply-form=${replyForm ?? ''}&channel=${id}`;
    const picked = (own || replyForm) && to;
    if (!direct && !picked) return nothing;
    return html`<p class="actions full">
      ${
        direct
          ? html`<a class="btn ${look}" href=${absolute(url ?? '', this.connection()?.origin ?? '')}>${this.t(scheme[1] ?? 'http')}${name}</a>`
          : nothing
      }
      ${
        picked
          ? html`<a class="btn ${direct ? 'line' : look}" href=${to} @click=${(event: MouseEvent) => this.pick(event, channel)}
            >${this.t(`pick.${own ? 'form' : replyForm}`)}${name}</a
          >`
          : nothing
      }
    </p>`;
  }
}
