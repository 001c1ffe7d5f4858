import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLynx } from '../../scripts/machine.mjs';

const options = ['-cfg=/dev/null', '-assume_charset=utf-8', '-display_charset=utf-8', '-nopause'];
// Nothing of the person's own: settings, cookies, a proxy.
const environment = { PATH: process.env.PATH, HOME: '/nonexistent', LC_ALL: 'C.UTF-8' };

/**
 * A page as lynx writes it.
 * @param form what a form posts, by lynx itself
 * @param more further options: `-number_fields` gives links and fields the numbers of their order
 * @throws Error with what lynx said
 */
export async function dump(url: string, form?: Record<string, string>, more: string[] = []): Promise<string> {
  const lynx = findLynx();
  if (!lynx) throw new Error('no lynx here');
  const how = ['-dump', '-nolist', '-width=80', ...more, ...(form ? ['-post_data'] : [])];
  const child = spawn(lynx, [...options, ...how, url], { env: { ...environment, TERM: 'dumb' } });
  const out: Buffer[] = [];
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  // A line of three dashes ends it.
  child.stdin.end(form ? `${new URLSearchParams(form).toString()}\n---\n` : '');
  await once(child, 'close');
  const text = Buffer.concat(out).toString();
  // It ends with 1 too when a page says what is wrong, by a status of 400 or more.
  if (!text.trim()) throw new Error(`lynx ended with ${child.exitCode}: ${said}`);
  return text;
}

/** Down to the next link or field, so many times. */
export const down = (times: number): string[] => Array<string>(times).fill('Down Arrow');
/** Opens, chooses, sends. */
export const enter = '^J';

/**
 * Opens a page, presses keys as lynx's own log of keys names them, and quits. The screen is so high that
 * nothing of a page is beneath it.
 */
export async function press(url: string, keys: string[]): Promise<void> {
  const lynx = findLynx();
  if (!lynx) throw new Error('no lynx here');
  const folder = mkdtempSync(join(tmpdir(), 'otklik-lynx-'));
  try {
    const script = join(folder, 'keys');
    writeFileSync(script, [...keys, 'q', 'y'].map((key) => `key ${key}\n`).join(''));
    const child = spawn(lynx, [...options, `-cmd_script=${script}`, url], {
      env: { ...environment, TERM: 'vt100', LINES: '600', COLUMNS: '100' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'close');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
