// A browser through WebDriver classic (https://www.w3.org/TR/webdriver2/): what of it tests need.

/** Keys by their names, as code points (17.4.2); any other key is the character that it types. */
const keys = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
});

export class WebDriver {
  /** @type {string} */
  #session;

  /** @param {string} session its address */
  constructor(session) {
    this.#session = session;
  }

  /** @param {string} url of the driver @param {Record<string, unknown>} capabilities */
  static async open(url, capabilities) {
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = /** @type {{ sessionId: string }} */ (await call(`${url}/session`, body));
    return new WebDriver(`${url}/session/${sessionId}`);
  }

  /** @param {string} url */
  async navigate(url) {
    await call(`${this.#session}/url`, { url });
  }

  /** @param {string} script body of a function @returns {Promise<unknown>} what it returns */
  execute(script) {
    return call(`${this.#session}/execute/sync`, { script, args: [] });
  }

  /** Presses one after the other. @param {string[]} names */
  async press(names) {
    const actions = names.flatMap((name) => ['keyDown', 'keyUp'].map((type) => ({ type, value: keys[name] ?? name })));
    await call(`${this.#session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async close() {
    await call(this.#session, undefined, 'DELETE');
  }
}

/** @param {string} url @param {unknown} body @param {string} [method] @returns {Promise<unknown>} */
async function call(url, body, method = 'POST') {
  const answer = await fetch(url, { method, body: body === undefined ? null : JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await answer.json());
  if (!answer.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}
