import { chromium, type Browser } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { startServer } from '../support/server.ts';

/** What is measured: a page with one widget and its own file, or with all and the one file for all. */
export interface Subject {
  /** Its file: /v1/<name>.js. */
  name: string;
  tags: string[];
  /** design.md, "Limits": bytes of brotli, 1 kB = 1000 bytes. */
  limit: number;
}

const alone = (name: string, kilobytes: number): Subject => ({ name, tags: [name], limit: kilobytes * 1000 });

export const subjects: Subject[] = [
  {
    name: 'otklik',
    tags: ['feed', 'channels', 'consultation', 'case', 'survey', 'results'],
    limit: 18_000,
  },
  alone('feed', 11),
  alone('channels', 11),
  alone('case', 11),
  alone('results', 11),
  alone('survey', 12),
  alone('consultation', 14),
];

export interface Measured extends Subject {
  /** Bytes of scripts and styles, as they came over the network. */
  bytes: number;
  /** What came, in order, with its bytes. */
  files: { path: string; bytes: number }[];
  /** Errors of the page, violations of its policy among them. */
  complaints: string[];
}

const attributes: Record<string, string> = {
  survey: ' survey="information-access"',
  results: ' survey="information-access"',
};

const html = ({ name, tags }: Subject, language: string, origin: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${name}</title>
<script type="module" src="${origin}/v1/${name}.js"></script></head><body><main><h1>${name}</h1>
${tags.map((tag) => `<otklik-${tag} backend="${origin}" agency="housing"${attributes[tag] ?? ''}><a href="/">link</a></otklik-${tag}>`).join('\n')}
</main></body></html>`;

/** Loads a page, leaves it alone until nothing more comes, and adds up what came. */
async function measurePage(browser: Browser, url: string, subject: Subject): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 3000 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const sizes = new Map<string, number>();
  const paths = new Map<string, string>();
  network.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { pathname } = new URL(response.url);
    if (type === 'Script' || pathname.startsWith('/v1/')) paths.set(requestId, pathname);
  });
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    sizes.set(requestId, (sizes.get(requestId) ?? 0) + encodedDataLength);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  // What would be fetched ahead when idle has its chance too.
  await page.waitForTimeout(500);
  for (const tag of subject.tags) {
    const rendered = await page
      .locator(`otklik-${tag}`)
      .evaluate((element) => (element.shadowRoot?.textContent ?? '').trim().length);
    if (rendered === 0) complaints.push(`otklik-${tag} shows nothing`);
  }
  await context.close();
  const files = [...paths].map(([id, path]) => ({ path, bytes: sizes.get(id) ?? 0 }));
  return { ...subject, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files, complaints };
}

/**
 * Sizes of all subjects until the first interaction, on pages in this language.
 * @throws when there is no Chromium
 */
export async function measure(language = 'ru', wanted: readonly Subject[] = subjects): Promise<Measured[]> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const pages = (path: string, origin: string): string | null => {
    const subject = subjects.find(({ name }) => path === `/size/${name}`);
    return subject ? html(subject, language, origin) : null;
  };
  const server = await startServer({ pages });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const all: Measured[] = [];
    for (const subject of wanted)
      all.push(await measurePage(browser, `${server.origin}/size/${subject.name}`, subject));
    return all;
  } finally {
    await browser.close();
    await server.close();
  }
}
