import { LitElement, adoptStyles, html, isServer, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Audience, Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { httpBackend } from '@otklik/core/backend/http.js';
import { formatDate, type DateStyle } from './dates.ts';
import { OtklikErrorEvent, OtklikReadyEvent } from './events.ts';
import { sentence, type MessageParams, type Messages } from './messages.ts';
import { languageAround, schemeAround, setting, type Setting } from './settings.ts';

/** The sentences of a widget by language; English comes when it is asked for. */
export interface Catalogue {
  ru: Messages;
  en?: Messages;
  load: () => Promise<{ en: Messages }>;
}

/** Where a widget is to ask, and for whom. */
export interface Connection {
  backend: Backend;
  agency: string;
  audience: Audience;
  /** Of the back end's own pages; empty for a back end that is an object. */
  origin: string;
}

/** What a widget needs after its first screen, as the lazily loaded module brings it. */
export interface Part {
  ru?: Messages;
  styles?: CSSResultGroup;
}

/**
 * What all widgets share: settings, language and theme, the tag's own content as fallback until
 * something better can be shown, and styles that survive server rendering under a strict policy.
 */
export abstract class OtklikElement extends LitElement {
  static override properties: PropertyDeclarations = {
    backend: {},
    agency: {},
    audience: {},
    lang: {},
    theme: {},
    messages: { attribute: false },
    initial: { attribute: false },
  };
  static catalogue: Catalogue;
  /** Own to each class: what came after its first screen. */
  static parts: Part[] = [];
  /** Needs Web Crypto, so on a plain-http page the fallback link stays. */
  static secure = false;

  /** Origin of the back end, or an object that is one. */
  declare backend: string | Partial<Backend> | null;
  declare agency: string | null;
  declare audience: Audience | null;
  declare theme: 'auto' | 'light' | 'dark' | 'contrast' | null;
  /** Single sentences in the host's own words. */
  declare messages: Messages | undefined;
  /** What the server rendered with; set by hosted pages. */
  declare initial: unknown;

  /** The language that is shown; decided when the element is in its place. */
  protected language: Language = 'ru';
  private scheme: string = 'light';
  private told = false;
  private begun = false;
  private warned = false;
  private adopted = 0;
  private port: { origin: string; backend: Backend } | undefined;

  override connectedCallback(): void {
    if (!this.hasUpdated) this.initial ??= this.readInitial();
    this.look();
    this.begin();
    super.connectedCallback();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const rendered = this.shadowRoot;
    const root = super.createRenderRoot();
    if (rendered) {
      // Lit doesn't adopt into a root that the server made; from here on its links aren't needed.
      adoptStyles(rendered, (this.constructor as typeof LitElement).elementStyles);
      for (const link of rendered.querySelectorAll(':scope > link')) link.remove();
    }
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (isServer) this.language = this.lang === 'en' ? 'en' : 'ru';
    else if (this.hasUpdated && (changed.has('lang') || changed.has('theme'))) this.look();
    this.begin();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.adoptParts();
  }

  override render(): TemplateResult {
    const shown = this.shows();
    return html`<slot ?hidden=${shown && !this.withFallback()}></slot
      ><div class="o" lang=${this.language} data-theme=${this.scheme} ?hidden=${!shown}>
        ${shown ? this.view() : nothing}
      </div>`;
  }

  protected override updated(): void {
    if (this.told || !this.shows() || this.withFallback()) return;
    this.told = true;
    this.dispatchEvent(new OtklikReadyEvent());
  }

  /** Takes over what a server rendered with, before anything is fetched. */
  protected preset(_initial: unknown): void {}

  /** Takes in what came after the first screen: sentences for all elements of the class, styles for each. */
  protected use<P extends Part>(part: P): P {
    const { parts, catalogue } = this.constructor as typeof OtklikElement;
    if (!parts.includes(part)) {
      parts.push(part);
      catalogue.ru = { ...catalogue.ru, ...part.ru };
    }
    return part;
  }

  /** The widget itself; called only when `shows()`. */
  protected abstract view(): unknown;

  /** Whether there is anything to show but the fallback. */
  protected shows(): boolean {
    return this.usable && this.speaks() && !!this.connection();
  }

  /** Whether the fallback link stays beside the view: after a failure it is another way. */
  protected withFallback(): boolean {
    return false;
  }

  /** Whether the page is one where this widget may work at all. */
  protected get usable(): boolean {
    return isServer || !(this.constructor as typeof OtklikElement).secure || isSecureContext;
  }

  protected speaks(): boolean {
    return this.language === 'ru' || !!(this.constructor as typeof OtklikElement).catalogue.en;
  }

  protected t(key: string, params?: MessageParams): string {
    const { ru, en } = (this.constructor as typeof OtklikElement).catalogue;
    return sentence((this.language === 'en' && en) || ru, this.messages, this.language, key, params);
  }

  /** Content in the language that is shown, Russian where it has no other. */
  protected text(content: LocalizedText | null | undefined): string {
    return content?.[this.language] ?? content?.ru ?? '';
  }

  protected date(value: string, style?: DateStyle, timeZone?: string): string {
    return formatDate(value, this.language, style, timeZone);
  }

  /** What went wrong, in words. */
  protected failure(error: unknown): string {
    const code = error instanceof BackendError ? error.code : '';
    const key = { network: 'failedNetwork', timeout: 'failedTimeout', too_many_attempts: 'failedBusy' }[code as string];
    return this.t(key ?? 'failedOurs');
  }

  /** The back end and the agency that the widget was told of; one line in the console where it wasn't. */
  protected connection(): Connection | null {
    const told = this.backend ?? this.setting('backend');
    const agency = this.agency ?? this.setting('agency');
    if (!told || !agency) {
      if (!this.warned) this.fail('settings_missing', `<${this.localName}>: set the attributes "backend" and "agency"`);
      this.warned = true;
      return null;
    }
    const audience = (this.audience ?? this.setting('audience')) === 'internal' ? 'internal' : 'external';
    if (typeof told !== 'string') return { backend: told as Backend, agency, audience, origin: '' };
    const origin = told.replace(/\/+$/, '');
    if (this.port?.origin !== origin) this.port = { origin, backend: httpBackend(origin) };
    return { backend: this.port.backend, agency, audience, origin };
  }

  /** The address of a page of the agency on the back end itself. */
  protected page(path: string): string {
    const to = this.connection();
    return `${to?.origin ?? ''}/${to?.agency ?? ''}/${path}`;
  }

  protected setting(name: Setting): string | null {
    return isServer ? null : setting(this, name);
  }

  /** Tells the page, and whoever looks after it, that something failed; never anything personal. */
  protected fail(code: string, hint?: string): void {
    if (hint) console.warn(`otklik: ${hint}`);
    this.dispatchEvent(new OtklikErrorEvent(code));
  }

  /** The server's data travel as a JSON child, so that the first client render equals the server's. */
  private readInitial(): unknown {
    const data = this.shadowRoot && this.querySelector(':scope > script[type="application/json"]');
    return data ? JSON.parse(data.textContent ?? 'null') : undefined;
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    if (this.initial) this.preset(this.initial);
  }

  private adoptParts(): void {
    const { parts, finalizeStyles } = this.constructor as typeof OtklikElement;
    if (this.adopted === parts.length) return;
    this.adopted = parts.length;
    const known = (this.constructor as typeof LitElement).elementStyles;
    adoptStyles(this.renderRoot as ShadowRoot, [...known, ...finalizeStyles(parts.map(({ styles }) => styles ?? []))]);
  }

  /** Language and scheme of this place in the document. */
  private look(): void {
    const wanted = this.setting('lang') ?? languageAround(this);
    this.language = wanted.toLowerCase().startsWith('en') ? 'en' : 'ru';
    this.scheme = schemeAround(this, this.theme ?? this.setting('theme'));
    const { catalogue } = this.constructor as typeof OtklikElement;
    if (this.speaks()) return;
    catalogue.load().then(
      ({ en }) => {
        catalogue.en = en;
        this.requestUpdate();
      },
      () => {
        // Russian is better than nothing.
        this.language = 'ru';
        this.requestUpdate();
      },
    );
  }
}
