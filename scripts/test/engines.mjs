// The browsers that the widgets' tests run in, one a run: OTKLIK_ENGINE says which, Chromium without it.
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArguments, findBrowser, findFirefox } from '../machine.mjs';
import { WebKitLauncher } from './webkit-launcher.mjs';

/** @typedef {import('@web/test-runner').BrowserLauncher} Launcher */

/** @param {string | null} path @param {string} words @returns {string} */
function needed(path, words) {
  if (!path) throw new Error(words);
  return path;
}

const launchers = {
  chromium: () => {
    const executablePath = needed(findBrowser(), 'No Chromium here: install it, or name it in CHROME_PATH.');
    return chromeLauncher({ launchOptions: { executablePath, headless: true, args: browserArguments } });
  },
  firefox: () => {
    const executablePath = needed(findFirefox(), 'No Firefox here: install it, or name it in FIREFOX_PATH.');
    const launcher = chromeLauncher({ launchOptions: { browser: 'firefox', executablePath, headless: true } });
    launcher.name = 'Firefox';
    return launcher;
  },
  webkit: () => new WebKitLauncher(),
};

/** @returns {Launcher} */
export function engineAsked() {
  const name = process.env.OTKLIK_ENGINE ?? 'chromium';
  if (!Object.hasOwn(launchers, name)) {
    throw new Error(`OTKLIK_ENGINE is ${name}; there are: ${Object.keys(launchers).join(', ')}.`);
  }
  return launchers[/** @type {keyof typeof launchers} */ (name)]();
}
