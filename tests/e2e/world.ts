import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, mock } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import type { Services } from '@otklik/server/services.js';
import { startServer, type Running } from '@otklik/server/start.js';
import { demonstration } from '../../demo/demonstration.ts';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { freePort } from '../../scripts/test/free-port.mjs';
import { everyKind } from '../support/every-kind.ts';

/** The demonstration, running for real, and a browser to look at it. */
export interface World {
  origin: string;
  server: Running;
  /** What the server works with, for looking behind it. */
  services: Services;
  browser: Browser;
  /** Closes the pages that were opened: what runs in them takes time from the others. */
  closePages(): Promise<void>;
  /**
   * A page that notes whatever breaks its policy or throws. `pageCache`: pages that are left are kept
   * as they are, for Back and Forward, as browsers of people do; Playwright switches that off.
   */
  open(path: string, options?: BrowserContextOptions & { pageCache?: boolean }): Promise<Watched>;
  /** The server ends and starts anew, with all that it keeps. */
  restart(): Promise<void>;
  /** How many cases there are with this question. */
  casesWith(question: string): Promise<number>;
  close(): Promise<void>;
}

export interface Watched {
  page: Page;
  /** Violations of the content security policy, exceptions and errors of the console; empty when all is well. */
  complaints: string[];
}

/** Notes violations from the first script on. */
const watch = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));`;

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-e2e-'));
  const port = await freePort();
  const environment = {
    PORT: String(port),
    OTKLIK_DATA: join(folder, 'data'),
    OTKLIK_KEYS: join(folder, 'keys'),
    OTKLIK_VERSIONS: join(folder, 'versions'),
  };
  const options = demonstration(new Date());
  // Beside the demonstration an agency whose boxes are empty and whose surveys have no release yet, one more among them.
  const trial = options.content.map((content) => ({
    ...content,
    agency: { ...content.agency, id: 'trial' },
    surveys: [...content.surveys, surveyOfDefinition('every-kind', everyKind)],
    cases: [],
    ballots: {},
  }));
  const start = async (): Promise<Pick<World, 'server' | 'services'>> => {
    let services: Services | undefined;
    const server = await startServer({
      ...options,
      content: [...options.content, ...trial],
      register: async (app, context) => {
        services = context.services;
        await options.register(app, context);
      },
      environment,
    });
    if (!services) throw new Error('nothing registered');
    return { server, services };
  };
  const running = await start();
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser');
  const launch = (without: string[] = []): Promise<Browser> =>
    chromium.launch({
      executablePath,
      // Names other than localhost, which isn't a secure context then.
      args: [...browserArguments, '--host-resolver-rules=MAP *.test 127.0.0.1'],
      ignoreDefaultArgs: without,
    });
  const browser = await launch();
  let caching: Promise<Browser> | undefined;
  return {
    origin: `http://localhost:${port}`,
    get server() {
      return running.server;
    },
    get services() {
      return running.services;
    },
    browser,
    restart: async () => {
      await running.server.stop();
      Object.assign(running, await start());
    },
    open: async (path, { pageCache, ...options } = {}) => {
      const used = pageCache ? await (caching ??= launch(['--disable-back-forward-cache'])) : browser;
      const context = await used.newContext({ locale: 'ru-RU', ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      if (options.javaScriptEnabled !== false) await page.addInitScript(watch);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await page.goto(path.startsWith('http') ? path : `http://localhost:${port}${path}`);
      return { page, complaints };
    },
    casesWith: async (question) => {
      const { db } = running.services.database;
      return (await db.selectFrom('consultations').select('id').where('question', '=', question).execute()).length;
    },
    closePages: async () => {
      for (const one of [browser, await caching]) for (const context of one?.contexts() ?? []) await context.close();
    },
    close: async () => {
      await browser.close();
      await (await caching)?.close();
      await running.server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * One server and one browser for all tests of a file, since starting them is most of the time; pages are closed
 * after each. `now`: the moment at which the clock of this process, in which the server lives, stands still.
 */
export function sharedWorld(now?: number | Date): () => World {
  let opened: World | undefined;
  before(async () => {
    if (now !== undefined) mock.timers.enable({ apis: ['Date'], now });
    opened = await openWorld();
  });
  afterEach(() => opened?.closePages());
  after(async () => {
    await opened?.close();
    if (now !== undefined) mock.timers.reset();
  });
  return () => {
    if (!opened) throw new Error('not started');
    return opened;
  };
}

/** What the focus is on: its tag, and what names it, its label or its text; read through shadow roots. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const control = focused as (HTMLInputElement & { labels: NodeListOf<HTMLLabelElement> | null }) | null;
    const root = control?.getRootNode() as Document | ShadowRoot | undefined;
    const naming = control?.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const named = naming.map((id) => root?.getElementById(id)?.textContent).join(' ');
    const labels = [...(control?.labels ?? [])].map((label) => label.textContent).join(' ');
    return `${control?.localName ?? ''} ${named || labels || control?.textContent || ''}`.replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until the focus is on what fits, as a person without a mouse does. */
export async function tabTo(page: Page, wanted: RegExp, most = 250): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (wanted.test(await focusedName(page))) return;
  }
  throw new Error(`no focus on ${wanted.source} after ${most} tabs`);
}

/** Code of a case of the demonstration in a state, as the page that lists them tells it: `/demo/case.html`. */
export const codeOf = (page: Page, state: string): Promise<string> =>
  page.getByRole('row').filter({ hasText: state }).first().locator('code').innerText();

/** What a person reads in the main part of the page, shadow roots included. */
export const readMain = (page: Page): Promise<string> =>
  page.locator('main').evaluate((main) => {
    const texts = [...main.querySelectorAll('*')].map(
      (element) => element.shadowRoot?.querySelector<HTMLElement>('.o')?.innerText ?? '',
    );
    return [(main as HTMLElement).innerText, ...texts].join('\n').trim();
  });
