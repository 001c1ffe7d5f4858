import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import widgetsFile from '@otklik/widgets/package.json' with { type: 'json' };
import { policyText, type Snippet, type SnippetFiles } from '@otklik/widgets/snippet.js';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import type { Listening } from '../support/listen.ts';
import { serve } from '../support/pages.ts';
import { builtWidgets } from '../support/server.ts';

const listOf = (name: string): unknown => JSON.parse(readFileSync(join(builtWidgets, name), 'utf8'));

/** What the build says of the files that are served. */
export const builtFiles = (): SnippetFiles => ({
  version: widgetsFile.version,
  integrity: listOf('integrity.json') as SnippetFiles['integrity'],
  later: listOf('later.json') as SnippetFiles['later'],
});

export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser');
  return chromium.launch({ executablePath, args: browserArguments });
}

/** A site of another origin with one page, under the policy that a snippet says and nothing else. */
export const hostOf = ({ head, body, policy }: Snippet, after = '<p>После</p>'): Promise<Listening> =>
  serve(({ pathname }) =>
    pathname === '/'
      ? {
          body: `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Чужой сайт</title>\n${head}\n</head><body>${body}${after}</body></html>`,
          headers: {
            'Content-Security-Policy': `default-src 'none'; ${policyText(policy)}; require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'`,
          },
        }
      : null,
  );

export interface Visited {
  page: Page;
  /** What was asked for, in order. */
  requests: string[];
  /** Errors, warnings, violations. */
  complaints: string[];
  close(): Promise<void>;
}

/** The page, watched from its first request on. `before`: what is done to it first. */
export async function visit(
  browser: Browser,
  origin: string,
  { before, width = 1280 }: { before?: (page: Page) => Promise<unknown>; width?: number } = {},
): Promise<Visited> {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width, height: 800 } });
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => void requests.push(request.url()));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  await before?.(page);
  await page.goto(origin);
  return { page, requests, complaints, close: () => context.close() };
}

/** The answer of a back end that lets another site read it, but not the one that asks. */
export function openElsewhere({ body, status, headers }: Response): Response {
  const refusing = new Headers(headers);
  refusing.set('Access-Control-Allow-Origin', 'https://elsewhere.example.gov');
  return new Response(body, { status, headers: refusing });
}
