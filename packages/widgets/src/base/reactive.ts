import { render } from 'lit-html';
import { flatStyles, type StylesGroup } from './css.ts';

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

/** Properties that changed since the last rendering, with what they were. */
export type Changed = ReadonlyMap<string, unknown>;

/**
 * An element that renders Lit's templates into its shadow root whenever a property has changed: what
 * our widgets use of LitElement, under the same names, in a quarter of its bytes (docs/decisions/0009).
 */
export abstract class ReactiveElement extends HTMLElement {
  /** Own ones of a class; those of the classes above it count too. */
  static properties: Declarations = {};
  static styles: StylesGroup = [];
  /** All declarations by attribute. */
  private static attributes: Map<string, [property: string, Declaration]>;

  renderRoot!: ShadowRoot;
  hasUpdated = false;
  /** Done when what is asked for so far is rendered. */
  updateComplete: Promise<unknown>;
  #connected!: (value?: unknown) => void;
  #pending = false;
  #changed = new Map<string, unknown>();
  #values: Record<string, unknown> = {};
  #controllers: Controller[] = [];

  /** Read when the tag is registered, so this is where properties get their accessors. */
  static get observedAttributes(): string[] {
    this.attributes = new Map();
    for (const [property, declaration] of Object.entries(this.declarations)) {
      const { attribute = property.toLowerCase() } = declaration;
      if (attribute) this.attributes.set(attribute as string, [property, declaration]);
      Object.defineProperty(this.prototype, property, {
        configurable: true,
        enumerable: true,
        get(this: ReactiveElement) {
          return this.#values[property];
        },
        set(this: ReactiveElement, value: unknown) {
          const old = this.#values[property];
          if (Object.is(old, value)) return;
          this.#values[property] = value;
          if (!this.#changed.has(property)) this.#changed.set(property, old);
          this.requestUpdate();
        },
      });
    }
    return [...this.attributes.keys()];
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
      if (property in Object.getPrototypeOf(this)) {
        delete (this as Record<string, unknown>)[property];
        (this as Record<string, unknown>)[property] = value;
      }
    }
    this.requestUpdate();
  }

  /** What is shown, as a template. */
  abstract render(): unknown;

  addController(controller: Controller): void {
    this.#controllers.push(controller);
    if (this.isConnected && this.renderRoot) controller.hostConnected?.();
  }

  connectedCallback(): void {
    if (!this.renderRoot) {
      this.renderRoot = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      this.adopt();
    }
    this.#connected();
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {}

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const [property = '', { type } = {} as Declaration] =
      (this.constructor as typeof ReactiveElement).attributes.get(attribute) ?? [];
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
  willUpdate(_changed: Changed): void {}

  /** After rendering. */
  protected updated(_changed: Changed): void {}

  #update(): void {
    const changed = this.#changed;
    let view;
    try {
      this.willUpdate(changed);
      view = this.render();
    } finally {
      this.#changed = new Map();
      this.#pending = false;
    }
    this.paint(view);
    this.hasUpdated = true;
    for (const controller of this.#controllers) controller.hostUpdated?.();
    this.updated(changed);
  }

  /** Puts what was rendered into the root. */
  paint(view: unknown): void {
    render(view, this.renderRoot, { host: this });
  }

  /** Takes in the styles, and further ones. */
  adopt(more: StylesGroup = []): void {
    const all = flatStyles([(this.constructor as typeof ReactiveElement).styles, more]);
    this.renderRoot.adoptedStyleSheets = [...new Set(all)].map(({ sheet }) => sheet);
  }
}
