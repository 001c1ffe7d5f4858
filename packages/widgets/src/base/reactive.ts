import { html, render } from 'lit-html';
import type { Styles, StylesGroup } from './css.ts';

/** A property that makes the element render anew. Told by the attribute of its name in small letters, unless said otherwise. */
export interface Declaration {
  /** Its name; `false`: a property alone. */
  attribute?: string | boolean;
  /** Of what the attribute holds; text unless told. */
  type?: NumberConstructor;
}
export type Declarations = Readonly<Record<string, Declaration>>;

/** Takes part in the life of an element. */
export interface Controller {
  hostConnected?(): void;
  hostUpdated?(): void;
}

/** Properties that changed since the last rendering. */
export type Changed = ReadonlySet<string>;

/**
 * An element that renders Lit's templates into its shadow root whenever a property has changed: what
 * our widgets use of LitElement, under the same names, in a quarter of its bytes (docs/decisions/0009).
 */
export abstract class ReactiveElement extends HTMLElement {
  /** Own ones of a class; those of the classes above it count too. */
  static properties: Declarations = {};
  static styles: StylesGroup = [];
  /** All declarations by attribute. */
  private static byAttribute: Record<string, [property: string, Declaration]>;

  renderRoot!: ShadowRoot;
  hasUpdated: boolean | undefined;
  /** Done when what is asked for so far is rendered. */
  updateComplete: Promise<unknown>;
  #connected!: (value?: unknown) => void;
  #pending: boolean | undefined;
  #changed = new Set<string>();
  #values: Record<string, unknown> = {};
  #controllers: Controller[] = [];

  /** Read when the tag is registered, so this is where properties get their accessors. */
  static get observedAttributes(): string[] {
    this.byAttribute = {};
    for (const [property, declaration] of Object.entries(this.declarations)) {
      const { attribute = property.toLowerCase() } = declaration;
      if (attribute) this.byAttribute[attribute as string] = [property, declaration];
      Object.defineProperty(this.prototype, property, {
        configurable: true,
        get(this: ReactiveElement) {
          return this.#values[property];
        },
        set(this: ReactiveElement, value: unknown) {
          if (this.#values[property] === value) return;
          this.#values[property] = value;
          this.#changed.add(property);
          this.requestUpdate();
        },
      });
    }
    return Object.keys(this.byAttribute);
  }

  /** Own and inherited ones. */
  private static get declarations(): Declarations {
    const above = Object.getPrototypeOf(this) as { declarations?: Declarations };
    return { ...above.declarations, ...this.properties };
  }

  constructor() {
    super();
    this.updateComplete = new Promise((done) => (this.#connected = done));
    // What was set before the tag was registered stands in the way of the accessors.
    for (const [property, value] of Object.entries(this)) {
      delete (this as Record<string, unknown>)[property];
      (this as Record<string, unknown>)[property] = value;
    }
    this.requestUpdate();
  }

  /** What is shown, as a template. */
  abstract render(): unknown;

  addController(controller: Controller): void {
    this.#controllers.push(controller);
    if (this.renderRoot) controller.hostConnected?.();
  }

  connectedCallback(): void {
    // What they ask for is on its way before anything is made.
    for (const controller of this.#controllers) controller.hostConnected?.();
    const { shadowRoot } = this;
    if (!this.renderRoot) {
      this.renderRoot = shadowRoot ?? this.attachShadow({ mode: 'open' });
      this.adopt();
    }
    // It shows something already: a server rendered it, or it was moved.
    if (shadowRoot) return this.#connected();
    // Until it shows something, what stands in the tag does.
    this.paint(html`<slot></slot>`);
    // In a task of its own: on a slow device this one is long enough (docs/decisions/0009).
    setTimeout(this.#connected);
  }

  disconnectedCallback(): void {}

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const { byAttribute } = this.constructor as typeof ReactiveElement;
    const [property, { type }] = byAttribute[attribute] as [string, Declaration];
    (this as unknown as Record<string, unknown>)[property] = type && value !== null ? type(value) : value;
  }

  /** Renders soon; as often as this is called before, once. */
  requestUpdate(): void {
    if (this.#pending) return;
    this.#pending = true;
    const update = (): void => this.#update();
    // One that failed doesn't keep the next from being tried.
    this.updateComplete = this.updateComplete.then(update, update);
  }

  /** Before rendering: what is set here is rendered with the rest. */
  willUpdate?(changed: Changed): void;

  /** After rendering. */
  protected updated?(changed: Changed): void;

  #update(): void {
    const changed = this.#changed;
    let view;
    try {
      this.willUpdate?.(changed);
      view = this.render();
    } finally {
      this.#changed = new Set();
      this.#pending = false;
    }
    this.paint(view);
    this.hasUpdated = true;
    for (const controller of this.#controllers) controller.hostUpdated?.();
    this.updated?.(changed);
  }

  /** Puts what was rendered into the root. */
  paint(view: unknown): void {
    render(view, this.renderRoot, { host: this });
  }

  /** Takes in the styles, and further ones. */
  adopt(more: StylesGroup = []): void {
    const all = [(this.constructor as typeof ReactiveElement).styles, more].flat(9) as Styles[];
    this.renderRoot.adoptedStyleSheets = [...new Set(all)].map(({ sheet }) => sheet);
  }
}
