import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';

/* A host page looks with our widgets as it looks with boxes of their size in their places. */

/** Where a widget stands on the page, CSS px. */
export interface Box {
  tag: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export const boxes = (page: Page): Promise<Box[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[backend]')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { tag: element.localName, x: x + scrollX, y: y + scrollY, width, height };
    }),
  );

/** On the page without our script: boxes of these sizes with nothing in them instead of the fallbacks. */
export const standIn = (page: Page, wanted: Box[]): Promise<void> =>
  page.evaluate((wanted) => {
    [...document.querySelectorAll<HTMLElement>('[backend]')].forEach((element, at) => {
      element.replaceChildren();
      // Where a page zooms, what is measured is larger than what is set.
      const { currentCSSZoom: zoom = 1 } = element as { currentCSSZoom?: number };
      const height = `${(wanted[at]?.height ?? 0) / zoom}px`;
      // A page's own sheet can't win against these, not with !important either.
      const style = { display: 'block', 'box-sizing': 'border-box', overflow: 'hidden', height };
      for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, 'important');
    });
  }, wanted);

function cover({ data, width, height }: PNG, [left, top, right, bottom]: [number, number, number, number]): void {
  const [from, to] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, Math.ceil(bottom)); row++)
    data.fill(0x80, 4 * (row * width + from), 4 * (row * width + to));
}

/** How far ink may reach out of a widget, as that of a mark at its edge does, px. */
const reach = 4;

/** @returns where and how the page differs outside the boxes; `marked`: the differences in red */
export function difference(
  withUs: { picture: Uint8Array; boxes: Box[] },
  without: { picture: Uint8Array; boxes: Box[] },
): { problems: string[]; marked?: Uint8Array } {
  const png = (picture: Uint8Array): PNG => PNG.sync.read(Buffer.from(picture));
  const [one, other] = [png(withUs.picture), png(without.picture)];
  const moved = withUs.boxes.flatMap(({ tag, x, y, width, height }, at) => {
    const is = without.boxes[at];
    const far = !is || [is.x - x, is.y - y, is.width - width, is.height - height].some((by) => Math.abs(by) > 0.5);
    return far ? [`${tag} stands at ${[x, y, width, height].join()}, its box at ${JSON.stringify(is)}`] : [];
  });
  if (moved.length) return { problems: moved };
  if (one.width !== other.width || one.height !== other.height)
    return { problems: [`${one.width}×${one.height} px with us, ${other.width}×${other.height} without`] };
  for (const picture of [one, other])
    for (const { x, y, width, height } of withUs.boxes)
      cover(picture, [x - reach, y - reach, x + width + reach, y + height + reach]);
  const marked = new PNG({ width: one.width, height: one.height });
  const differing = pixelmatch(one.data, other.data, marked.data, one.width, one.height, {
    threshold: 0,
    includeAA: true,
  });
  if (!differing) return { problems: [] };
  return { problems: [`${differing} pixels outside the widgets differ`], marked: PNG.sync.write(marked) };
}
