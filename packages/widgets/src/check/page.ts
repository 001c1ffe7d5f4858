import { earlierNames } from '../base/renamed.ts';
import type { Finding } from './finding.ts';
import { shownOnes } from './tags.ts';

const isNative = (value: unknown): boolean =>
  typeof value !== 'function' || /\[native code\]/.test(Function.prototype.toString.call(value));

/** Built-ins that widgets rely on and that old libraries replace. */
const builtIns: Record<string, () => unknown[]> = {
  'Array.from': () => [Array.from],
  'Array.prototype': () =>
    ['find', 'filter', 'map', 'includes', 'entries', 'flatMap', 'reduce', 'sort'].map(
      (name) => (Array.prototype as unknown as Record<string, unknown>)[name],
    ),
  'String.prototype': () =>
    ['startsWith', 'endsWith', 'includes', 'trim', 'replaceAll'].map(
      (name) => (String.prototype as unknown as Record<string, unknown>)[name],
    ),
  'Object.keys': () => [Object.keys, Object.entries, Object.assign],
  JSON: () => [JSON.stringify, JSON.parse],
  Promise: () => [Promise],
  Map: () => [Map, Set, WeakMap],
  fetch: () => [fetch],
  'customElements.define': () => [customElements.define],
  'Element.attachShadow': () => [Element.prototype.attachShadow],
};

/** What an old library has put in the place of the browser's own. */
export function readGlobals(): Finding[] {
  const names = Object.entries(builtIns).flatMap(([name, read]) => (read().every(isNative) ? [] : [name]));
  if ('toJSON' in Array.prototype) names.push('Array.prototype.toJSON');
  // What stands in every loop over an object or a list.
  for (const key in {} as Record<string, unknown>) names.push(`Object.prototype.${key}`);
  if (!names.length) return [];
  const { Prototype, MooTools } = globalThis as {
    Prototype?: { Version?: string };
    MooTools?: { version?: string };
  };
  const library = [
    Prototype && `Prototype ${Prototype.Version ?? ''}`,
    MooTools && `MooTools ${MooTools.version ?? ''}`,
  ]
    .filter(Boolean)
    .map((name) => ` (${String(name).trim()})`)
    .join('');
  return [{ code: 'patched', params: { library, names: names.slice(0, 8).join(', ') }, hint: true }];
}

/** Tokens that the page sets by names that they had before: they work, for the time being. */
export const readRenamed = (widget: Element): Finding[] =>
  earlierNames(widget).map(([earlier, name]) => ({ code: 'renamed', params: { earlier, name }, hint: true }));

type Color = [red: number, green: number, blue: number, alpha: number];

function colorOf(text: string): Color | null {
  const numbers = /^rgba?\(([^)]+)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!numbers) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  return [red, green, blue, alpha];
}

/** WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Color): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** What stands behind a text; null where that is an image, or not to be known. */
function behind(element: Element): Color | null {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    const color = colorOf(backgroundColor);
    if (backgroundImage !== 'none' || !color) return null;
    if (color[3] === 1) return color;
    if (color[3] > 0) return null;
  }
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
  return dark && matchMedia('(prefers-color-scheme:dark)').matches ? null : [255, 255, 255, 1];
}

/** The text of a widget that is hardest to see, if it is less than 4.5:1 (3:1 where it is large). */
export function readContrast(widget: Element): Finding[] {
  let worst: { ratio: number; text: string } | undefined;
  for (const element of widget.shadowRoot?.querySelectorAll('*') ?? []) {
    const text = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ nodeValue }) => nodeValue ?? '')
      .join('')
      .trim();
    const box = element.getBoundingClientRect();
    if (!text || box.width < 4 || box.height < 4 || element.closest('svg,style,[aria-disabled=true]')) continue;
    const { color, fontSize, visibility } = getComputedStyle(element);
    const [ink, paper] = [colorOf(color), behind(element)];
    if (!ink || ink[3] < 1 || !paper || visibility === 'hidden') continue;
    const [light = 0, dark = 0] = [luminance(ink), luminance(paper)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (parseFloat(fontSize) >= 24 ? 3 : 4.5) && ratio < (worst?.ratio ?? 21)) worst = { ratio, text };
  }
  if (!worst) return [];
  const { ratio, text } = worst;
  return [{ code: 'contrast', params: { tag: widget.localName, text: text.slice(0, 40), ratio: ratio.toFixed(1) } }];
}

/** A widget that stands in place of its link: then nothing is slotted any more. */
export const stands = (widget: Element): boolean => !!widget.shadowRoot?.querySelector<HTMLSlotElement>('slot')?.hidden;
export const isShown = (widget: Element): boolean => stands(widget) && widget.getBoundingClientRect().height > 0;

/** Until each is shown, or ten seconds have passed. @returns those that aren't */
export async function waitForAll(): Promise<Element[]> {
  for (let tries = 0; tries < 50 && !shownOnes().every(isShown); tries++)
    await new Promise((done) => setTimeout(done, 200));
  return shownOnes().filter((widget) => !isShown(widget));
}
