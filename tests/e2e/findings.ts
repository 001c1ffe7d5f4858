import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds on the page, shadow roots included, as lines; `options` are those of `axe.run`. */
export async function findings(page: Page, options: object = {}): Promise<string[]> {
  // By the debugger, which no policy of the page holds back.
  await page.evaluate(`${axe};void 0`);
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'], ...options });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`));
  }, options);
}
