import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserArguments, findBrowser, findFirefox } from '../../scripts/machine.mjs';

export const engines = ['chrome', 'firefox'] as const;
export type Engine = (typeof engines)[number];

/** A browser whose person reads Russian, lives with the agency, and has animations switched off. */
export function launch(engine: Engine): Promise<Browser> {
  const executablePath = { chrome: findBrowser(), firefox: findFirefox() }[engine];
  if (!executablePath) throw new Error(`${engine} isn’t here`);
  return puppeteer.launch({
    browser: engine,
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    env: { ...process.env, TZ: 'Europe/Astrakhan', LANG: 'ru_RU.UTF-8' },
    args: engine === 'chrome' ? [...browserArguments, '--lang=ru', '--force-prefers-reduced-motion'] : [],
    extraPrefsFirefox: { 'intl.accept_languages': 'ru', 'ui.prefersReducedMotion': 1 },
  });
}

/** Notes violations of a policy from the first script on: Firefox tells them nobody else. */
const watch = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));`;

export interface Watched {
  page: Page;
  /** Whatever was thrown, or stands in the console; empty when all is well. */
  complaints: string[];
}

/** @param when `early`: as soon as anything of it is there */
export async function openPage(browser: Browser, url: string, when?: 'early'): Promise<Watched> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  await page.evaluateOnNewDocument(watch);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  const opened = page.goto(url);
  if (!when) await opened;
  else {
    opened.catch(() => undefined);
    while (!(await page.evaluate(() => !!document.querySelector('[backend]')).catch(() => false)))
      await new Promise((done) => setTimeout(done, 50));
  }
  return { page, complaints };
}
