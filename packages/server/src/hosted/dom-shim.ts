// What a class that is an HTMLElement needs in order to be loaded and made without a browser.
// Imported before any widget.
import { customElements, HTMLElement } from '@lit-labs/ssr-dom-shim';

globalThis.HTMLElement ??= HTMLElement;
globalThis.customElements ??= customElements;
