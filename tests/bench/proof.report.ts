/* The work that filing asks for in place of a captcha, on a weak phone. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { bundle, serve } from '../support/pages.ts';
import { ms, verdict } from './aims.ts';
import { median, percentile } from './load.ts';
import type { ProofMeasured } from './proof.page.ts';

/** Proofs of a round: luck has its part in each. */
const proofs = 10;

export async function benchProof({ rounds, throttle }: { rounds: number; throttle: number }): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const files = await bundle('proof', fileURLToPath(new URL('proof.page.ts', import.meta.url)));
  const page = '<!doctype html><title>Proof</title><script type="module" src="/proof.js"></script>';
  const server = await serve(({ pathname }) =>
    pathname === '/' ? { body: page } : files.has(pathname) ? { body: files.get(pathname) ?? '' } : null,
  );
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const found: Record<'hurry' | 'quiet', ProofMeasured[]> = { hurry: [], quiet: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await page.goto(server.origin, { waitUntil: 'load' });
      await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      for (const way of ['quiet', 'hurry'] as const)
        for (let at = 0; at < proofs; at++)
          found[way].push(
            await page.evaluate(
              (hurry) => (globalThis as unknown as { prove(hurry: boolean): Promise<ProofMeasured> }).prove(hurry),
              way === 'hurry',
            ),
          );
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(
    `\nCPU slowed down ${throttle} times, ${rounds * proofs} proofs each; median / nine of ten within / most`,
  );
  for (const [way, title] of [
    ['hurry', 'while somebody waits'],
    ['quiet', 'while somebody writes'],
  ] as const) {
    const times = found[way].map(({ time }) => time);
    const longest = Math.max(...found[way].map(({ longest: one }) => one));
    const time = `${ms(median(times))} / ${ms(percentile(times, 0.9))} / ${ms(Math.max(...times))}`;
    const aim = way === 'hurry' ? `: ${verdict(median(times) <= 1000, 'about a second')}` : '';
    console.log(`  ${title}: ${time}${aim}; longest task ${ms(longest)}`);
  }
}
