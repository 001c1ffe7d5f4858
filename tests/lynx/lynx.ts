import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findLynx } from '../../scripts/machine.mjs';

const options = [
  '-cfg=/dev/null',
  '-dump',
  '-nolist',
  '-width=80',
  '-assume_charset=utf-8',
  '-display_charset=utf-8',
  '-nopause',
];

/**
 * A page as lynx writes it.
 * @param form what a form posts, by lynx itself
 * @throws Error with what lynx said
 */
export async function dump(url: string, form?: Record<string, string>): Promise<string> {
  const lynx = findLynx();
  if (!lynx) throw new Error('no lynx here');
  const child = spawn(lynx, [...options, ...(form ? ['-post_data'] : []), url], {
    // Nothing of the person's own: settings, cookies, a proxy.
    env: { PATH: process.env.PATH, HOME: '/nonexistent', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
  });
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
