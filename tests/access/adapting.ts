import assert from 'node:assert/strict';
import { createServer, get } from 'node:http';
import type { Locator, Page } from 'playwright-core';
import { findings } from '../e2e/findings.ts';
import { listen, type Listening } from '../support/listen.ts';

/** How far a page can be moved sideways, px; and what stands out, for the message. */
export const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement ?? document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const wide = roots
      .flatMap((root) => [...root.querySelectorAll('*')])
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => `${one.localName}.${one.getAttribute('class') ?? ''}`);
    return [`${scrollWidth} in ${clientWidth}`, ...wide.slice(-4)];
  });

/** A window of 1280 × 1024 px at 400%. */
export const zoomed = { width: 320, height: 256 };

/** Until all that was opened in place holds something beside its name; some of it is loaded only then. */
const filled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const opened = roots.flatMap((root) => [...root.querySelectorAll('details[open]')]);
    return opened.every(
      (one) =>
        [...one.children].some((part) => part.localName !== 'summary' && part.textContent.trim()) &&
        ![...one.querySelectorAll('[aria-busy=true]')].some((part) => part.closest('details') === one),
    );
  });

/** Opens what opens in place, so that it is seen, too. */
async function unfold(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary').filter({ visible: true });
  while (await folded.count()) {
    await folded.first().click({ timeout: 5000 });
    await filled(page);
  }
}

/** How far from the right edge of the window a heading stands, and from its own right edge its last line; px. */
const fromRight = (heading: Locator): Promise<[box: number, line: number]> =>
  heading.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { right } = element.getBoundingClientRect();
    return [innerWidth - right, right - ([...range.getClientRects()].at(-1)?.right ?? 0)];
  });

/** What of an element still moves by itself. */
const moving = (element: Locator): Promise<string[]> =>
  element.evaluate((host) =>
    [...(host.shadowRoot ?? host).querySelectorAll('*')].flatMap((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one);
      return [transitionDuration, animationDuration].some((time) => !/^(0s(, )?)+$/.test(time))
        ? [`${one.localName}.${one.className}`]
        : [];
    }),
  );

/** Controls smaller than 24 px without room around them, too (WCAG 2.2, 2.5.8): axe looks for them only when told. */
const withTargets = { rules: { 'target-size': { enabled: true } } };

/**
 * All of it opened: at 400%, with text at 200%, right to left, in forced colours and without motion nothing goes
 * sideways and axe finds nothing. `page`: opened `zoomed`. `element`: what is looked at; it begins with a heading, if it has one.
 */
export async function staysWhole(page: Page, element: string): Promise<void> {
  await unfold(page);
  assert.deepEqual(await overflow(page), [], '400% of 1280 px');
  assert.deepEqual(await findings(page, withTargets), []);
  await page.setViewportSize({ width: 640, height: 512 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  assert.deepEqual(await overflow(page), [], 'text at 200%');

  await page.evaluate(() => Object.assign(document.documentElement, { style: '', dir: 'rtl' }));
  await page.setViewportSize({ width: 360, height: 640 });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  assert.deepEqual(await overflow(page), [], 'right to left');
  const shown = page.locator(element).first();
  const heading = shown.getByRole('heading').first();
  if (await heading.count()) {
    const [box, line] = await fromRight(heading);
    assert.ok(box < 90 && line < 8, `it begins at the right: ${box} px, ${line} px`);
  }
  assert.deepEqual(await moving(shown), [], 'no motion');
  assert.deepEqual(await findings(page, withTargets), []);
}

/** What a browser's translator does: each text that is shown goes into a <font>, and says something else. */
export const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || ['SCRIPT', 'STYLE', 'OPTION'].includes(text.parentElement?.tagName ?? '')) continue;
        const font = document.createElement('font');
        font.textContent = `«${text.data}»`;
        text.replaceWith(font);
      }
    }
  });

/** Puts an element elsewhere in its page, and takes it out and in again; it has a moment in which it would ask anew. */
export const move = (element: Locator): Promise<void> =>
  element.evaluate((one) => {
    const place = document.createElement('section');
    one.before(place);
    place.append(one);
    one.remove();
    place.append(one);
    return new Promise((done) => setTimeout(done, 300));
  });

/** Lets what an address names come later than half a second, so that nothing passes as the answer to what a person did. */
export const late = (page: Page, url: RegExp): Promise<unknown> =>
  page.route(url, async (route) => {
    await new Promise((done) => setTimeout(done, 900));
    await route.continue();
  });

/** How far things moved by themselves so far, as Cumulative Layout Shift counts; what a person did half a second before doesn't count. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 300);
      }),
  );

/** What stands before the main part comes in pieces of so many bytes, the rest in larger ones; a frame lies between. */
const pieces = { frame: 120, main: 1500, pause: 20 };

/**
 * The same server, over a line that brings pages in pieces: what is there is shown before the rest has come.
 * `head`: bytes in which what stands before the main part comes; a menu that is cut within a word may wrap once
 * the word is whole, so pages whose menu is tried elsewhere may have it at once.
 */
export function inPieces(origin: string, head = pieces.frame): Promise<Listening> {
  const server = createServer((request, response) => {
    const headers = { ...request.headers, host: new URL(origin).host, 'accept-encoding': 'identity' };
    get(`${origin}${request.url}`, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
        response.writeHead(answer.statusCode ?? 500, rest);
        if (!/html/.test(rest['content-type'] ?? '')) return void response.end(body);
        const [frame, main] = [body.indexOf('<body'), body.indexOf('<main')];
        let at = 0;
        const next = (): void => {
          const size = at < frame ? frame : at < main ? head : pieces.main;
          response.write(body.subarray(at, (at += size)));
          if (at < body.length) setTimeout(next, pieces.pause);
          else response.end();
        };
        next();
      });
    });
  });
  return listen(server);
}
