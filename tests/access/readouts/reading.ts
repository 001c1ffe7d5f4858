import type { Page, Route } from 'playwright-core';
import { sharedWorld } from '../../e2e/world.ts';

/** A Wednesday, 10:00 where the agency is: it is open then, and closed at other times. */
const now = new Date('2026-11-25T06:00:00Z');

export interface Reading {
  /** A page of the demonstration at that time; `before`: what is done before it is opened. */
  open(path: string, before?: (page: Page) => Promise<unknown>): Promise<Page>;
}

/** The demonstration as it is on that day, for all tests of a file. */
export function readingWorld(): Reading {
  const world = sharedWorld(now);
  return {
    open: async (path, before) => {
      const { browser, origin } = world();
      const context = await browser.newContext({
        locale: 'ru-RU',
        timezoneId: 'Europe/Astrakhan',
        viewport: { width: 1280, height: 900 },
      });
      const page = await context.newPage();
      await page.clock.setFixedTime(now);
      await before?.(page);
      await page.goto(origin + path);
      await page.waitForLoadState('networkidle');
      return page;
    },
  };
}

/** Lets requests wait until it is said what becomes of them. */
export async function hold(page: Page, url: string | RegExp): Promise<(end: (route: Route) => Promise<void>) => void> {
  let finish: (end: (route: Route) => Promise<void>) => void = () => {};
  const ended = new Promise<(route: Route) => Promise<void>>((resolve) => (finish = resolve));
  await page.route(url, async (route) => (await ended)(route));
  return finish;
}
