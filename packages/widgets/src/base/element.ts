import {
  LitElement,
  adoptStyles,
  html,
  isServer,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Audience, Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { httpBackend } from '@otklik/core/backend/http.js';
import { formatDate, type DateStyle } from './dates.ts';
import { OtklikErrorEvent, OtklikReadyEvent } from './events.ts';
import { sentence, type MessageParams, type Messages } from './messages.ts';
import { around, schemeOf, setting, type Setting } from './settings.ts';

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
 * What all widgets share: settings, language and theme, and the tag's own content as fallback until
 * something better can be shown.
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
  language: Language = 'ru';
  /** Language and scheme, as far as they had to be fetched. @internal */
  arrived: Promise<unknown> = Promise.resolve();
  /** How much of them is still on its way; until it comes the fallback stays. */
  private coming = 0;
  private scheme = 'light';
  private told = false;
  private begun = false;
  private warned = false;
  private adopted = 0;
  private http: Backend | undefined;
  private origin: string | undefined;

  override connectedCallback(): void {
    this.look();
    this.begin();
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (isServer) this.language = this.lang === 'en' ? 'en' : 'ru';
    else if (this.hasUpdated && (changed.has('lang') || changed.has('theme'))) this.look();
    this.begin();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { parts, elementStyles, finalizeStyles } = this.own;
    if (this.adopted === parts.length) return;
    this.adopted = parts.length;
    adoptStyles(this.renderRoot as ShadowRoot, [
      ...elementStyles,
      ...finalizeStyles(parts.map(({ styles }) => styles ?? [])),
    ]);
  }

  override render(): TemplateResult {
    const shown = this.shows();
    return html`<slot ?hidden=${shown && !this.withFallback()}></slot
      ><div class="o" lang=${this.language} data-theme=${this.scheme} ?hidden=${!shown}>
        ${shown ? this.view() : nothing}
      </div>`;
  }

  protected override updated(_changed?: PropertyValues): void {
    if (this.told || !this.shows() || this.withFallback()) return;
    this.told = true;
    this.dispatchEvent(new OtklikReadyEvent());
  }

  /** Takes over what a server rendered with, before anything is fetched. */
  protected preset(_initial: unknown): void {}

  /** Takes in what came after the first screen: sentences for all elements of the class, styles for each. */
  protected use<P extends Part>(part: P): P {
    const { parts, catalogue } = this.own;
    if (!parts.includes(part)) {
      parts.push(part);
      catalogue.ru = { ...catalogue.ru, ...part.ru };
    }
    return part;
  }

  /** The widget itself; called only when `shows()`. */
  protected abstract view(): unknown;

  /** Whether there is anything to show but the fallback: not yet, not on such a page, not without settings. */
  protected shows(): boolean {
    return this.usable && !this.coming && !!this.connection();
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
    const { ru, en } = this.own.catalogue;
    return sentence((this.language === 'en' && en) || ru, this.messages, this.language, key, params);
  }

  /** Content in the language that is shown, Russian where it has no other. */
  text(content: LocalizedText | null | undefined): string {
    return content?.[this.language] ?? content?.ru ?? '';
  }

  date(value: string, style?: DateStyle, timeZone?: string): string {
    return formatDate(value, this.language, style, timeZone);
  }

  /** What went wrong, in words. */
  failure(error: unknown): string {
    const { code } = error as { code?: string };
    return this.t(
      code === 'network' || code === 'timeout' || code === 'too_many_attempts' ? `failed_${code}` : 'failed_ours',
    );
  }

  /** The back end and the agency that the widget was told of; one line in the console where it wasn't. */
  connection(): Connection | null {
    const backend = this.backend ?? this.setting('backend');
    const agency = this.agency ?? this.setting('agency');
    if (!backend || !agency) {
      if (!this.warned) this.fail('settings_missing', `<${this.localName}>: set the attributes "backend" and "agency"`);
      this.warned = true;
      return null;
    }
    const audience = (this.audience ?? this.setting('audience')) === 'internal' ? 'internal' : 'external';
    if (typeof backend !== 'string') return { backend: backend as Backend, agency, audience, origin: '' };
    const origin = backend.replace(/\/+$/, '');
    if (!this.http || this.origin !== origin) this.http = httpBackend((this.origin = origin));
    return { backend: this.http, agency, audience, origin };
  }

  /** The address of a page of the agency on the back end itself. */
  page(path: string): string {
    const to = this.connection();
    return `${to?.origin ?? ''}/${to?.agency ?? ''}/${path}`;
  }

  protected setting(name: Setting): string | null {
    return isServer ? null : setting(this, name);
  }

  /** Tells the page, and whoever looks after it, that something failed; never anything personal. */
  fail(code: string, hint?: string): void {
    if (hint) console.warn(`otklik: ${hint}`);
    this.dispatchEvent(new OtklikErrorEvent(code));
  }

  private get own(): typeof OtklikElement {
    return this.constructor as typeof OtklikElement;
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    if (this.initial) this.preset(this.initial);
  }

  /** Language and scheme of this place in the document; Russian, or light, is better than nothing. */
  private look(): void {
    const { catalogue } = this.own;
    const wanted = this.setting('lang') ?? around(this, 'lang');
    this.language = wanted?.startsWith('en') ? 'en' : 'ru';
    this.scheme = schemeOf(this, this.theme ?? this.setting('theme'));
    if (this.language === 'en' && !catalogue.en) {
      this.wait(
        catalogue.load().then(({ en }) => (catalogue.en = en)),
        () => (this.language = 'ru'),
      );
    }
    if (this.scheme !== 'light') {
      this.wait(
        import('./schemes.styles.ts').then((schemes) => this.use(schemes)),
        () => (this.scheme = 'light'),
      );
    }
  }

  private wait(part: Promise<unknown>, without: () => void): void {
    this.coming++;
    const arrival = part.catch(without).finally(() => {
      this.coming--;
      this.requestUpdate();
    });
    this.arrived = Promise.all([this.arrived, arrival]);
  }
}
