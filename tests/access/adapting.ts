import type { Page } from 'playwright-core';

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
