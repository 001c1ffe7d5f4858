import { hydrate } from '@lit-labs/ssr-client';
import { OtklikElement } from './element.ts';
import { ReactiveElement } from './reactive.ts';

/**
 * Makes elements take over what a server rendered: the data that stand as JSON in the element, the
 * nodes of the root, and its styles. For hosted pages alone; an embedded widget doesn't carry it.
 */
export function enableHydration(): void {
  const rendered = new WeakSet<ReactiveElement>();
  const { connectedCallback } = OtklikElement.prototype;
  OtklikElement.prototype.connectedCallback = function (this: OtklikElement) {
    if (this.shadowRoot && !this.renderRoot) {
      rendered.add(this);
      const data = this.querySelector(':scope > script[type="application/json"]');
      if (data) this.initial = JSON.parse(data.textContent ?? 'null');
    }
    connectedCallback.call(this);
  };
  const { paint } = ReactiveElement.prototype;
  ReactiveElement.prototype.paint = function (this: ReactiveElement, view: unknown) {
    if (!rendered.delete(this)) return paint.call(this, view);
    hydrate(view, this.renderRoot, { host: this });
    // The element has adopted its styles; from here on those of the page aren't needed.
    for (const child of [...this.renderRoot.children]) if (child.localName === 'style') child.remove();
  };
}
