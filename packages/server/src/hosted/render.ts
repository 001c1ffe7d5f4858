import './dom-shim.ts';
import { render } from '@lit-labs/ssr';
import { ElementRenderer } from '@lit-labs/ssr/lib/element-renderer.js';
import { collectResult, type ThunkedRenderResult } from '@lit-labs/ssr/lib/render-result.js';
import { renderValue, type RenderInfo } from '@lit-labs/ssr/lib/render-value.js';
import { html, unsafeStatic } from 'lit-html/static.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import type { Language } from '@otklik/core/contract/common.js';
import type { OtklikElement } from '@otklik/widgets/base/element.js';
import { escapeHtml } from './escape.ts';
import { inlineStyle } from './inline-style.ts';
import { unscripted } from './unscripted.ts';
import { hostedWidgets, stylesOf, type HostedName } from './widgets.ts';

await Promise.all(Object.values(hostedWidgets).map((element) => element.bringEnglish()));
for (const [name, element] of Object.entries(hostedWidgets)) {
  if (!customElements.get(`otklik-${name}`)) customElements.define(`otklik-${name}`, element);
}

const nameOf = (tag: string): HostedName => tag.toLowerCase().replace('otklik-', '') as HostedName;

/** Of each widget the style sheet of its root. It stands in the page: on a bad line a request more is half a second. */
const styles = Object.fromEntries(
  Object.keys(hostedWidgets).map((name) => [name, inlineStyle(stylesOf(name as HostedName))]),
) as Record<HostedName, ReturnType<typeof inlineStyle>>;

/** Hash of a widget's styles, for the policy of its page. */
export const styleHash = (name: HostedName): string => styles[name].hash;

/** Where the style sheets for fragments are, each by its widget's name. */
export const sheetPath = (name: HostedName): string => `/v1/hosted-${name}.css`;

/** Each widget's style sheet as a file, by its path: a host's policy can name an origin, and no hashes that change. */
export const sheets = new Map(
  Object.entries(styles).map(([name, { element }]) => [
    sheetPath(name as HostedName),
    element.replace(/^<style>|<\/style>$/g, ''),
  ]),
);

/** The same markup with its style sheets linked from an origin. */
export const withSheets = (markup: string, origin: string): string =>
  Object.entries(styles).reduce(
    (text, [name, { element }]) =>
      text.replaceAll(
        element,
        () => `<link rel="stylesheet" href="${escapeHtml(origin + sheetPath(name as HostedName))}">`,
      ),
    markup,
  );

/** Renders our elements. */
class WidgetRenderer extends ElementRenderer {
  override element: OtklikElement;

  static override matchesClass(): boolean {
    return true;
  }

  constructor(tag: string) {
    super(tag);
    this.element = new hostedWidgets[nameOf(tag)]();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    const { observedAttributes } = this.element.constructor as typeof OtklikElement;
    if (observedAttributes.includes(name)) this.element.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    this.element.willUpdate(new Set());
  }

  override renderShadow(info: RenderInfo): ThunkedRenderResult {
    return [styles[nameOf(this.tagName)].element, () => renderValue(this.element.render(), info)];
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
  let markup = await collectResult(render(widget, { elementRenderers: [WidgetRenderer] }));
  // A form that may bring files posts them; said here alone, as no script needs it.
  if (/<input[^>]* type="file"/.test(markup))
    markup = markup.replaceAll(/(<form\b[^>]*\bmethod="post")/g, '$1 enctype="multipart/form-data"');
  for (const [field, text] of Object.entries(texts)) {
    // A line break right after the tag is dropped by parsers, so one is given for it.
    markup = markup.replace(
      new RegExp(`(<textarea[^>]*\\bname="${field}"[^>]*>)(</textarea>)`),
      (_, open: string, close: string) => `${open}\n${escapeHtml(text)}${close}`,
    );
  }
  return unscripted(markup, language);
}
