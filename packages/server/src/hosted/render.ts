import { render } from '@lit-labs/ssr';
import { LitElementRenderer } from '@lit-labs/ssr/lib/lit-element-renderer.js';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Language } from '@otklik/core/contract/common.js';
import { hostedWidgets, loadEnglish, type HostedName } from '@otklik/widgets/hosted.parts.js';
import { escapeHtml } from './escape.ts';

await loadEnglish();
for (const [name, { element }] of Object.entries(hostedWidgets)) {
  if (!customElements.get(`otklik-${name}`)) customElements.define(`otklik-${name}`, element);
}

/** Address of a widget's styles: in the page's head and in the root, so that the first paint waits for them. */
export const stylesOf = (name: HostedName): string => `/v1/${name}.css`;

/**
 * Server-rendered roots carry `<link>`, never `<style>`: a strict policy blocks inline styles, and
 * Lit wouldn't adopt its own into a root that is there already.
 */
class LinkedRenderer extends LitElementRenderer {
  override renderShadow(
    info: Parameters<LitElementRenderer['renderShadow']>[0],
  ): ReturnType<LitElementRenderer['renderShadow']> {
    const result = super.renderShadow(info);
    if (!Array.isArray(result)) return result;
    const afterStyle = result.indexOf('</style>') + 1;
    const name = this.tagName.toLowerCase().replace('otklik-', '') as HostedName;
    return [`<link rel="stylesheet" href="${stylesOf(name)}">`, ...result.slice(afterStyle)];
  }
}

export interface WidgetOptions {
  origin: string;
  agency: string;
  language: Language;
  /** What the widget's `initial` property takes. */
  initial: unknown;
  attributes?: Record<string, string>;
  /** Text for the `<textarea>`s, by name: no binding can fill them on the server. */
  texts?: Record<string, string>;
}

/** JSON that can stand in a script element whatever it holds. */
const dataScript = (data: unknown): string =>
  `<script type="application/json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;

/**
 * A widget with its shadow root as HTML, and the data that it was rendered with as its child: with
 * them the browser's first render equals this one.
 */
export async function renderWidget(
  name: HostedName,
  { origin, agency, language, initial, attributes = {}, texts = {} }: WidgetOptions,
): Promise<string> {
  const tag = unsafeStatic(`otklik-${name}`);
  const more = unsafeStatic(
    Object.entries(attributes)
      .map(([key, value]) => `${key}="${escapeHtml(value)}"`)
      .join(' '),
  );
  const widget = html`<${tag} backend=${origin} agency=${agency} lang=${language} ${more} .initial=${initial}>${unsafeHTML(
    dataScript(initial),
  )}</${tag}>`;
  let markup = await collectResult(render(widget, { elementRenderers: [LinkedRenderer] }));
  for (const [field, text] of Object.entries(texts)) {
    // A line break right after the tag is dropped by parsers, so one is given for it.
    markup = markup.replace(
      new RegExp(`(<textarea[^>]*\\bname="${field}"[^>]*>)(</textarea>)`),
      (_, open: string, close: string) => `${open}\n${escapeHtml(text)}${close}`,
    );
  }
  return markup;
}
