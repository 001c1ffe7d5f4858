import { startWebKit } from './webkit.mjs';
import { WebDriver } from './webdriver.mjs';

/**
 * web-test-runner's browser that is WebKitGTK, one page at a time.
 * @implements {Launcher}
 * @typedef {import('@web/test-runner').BrowserLauncher} Launcher
 */
export class WebKitLauncher {
  name = 'WebKit';
  /** The runner's command that presses keys asks for it. */
  type = 'webdriver';
  concurrency = 1;
  /** @type {Map<string, string>} */
  #urls = new Map();
  /** @type {Awaited<ReturnType<typeof startWebKit>> | undefined} */
  #started;
  /** @type {WebDriver | undefined} */
  #driver;

  /** @param {string} id @param {string} url */
  async startSession(id, url) {
    this.#urls.set(id, url);
    this.#started ??= await startWebKit();
    this.#driver ??= await WebDriver.open(this.#started.url, this.#started.capabilities);
    await this.#driver.navigate(url);
  }

  /** @param {string} id */
  isActive(id) {
    return this.#urls.has(id);
  }

  /** @param {string} id */
  getBrowserUrl(id) {
    return this.#urls.get(id);
  }

  /** @param {string} id */
  async stopSession(id) {
    this.#urls.delete(id);
    try {
      // Ends whatever the page is still doing.
      await this.#driver?.navigate('about:blank');
    } catch (error) {
      // Its browser is gone: the next page gets another.
      this.#driver = undefined;
      throw error;
    }
    return {};
  }

  /** @param {string} _id @param {string[]} names */
  sendKeys(_id, names) {
    return this.#driver?.press(names);
  }

  /** @returns {Promise<never>} */
  startDebugSession() {
    return Promise.reject(new Error('There is no window of WebKit to debug in.'));
  }

  async stop() {
    await this.#driver?.close().catch(() => undefined);
    this.#started?.stop();
  }
}
