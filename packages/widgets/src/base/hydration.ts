import { adoptStyles, type LitElement } from 'lit';
import { OtklikElement } from './element.ts';

interface Rooted {
  hasUpdated: boolean;
  initial: unknown;
  connectedCallback(this: LitElement): void;
  createRenderRoot(this: LitElement): HTMLElement | DocumentFragment;
}

/**
 * Makes elements take over what a server rendered: the data that stand as JSON in the element, and
 * the root's linked styles. For hosted pages alone; an embedded widget doesn't carry it.
 */
export function enableHydration(): void {
  const prototype = OtklikElement.prototype as unknown as Rooted;
  const { connectedCallback, createRenderRoot } = prototype;
  prototype.connectedCallback = function (this: LitElement & { initial: unknown }) {
    const data = this.shadowRoot && !this.hasUpdated && this.querySelector(':scope > script[type="application/json"]');
    if (data) this.initial = JSON.parse(data.textContent ?? 'null');
    connectedCallback.call(this);
  };
  prototype.createRenderRoot = function (this: LitElement) {
    const rendered = this.shadowRoot;
    const root = createRenderRoot.call(this);
    if (rendered) {
      // Lit doesn't adopt into a root that the server made; from here on its links aren't needed.
      adoptStyles(rendered, (this.constructor as typeof LitElement).elementStyles);
      for (const child of [...rendered.children]) if (child.localName === 'link') child.remove();
    }
    return root;
  };
}
