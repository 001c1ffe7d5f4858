import assert from 'node:assert/strict';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserArguments, findBrowser, findFirefox } from '../../scripts/machine.mjs';
import { WebDriver } from '../../scripts/test/webdriver.mjs';
import { startWebKit } from '../../scripts/test/webkit.mjs';

/** A page in a browser, whoever drives that. */
export interface Tab {
  /** Begins to load an address. */
  go(url: string): void;
  /** @param code an expression, or a block that gives nothing */
  evaluate(code: string): Promise<unknown>;
  /** Until an expression holds, for at most half a minute. */
  until(expression: string): Promise<void>;
  /** Into what has the focus. */
  type(text: string): Promise<void>;
  /** What the page threw and didn't catch. */
  errors(): Promise<unknown>;
  close(): Promise<void>;
}
export interface Engine {
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

class PuppeteerTab implements Tab {
  private readonly page: Page;
  private readonly thrown: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.thrown.push(String(error)));
  }
  go(url: string): void {
    // What puppeteer would wait for may wait for a script that is held.
    this.page.goto(url).catch(() => undefined);
  }
  evaluate(code: string): Promise<unknown> {
    return this.page.evaluate(code);
  }
  async until(expression: string): Promise<void> {
    await this.page.waitForFunction(expression);
  }
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }
  errors(): Promise<unknown> {
    return Promise.resolve(this.thrown);
  }
  close(): Promise<void> {
    return this.page.close();
  }
}

/** The only one of its browser. */
class WebDriverTab implements Tab {
  private readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }
  go(url: string): void {
    this.driver.navigate(url).catch(() => undefined);
  }
  async evaluate(code: string): Promise<unknown> {
    // Nobody tells what a page throws, so it collects that itself from the first look at it on.
    const collect = `if (!window.thrown) {
      window.thrown = [];
      addEventListener('error', ({ message }) => window.thrown.push(message));
      addEventListener('unhandledrejection', ({ reason }) => window.thrown.push(String(reason)));
    }`;
    return this.driver.execute(`${collect} ${code.startsWith('{') ? code : `return (${code});`}`);
  }
  async until(expression: string): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
      if (await this.evaluate(`!!(${expression})`)) return;
    throw new Error(`never: ${expression}`);
  }
  type(text: string): Promise<void> {
    return this.driver.press([...text]);
  }
  errors(): Promise<unknown> {
    return this.evaluate('window.thrown');
  }
  close(): Promise<void> {
    return this.driver.navigate('about:blank');
  }
}

const byPuppeteer =
  (browser: 'chrome' | 'firefox', executablePath: string | null, args: string[]) => async (): Promise<Engine> => {
    assert.ok(executablePath, `${browser} isn’t here`);
    const opened: Browser = await puppeteer.launch({ browser, executablePath, args, headless: true });
    return { tab: async () => new PuppeteerTab(await opened.newPage()), close: () => opened.close() };
  };

async function byWebDriver(): Promise<Engine> {
  const { url, capabilities, stop } = await startWebKit();
  const driver = await WebDriver.open(url, capabilities);
  return {
    tab: () => Promise.resolve(new WebDriverTab(driver)),
    close: async () => {
      await driver.close();
      stop();
    },
  };
}

export const engines: { name: string; open(): Promise<Engine> }[] = [
  { name: 'Chromium', open: byPuppeteer('chrome', findBrowser(), browserArguments) },
  { name: 'Firefox', open: byPuppeteer('firefox', findFirefox(), []) },
  { name: 'WebKit', open: byWebDriver },
];
