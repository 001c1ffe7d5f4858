// WebKitGTK under a display of its own: its driver (WebDriver classic) on a port of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findWebKit } from '../machine.mjs';
import { freePort } from './free-port.mjs';

/** @param {string} url of the driver */
async function ready(url) {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    const answer = await fetch(`${url}/status`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error('WebKitWebDriver did not answer within 30 seconds.');
}

/**
 * What a client of WebDriver needs; display and driver end with `stop`, and with this process at the latest.
 * @returns {Promise<{ url: string, capabilities: Record<string, unknown>, stop(): void }>}
 */
export async function startWebKit() {
  const webkit = findWebKit();
  if (!webkit) throw new Error('No WebKitGTK here: install webkit2gtk-driver and xvfb.');
  /** @type {import('node:child_process').ChildProcess[]} */
  const started = [];
  const stop = () => started.forEach((child) => child.kill());
  process.once('exit', stop);
  try {
    const screen = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const display = spawn(webkit.display, screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    started.push(display);
    const gone = once(display, 'exit').then(() => Promise.reject(new Error('Xvfb ended at its start.')));
    const [bytes] = await Promise.race([
      once(/** @type {import('node:stream').Readable} */ (display.stdio[3]), 'data'),
      gone,
    ]);
    gone.catch(() => undefined);
    const port = await freePort();
    started.push(
      spawn(webkit.driver, [`--port=${port}`], {
        stdio: 'ignore',
        // Nothing of the machine's own desktop: neither its accessibility bus nor a graphics card.
        env: { ...process.env, DISPLAY: `:${String(bytes).trim()}`, NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
      }),
    );
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    const capabilities = {
      browserName: 'MiniBrowser',
      pageLoadStrategy: 'none',
      'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
    };
    return { url, capabilities, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
