import { chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../../scripts/machine.mjs';
import { webmaster, type WordPress } from './site.ts';

/** What a webmaster does in WordPress, in a browser. */
export interface Editor {
  /** A page with one block, by the name that the editor has for it, what was copied pasted into it; its public address. */
  publish(title: string, block: 'Custom HTML' | 'Shortcode', copied: string): Promise<string>;
  /** Takes another of the themes that are there. */
  activate(theme: string): Promise<void>;
  /** Addresses of other servers that it asked for something. */
  foreign: readonly string[];
  close(): Promise<void>;
}

async function publish(page: Page, title: string, block: string, copied: string): Promise<string> {
  await page.goto('/wp-admin/post-new.php?post_type=page');
  await page.getByRole('textbox', { name: 'Add title' }).fill(title);
  await page.keyboard.press('Enter');
  await page.keyboard.type(`/${block.toLowerCase()}`);
  await page.getByRole('option', { name: block }).waitFor();
  await page.keyboard.press('Enter');
  const inside = page.getByRole('document', { name: `Block: ${block}` }).getByRole('textbox');
  await inside.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), copied);
  await page.keyboard.press('Control+V');
  if ((await inside.inputValue()) !== copied) throw new Error('what was pasted isn’t there');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page
    .getByRole('region', { name: 'Editor publish' })
    .getByRole('button', { name: 'Publish', exact: true })
    .click();
  const link = page.getByRole('region', { name: 'Editor publish' }).getByRole('link', { name: 'View Page' });
  return (await link.getAttribute('href')) ?? '';
}

/** Logged in as its administrator. */
export async function openEditor({ origin }: WordPress): Promise<Editor> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const alone = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  const browser = await chromium.launch({ executablePath, args: [...browserArguments, alone] });
  const page = await browser.newPage({ baseURL: origin, permissions: ['clipboard-read', 'clipboard-write'] });
  page.setDefaultTimeout(40_000);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(origin)) foreign.push(request.url());
  });
  await page.goto('/wp-login.php');
  await page.locator('[name=log]').fill(webmaster.name);
  await page.locator('[name=pwd]').fill(webmaster.password);
  await page.locator('[name=pwd]').press('Enter');
  await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
  return {
    publish: (...all) => publish(page, ...all),
    activate: async (theme) => {
      await page.goto('/wp-admin/themes.php');
      await page.getByRole('link', { name: `Activate ${theme}` }).click();
      await page.getByText('New theme activated').waitFor();
    },
    foreign,
    close: () => browser.close(),
  };
}
