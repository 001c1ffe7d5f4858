import { hydrate } from '@lit-labs/ssr-client';
import type { ChildPart } from 'lit-html';
import { OtklikElement } from './element.ts';
import { ReactiveElement } from './reactive.ts';

/** What Lit keeps at a root: the part between the first and the last comment of its own. */
type Hydrated = ShadowRoot & { _$litPart$?: Pick<ChildPart, 'endNode'> };

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
  // What a person's system asks for comes beside what is shown already: nothing is held back for it.
  const waiting = OtklikElement.prototype as unknown as { wait(part: Promise<unknown>, without?: () => void): void };
  const { wait } = waiting;
  waiting.wait = function (this: OtklikElement, part, without = () => {}) {
    if (!rendered.has(this)) return wait.call(this, part, without);
    void part.then(() => this.requestUpdate(), without);
  };
  const { paint } = ReactiveElement.prototype;
  ReactiveElement.prototype.paint = function (this: ReactiveElement, view: unknown) {
    if (!rendered.delete(this)) return paint.call(this, view);
    const root: Hydrated = this.renderRoot;
    try {
      hydrate(view, root, { host: this });
      // Without its first or its last comment little or nothing was taken over, and nothing is thrown.
      if (!root._$litPart$?.endNode) throw new Error('no root markers');
    } catch (error) {
      // Something has changed the page since it came, such as an extension: it is made anew, with what was typed.
      console.warn('otklik: rendered anew', error);
      const put = typedIn(root);
      root.replaceChildren();
      delete root._$litPart$;
      paint.call(this, view);
      put();
    }
    // The element has adopted its styles; from here on neither those of the page are needed nor what is for no script.
    const over = [...root.children].filter(({ localName }) => /^(style|link)$/.test(localName));
    for (const part of [...over, ...root.querySelectorAll('noscript')]) part.remove();
  };
}

/** What stands in the controls of a root, to be put into those that come in their place. */
function typedIn(root: ParentNode): () => void {
  const controls = (): HTMLInputElement[] => [
    ...root.querySelectorAll<HTMLInputElement>(':is(input:not([type=hidden], [type=file]), select, textarea)[name]'),
  ];
  const isChoice = ({ type }: HTMLInputElement): boolean => type === 'radio' || type === 'checkbox';
  const before = controls();
  return () => {
    for (const control of controls()) {
      const same = before.find(
        ({ name, value }) => name === control.name && (!isChoice(control) || value === control.value),
      );
      if (!same) continue;
      if (isChoice(control)) control.checked = same.checked;
      else control.value = same.value;
    }
  };
}
