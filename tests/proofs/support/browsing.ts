import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { openInstallations } from '@otklik/server/testing/program.js';
import { buildStale } from '../../../scripts/build.mjs';
import { browserArguments, findBrowser } from '../../../scripts/machine.mjs';
import { listen } from '../../support/listen.ts';
import { createServer } from 'node:http';
import { agency, survey } from './content.ts';
import { startServer } from './process.ts';
import { tapLine, type Exchange, type Tap } from './tap.ts';

/** A browser, the server behind a line that is tapped, and a site of another origin whose page holds the survey. */
export interface Browsing {
  /** Pages that hold the survey: a site's own, and the back end's. */
  pages: { site: string; hosted: string };
  /** Where the back end is reached, without a slash at the end. */
  backend: string;
  exchanges: Exchange[];
  /** A person who is known to the back end by a cookie, as on a portal with accounts. */
  visitor(): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

/** Words that must not leave the site; an address as long and as telling as those of portals are. */
const path = '/citizens/4711/personal-account/complaints/canary-path?from=canary-query';

const sitePage = (backend: string): string => `<!doctype html><html lang="ru"><meta charset="utf-8">
<meta name="referrer" content="unsafe-url"><title>Портал</title><link rel="icon" href="data:,">
<script type="module" src="${backend}/v1/otklik.js"></script>
<otklik-survey backend="${backend}" agency="${agency}" survey="${survey.survey}"></otklik-survey></html>`;

async function startSite(html: string): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
  const { origin, close } = await listen(server);
  const tap = await tapLine(origin);
  return {
    port: tap.port,
    close: async () => {
      await tap.close();
      await close();
    },
  };
}

export async function openBrowsing(): Promise<Browsing> {
  await buildStale();
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser');
  const installations = openInstallations();
  const server = await startServer(installations.root, await installations.add());
  const tap: Tap = await tapLine(server.address);
  const backend = `https://back.localhost:${tap.port}`;
  const site = await startSite(sitePage(backend));
  const browser: Browser = await chromium.launch({ executablePath, args: browserArguments });
  return {
    pages: {
      site: `https://portal.localhost:${site.port}${path}`,
      hosted: `${backend}/${agency}/survey/${survey.survey}?canary-query`,
    },
    backend,
    exchanges: tap.exchanges,
    visitor: async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU' });
      const cookie = { value: 'canary-cookie', domain: 'back.localhost', path: '/', secure: true };
      await context.addCookies([
        { ...cookie, name: 'session', sameSite: 'None' },
        { ...cookie, name: 'account', sameSite: 'Lax' },
      ]);
      return { context, page: await context.newPage() };
    },
    close: async () => {
      await browser.close();
      await site.close();
      await tap.close();
      await server.stop();
      await installations.remove();
    },
  };
}
