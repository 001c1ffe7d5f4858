import { html, nothing, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import type { Audience, Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { Backend, ClientBackend } from '@otklik/core/backend/port.js';
import { httpBackend } from '@otklik/core/backend/http.js';
import type { StylesGroup } from './css.ts';
import { failureNote } from './failure.ts';
import { sentence, type Catalogue, type MessageParams, type Messages } from './messages.ts';
import { ReactiveElement, type Changed, type Declarations } from './reactive.ts';
import { around, asksMore, setting, type Setting } from './settings.ts';

/** Where a widget is to ask, and for whom. */
export interface Connection {
  /** One that is an object of a page's own may have no more than what first screens ask for. */
  backend: Backend & Partial<ClientBackend>;
  agency: string;
  audience: Audience;
  /** Of the back end's own pages; empty for a back end that is an object. */
  origin: string;
}

/** What a widget needs after its first screen, as the lazily loaded module brings it. */
export interface Part {
  ru?: Messages;
  styles?: StylesGroup;
}

/** The part that does what an element is asked for once it is touched. */
export interface LatePart extends Part {
  Late: new (host: never) => Late;
}

/** What an event is about; the event itself forgets its targets once it is over. */
export interface Touch {
  type: string;
  target: HTMLElement;
  /** Where it was listened for. */
  at: HTMLElement;
}

/** Of one element; made at the first touch. */
export interface Late {
  act(touch: Touch): unknown;
}

/**
 * What all widgets share: settings, language and theme, and the tag's own content as fallback until
 * something better can be shown.
 *
 * @attr backend - address of the back end
 * @attr agency - the public body
 * @attr audience - for whom; external unless told
 * @attr {'ru' | 'en'} lang - language; that of the page unless told
 * @attr theme - light unless told; `auto` follows the system where the page does
 */
export abstract class OtklikElement extends ReactiveElement {
  static override properties: Declarations = {
    backend: {},
    agency: {},
    audience: {},
    lang: {},
    theme: {},
    messages: { attribute: false },
  };
  static catalogue: Catalogue;
  /** What came after the first screen. Never changed in place: each class has its own. */
  static parts: Part[] = [];
  /** Fetches what is needed once the element is touched. */
  static fetchLate: () => Promise<LatePart>;
  /** Hosted pages alone: the same, there at once. */
  static late: LatePart | undefined;
  /** Hosted pages alone: takes over what the server rendered with, before anything is fetched. */
  static preset?: (element: never, initial: never) => void;
  /** Needs Web Crypto, so on a plain-http page the fallback link stays. */
  static secure: boolean | undefined;
  /** Takes in its sentences in English. */
  static async bringEnglish(): Promise<void> {
    const { catalogue } = this;
    catalogue.en = (await catalogue.load()).en;
  }

  /** Origin of the back end, or an object that is one. */
  declare backend: string | Partial<ClientBackend> | null;
  declare agency: string | null;
  declare audience: Audience | null;
  declare theme: 'auto' | 'light' | 'dark' | 'contrast' | null;
  /** Single sentences in the host's own words. */
  declare messages: Messages | undefined;
  /** What the server rendered with; set by hosted pages before anything else. */
  initial: unknown;

  /** The language that is shown; decided when the element is in its place. */
  language!: Language;
  /** There after the first touch. @internal */
  late: Late | undefined;
  /** Why what was asked for couldn't be done. */
  private problem: unknown;
  /** How much of them is still on its way; until it comes the fallback stays. */
  private coming = 0;
  /** Of its place in the document; others than light come with vision.ts. @internal */
  palette = 'light';
  private told: boolean | undefined;
  private adopted = 0;

  override connectedCallback(): void {
    this.look();
    if (!this.renderRoot) this.begin();
    super.connectedCallback();
  }

  override willUpdate(changed: Changed): void {
    if (isServer) {
      this.language = this.lang === 'en' ? 'en' : 'ru';
      this.begin();
    } else if (!this.hasUpdated) {
      if (!this.connection()) this.fail('settings_missing');
    } else if (changed.has('lang') || changed.has('theme')) this.look();
  }

  override paint(view: unknown): void {
    super.paint(view);
    const { parts } = this.own;
    if (this.adopted === parts.length) return;
    this.adopted = parts.length;
    this.adopt(parts.map(({ styles }) => styles ?? []));
  }

  override render(): TemplateResult {
    const shown = this.shows();
    // First of all: what can't be shown leaves the fallback.
    const view = shown ? this.view() : nothing;
    return html`<slot ?hidden=${shown && !this.withFallback()}></slot><div class="o" lang=${this.language} data-theme=${this.palette} ?hidden=${!shown}>${view}${this.problem && html`<div role="alert">${failureNote(this, this.problem)}</div>`}</div>`;
  }

  protected override updated(_changed?: Changed): void {
    if (this.told || !this.shows() || this.withFallback()) return;
    this.told = true;
    this.dispatchEvent(new Event('otklik-ready'));
  }

  /** Takes in what came after the first screen: sentences for all elements of the class, styles for each. @internal */
  use<P extends Part>(part: P): P {
    const { own } = this;
    if (!own.parts.includes(part)) {
      own.parts = [...own.parts, part];
      own.catalogue.ru = { ...own.catalogue.ru, ...part.ru };
    }
    return part;
  }

  /** Makes what comes at the first touch, of the part that is here. @internal */
  take(part: LatePart): Late {
    this.use(part);
    return (this.late ??= new part.Late(this as never));
  }

  /** Fetches what comes at the first touch. */
  protected async bring(): Promise<Late> {
    if (this.late) return this.late;
    // What it asks of the back end comes with it.
    const [part] = await Promise.all([this.own.fetchLate(), import('@otklik/core/backend/http.later.js')]);
    return this.take(part);
  }

  /** What an earlier visit left on the device under that name is shown by what comes at the first touch. */
  protected recall(key: string): void {
    // The first look there stops the page until the browser has read it all: not before something is shown.
    // A device that keeps nothing, or no line: at the first touch it is told.
    new Promise((done) => setTimeout(done))
      .then((): unknown => !!localStorage[key] && this.bring())
      .catch(() => undefined);
  }

  /** Hands an event over to what comes at the first touch. Where that can't come, a link leads to its page. */
  protected act = async (event: Event): Promise<void> => {
    const { type, target, currentTarget: at, altKey, ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    // The person wants the link elsewhere.
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    const touch = { type, target, at } as Touch;
    try {
      const late = await this.bring();
      this.problem = undefined;
      await late.act(touch);
      this.requestUpdate();
    } catch (error) {
      this.missed(touch, error);
    }
  };

  /** What was asked for couldn't be fetched: it is said, unless the person only began. */
  protected missed({ type, at }: Touch, error: unknown): void {
    this.fail('part_missing');
    if (/focusin|input/.test(type)) return;
    if ('href' in at) return location.assign(at.href as string);
    this.problem = error;
    this.requestUpdate();
  }

  /** The widget itself; called only when `shows()`. */
  protected abstract view(): unknown;

  /** Whether there is anything to show but the fallback: not yet, not on such a page, not without settings. What was shown once stays: things are typed into it. */
  protected shows(): boolean {
    return this.usable && (!this.coming || !!this.told) && !!this.connection();
  }

  /** Whether the page is one where this widget may work at all. */
  protected get usable(): boolean {
    return isServer || !this.own.secure || isSecureContext;
  }

  /** Whether the fallback link stays beside the view: after a failure it is another way. */
  protected withFallback(): boolean {
    return false;
  }

  t(key: string, params?: MessageParams): string {
    const { catalogue } = this.own;
    return sentence(catalogue[this.language] ?? catalogue.ru, this.messages, this.language, key, params);
  }

  /** Content in the language that is shown, Russian where it has no other. */
  text(content: LocalizedText | null | undefined): string {
    // Always text: an object in its place would be a template to Lit.
    return `${content?.[this.language] ?? content?.ru ?? ''}`;
  }

  /** What went wrong, in words. */
  failure(error: unknown): string {
    // What has no code is a file that couldn't be fetched.
    const key = `failed_${(error as { code?: string }).code ?? 'network'}`;
    const words = this.t(key);
    return words === key ? this.t('failed_ours') : words;
  }

  /** The back end and the agency that the widget was told of, if it was. */
  connection(): Connection | null {
    const backend = this.setting('backend') as string | Backend | null | undefined;
    const agency = this.setting('agency');
    if (!backend || !agency) return null;
    // A misspelt one the back end refuses.
    const audience = (this.setting('audience') || 'external') as Audience;
    if (typeof backend !== 'string') return { backend, agency, audience, origin: '' };
    const origin = backend.replace(/\/+$/, '');
    return { backend: httpBackend(origin), agency, audience, origin };
  }

  /** The address of a page of the agency on the back end itself, in the language and for the audience of this one. */
  page(path: string): string {
    const to = this.connection();
    const query = [this.language === 'en' && 'lang=en', to?.audience === 'internal' && 'audience=internal']
      .filter(Boolean)
      .join('&');
    return `${to?.origin ?? ''}/${to?.agency ?? ''}/${path}${query && (path.includes('?') ? '&' : '?') + query}`;
  }

  /** An address that leads where a link may, a path as one on the back end; of any other, such as a script, nothing is left. */
  safe(url: string | null | undefined): string {
    if (typeof url !== 'string') return '';
    if (url[0] === '/') return (this.connection()?.origin ?? '') + url;
    return /^(https?|mailto|tel|geo):/i.test(url) ? url : '';
  }

  /** What the element itself was told, else what is told around it. @internal */
  setting(name: Setting): string | null | undefined {
    return (this[name] as string | null | undefined) || (isServer ? undefined : setting(this, name));
  }

  /** Tells the page, and in the console whoever looks after it, that something failed; never anything personal. */
  fail(code: string, error: unknown = { code }): void {
    this.dispatchEvent(Object.assign(new Event('otklik-error'), { code }));
    import('./advice.ts').then(({ advise }) => advise(this, error)).catch(() => undefined);
  }

  /** Tells that what it shows couldn't be read, and why. @internal */
  failed(error: unknown): void {
    this.fail((error as { code?: string }).code ?? 'internal');
  }

  private get own(): typeof OtklikElement {
    return this.constructor as typeof OtklikElement;
  }

  private begin(): void {
    if (this.initial) this.own.preset?.(this as never, this.initial as never);
  }

  /** Language of this place in the document, and what else it asks for; Russian, or light, is better than nothing. @internal */
  look(): void {
    const { catalogue } = this.own;
    const wanted = this.setting('lang') ?? around(this, 'lang');
    this.language = wanted?.startsWith('en') ? 'en' : 'ru';
    if (this.language === 'en' && !catalogue.en) {
      this.wait(this.own.bringEnglish(), () => (this.language = 'ru'));
    }
    if (asksMore(this, this.setting('theme'))) {
      this.wait(import('./vision.ts').then((vision) => this.use(vision).follow(this)));
    }
  }

  private wait(part: Promise<unknown>, without: () => void = () => {}): void {
    this.coming++;
    void part.catch(without).finally(() => {
      this.coming--;
      this.requestUpdate();
    });
  }
}
