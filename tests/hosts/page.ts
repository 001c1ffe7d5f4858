// One host page with all widgets: used in both browsers, its own look compared with and without us.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { readySurveys } from '@otklik/core/data/ready-surveys.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { serve, type ServedFile } from '../support/pages.ts';
import { startServer } from '../support/server.ts';
import type { Checks, Part } from './checks.ts';
import { measureContrast } from './contrast.ts';
import { engines, launch, openPage, type Engine } from './engine.ts';
import { boxes, difference, standIn } from './look.ts';
import { misplaced, rendered, use } from './using.ts';

const shots = fileURLToPath(new URL('../shots/hosts', import.meta.url));

/** Where one stands: what a page's own acts need. */
export interface Place {
  checks: Checks;
  engine: Engine;
  browser: Browser;
  page: Page;
  /** The document that holds the widgets. */
  frame: Frame;
  site: HostSite;
  /** Origin of the back end. */
  backend: string;
}

/** What is looked at and done on a page with all widgets. */
export interface Visit {
  name: string;
  /** The frame that holds the widgets; default: the page itself. */
  frameOf?(page: Page): Promise<Frame>;
  /** `early`: it isn't waited for until all of it has come. */
  opened?: 'early';
  /** What may stand in the console. */
  expected?: RegExp;
  /** False: has no look of its own to compare. */
  compared?: false;
  /** What else is done once the widgets are there and nobody has touched them. */
  before?(place: Place): Promise<void>;
  /** What else is done once all have been used. */
  after?(place: Place): Promise<void>;
}

/** A page that we serve. */
export interface HostPage extends Visit {
  /** The page, at `/`; the script of ours as `script` has it, so that it can be left out. */
  html(backend: string): string;
  /** Its headers; its encoding is UTF-8 but for what they say. */
  headers?(backend: string): Record<string, string>;
  /** Its text as bytes, where that isn't UTF-8. */
  encode?(html: string): Uint8Array;
  /** What else is on the site, by path. */
  files?(path: string, backend: string): ServedFile | null | Promise<ServedFile | null>;
}

/** Where a page is, with our script and without. */
export interface HostSite {
  address: string;
  bare: string;
  close(): Promise<void>;
}

/** What brings us. */
export const script = (backend: string): string => `<script type="module" src="${backend}/v1/otklik.js"></script>`;

const faint = async (frame: Frame): Promise<string[]> => {
  const measured = await frame.evaluate(measureContrast, false);
  if (measured.length < 60) return [`only ${measured.length} texts were measured`];
  return measured
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ ratio, where, text }) => `${ratio.toFixed(2)} “${text}” in ${where}`);
};

const tried = async (act: () => Promise<unknown>): Promise<string[]> =>
  act().then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  );

/** Two frames, after which what was changed is painted. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** The page as it looks outside the widgets: with them, and with boxes in their places. */
async function compare(place: Place, name: string, when: string): Promise<void> {
  const { browser, page, site, checks, engine } = place;
  const withUs = { boxes: await boxes(page), picture: await page.screenshot({ fullPage: true }) };
  const path = join(shots, `${name}-${engine}-${when}`);
  writeFileSync(`${path}.png`, withUs.picture);
  const bare = await openPage(browser, site.bare);
  await standIn(bare.page, withUs.boxes);
  await painted(bare.page);
  const without = { boxes: await boxes(bare.page), picture: await bare.page.screenshot({ fullPage: true }) };
  await bare.page.close();
  await page.bringToFront();
  const { problems, marked } = difference(withUs, without);
  if (marked) writeFileSync(`${path}-differs.png`, marked);
  checks.check(`${engine}, ${when}: the page’s own look is unchanged`, problems);
}

async function visit(host: Visit, place: Place, complaints: string[]): Promise<void> {
  const { checks, engine, page, frame } = place;
  const check = (what: string, problems: string[]): void => checks.check(`${engine}: ${what}`, problems);
  check('every widget is rendered', await tried(() => rendered(frame)));
  await host.before?.(place);
  check('every widget is in its place', await misplaced(frame));
  check('every text at least 4.5:1', await faint(frame));
  if (host.compared !== false) await compare(place, host.name, 'untouched');
  else await page.screenshot({ path: join(shots, `${host.name}-${engine}-untouched.png`), fullPage: true });
  check('every widget works', await tried(() => use(frame)));
  check('used: every widget is in its place', await misplaced(frame));
  await page.screenshot({ path: join(shots, `${host.name}-${engine}-used.png`), fullPage: true });
  await host.after?.(place);
  const { expected } = host;
  const unexpected = expected ? complaints.filter((one) => !expected.test(one)) : complaints;
  check('nothing is thrown, nothing in the console', unexpected);
  if (expected) check('what is said in the console', complaints.length > unexpected.length ? [] : ['nothing is']);
}

const served = async (host: HostPage, backend: string): Promise<HostSite> => {
  const { origin, close } = await serve(async ({ pathname, search }) => {
    if (pathname !== '/') return (await host.files?.(pathname, backend)) ?? null;
    const html = host.html(backend).replace(search ? script(backend) : '', '');
    return { body: host.encode?.(html) ?? html, headers: host.headers?.(backend) ?? {} };
  });
  return { address: origin, bare: `${origin}/?without`, close };
};

/** Visits what a site has in every browser, or those named in ENGINES, with commas between. */
export const visitedSite =
  (host: Visit, open: (backend: string) => Promise<HostSite>) =>
  async (checks: Checks): Promise<void> => {
    mkdirSync(shots, { recursive: true });
    const backend = await startServer({
      surveys: readySurveys([])
        .filter(({ id }) => id === 'usefulness')
        .map(({ id, definition }) => surveyOfDefinition(id, definition)),
    });
    let site: HostSite | null = null;
    try {
      site = await open(backend.origin);
      for (const engine of engines) {
        if (process.env['ENGINES'] && !process.env['ENGINES'].split(',').includes(engine)) continue;
        const browser = await launch(engine);
        try {
          const { page, complaints } = await openPage(browser, site.address, host.opened);
          const frame = (await host.frameOf?.(page)) ?? page.mainFrame();
          await visit(host, { checks, engine, browser, page, frame, site, backend: backend.origin }, complaints);
        } finally {
          await browser.close();
        }
      }
    } finally {
      await site?.close();
      await backend.close();
    }
  };

/** The same of a page that we serve. */
export const visited = (host: HostPage): Part => visitedSite(host, (backend) => served(host, backend));
