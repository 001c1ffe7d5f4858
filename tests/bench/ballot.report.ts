/* What an answered survey costs whoever sends it: bytes that come once it is touched, sealing, and the work in place of a captcha. */
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { surveys } from '../../demo/content/surveys.ts';
import { bundle, serve } from '../support/pages.ts';
import { startServer } from '../support/server.ts';
import { ms, verdict } from './aims.ts';
import type { BallotMeasured } from './ballot.page.ts';
import { median, percentile } from './load.ts';

/** Ballots of a round: luck has its part in each. */
const ballots = 10;
const throttles = [4, 6];

const [manifest] = surveys;

/** One browser page after the other, at each of the speeds in turn. */
async function measure(browser: Browser, origin: string, rounds: number): Promise<Map<number, BallotMeasured[]>> {
  const found = new Map<number, BallotMeasured[]>(throttles.map((rate) => [rate, []]));
  for (let round = 0; round < rounds; round++)
    for (const rate of throttles) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await page.goto(origin, { waitUntil: 'load' });
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      for (let at = 0; at < ballots; at++)
        found
          .get(rate)
          ?.push(
            await page.evaluate(
              (asked) =>
                (globalThis as unknown as { ballot(asked: Manifest): Promise<BallotMeasured> }).ballot(
                  asked as Manifest,
                ),
              manifest as object,
            ),
          );
      await context.close();
    }
  return found;
}

/** Bytes of scripts on a page with the survey's own file: until it is touched, at the first touch, and until it is sent. */
async function bytesOnTheWay(browser: Browser): Promise<{ first: number; touched: number; sent: number }> {
  const pages = (path: string, origin: string): string | null =>
    path === '/survey'
      ? `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Опрос</title>
<script type="module" src="${origin}/v1/survey.js"></script>
<otklik-survey backend="${origin}" agency="housing" survey="information-access"><a href="/">Опрос</a></otklik-survey></html>`
      : null;
  const server = await startServer({ pages });
  try {
    const page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    const scripts = new Set<string>();
    let bytes = 0;
    network.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)));
    network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const waiting = new Set<string>();
    let last = 0;
    const note = (change: () => unknown): void => void (change(), (last = performance.now()));
    network.on('Network.requestWillBeSent', ({ requestId }) => note(() => waiting.add(requestId)));
    network.on('Network.loadingFinished', ({ requestId }) => note(() => waiting.delete(requestId)));
    network.on('Network.loadingFailed', ({ requestId }) => note(() => waiting.delete(requestId)));
    // Nothing on its way, and nothing for half a second: a page's state of that name comes once, and is then kept.
    const rest = async (): Promise<number> => {
      last = performance.now();
      while (waiting.size > 0 || performance.now() - last < 500) await page.waitForTimeout(50);
      return bytes;
    };
    await page.goto(`${server.origin}/survey`);
    const first = await rest();
    await page.getByRole('radio').first().check({ force: true });
    await page.getByRole('button', { name: 'Сохранить черновик' }).waitFor();
    const touched = await rest();
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('heading', { name: 'Спасибо' }).waitFor();
    const sent = await rest();
    await page.close();
    return { first, touched: touched - first, sent: sent - touched };
  } finally {
    await server.close();
  }
}

export async function benchBallot({ rounds }: { rounds: number }): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const files = await bundle('ballot', fileURLToPath(new URL('ballot.page.ts', import.meta.url)));
  const html = '<!doctype html><title>Ballot</title><script type="module" src="/ballot.js"></script>';
  const server = await serve(({ pathname }) =>
    pathname === '/' ? { body: html } : files.has(pathname) ? { body: files.get(pathname) ?? '' } : null,
  );
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const { first, touched, sent } = await bytesOnTheWay(browser);
    console.log(
      `\nScripts, bytes as they come: first screen ${first}, at the first touch ${touched}, when sent ${sent}`,
    );
    const found = await measure(browser, server.origin, rounds);
    const [one] = found.get(throttles[0] ?? 0) ?? [];
    console.log(`A ballot of “${manifest?.survey}”: ${one?.bytes} bytes, whatever is answered`);
    for (const [rate, all] of found) {
      console.log(`CPU slowed down ${rate} times, ${all.length} ballots; median / nine of ten within / most`);
      for (const [name, title] of [
        ['sealing', 'sealing'],
        ['work', 'work'],
      ] as const) {
        const times = all.map((ballot) => ballot[name]);
        const aim = name === 'work' ? `: ${verdict(median(times) <= 1000, 'about a second')}` : '';
        console.log(
          `  ${title}: ${ms(median(times))} / ${ms(percentile(times, 0.9))} / ${ms(Math.max(...times))}${aim}`,
        );
      }
      console.log(`  longest task: ${ms(Math.max(...all.map(({ longest }) => longest)))}`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
