import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { focusedName, type World } from '../e2e/world.ts';

/** Why nobody would know where the focus is, or was between two keys; nothing when all is well. */
const unseen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const watched = window as typeof window & { lostFocus?: string[] };
    if (!watched.lostFocus) {
      const lost: string[] = (watched.lostFocus = []);
      let before = '';
      const watch = (): void => {
        const { activeElement } = document;
        const now = activeElement && activeElement !== document.body ? activeElement.localName : '';
        if (before && !now) lost.push(`lost by ${before} for a moment`);
        before = now;
        requestAnimationFrame(watch);
      };
      watch();
    }
    if (watched.lostFocus[0]) return watched.lostFocus[0];
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (!focused || focused === document.body || focused === document.documentElement) return 'nowhere';
    // The ring of a control that can't be seen itself is drawn around its label.
    const ringed = [focused, focused.closest('label')].find((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    if (!ringed) return 'without a ring';
    const { top, bottom, left, right, width, height } = ringed.getBoundingClientRect();
    if (!width || !height) return 'without a size';
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return 'out of sight';
    return '';
  });

/** Until nothing scrolls any more: what keys have set going runs on after them, and would take a focus out of sight. */
export const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let [at, frames] = [scrollY, 0]; frames < 12; frames++) {
      await new Promise(requestAnimationFrame);
      if (scrollY !== at) [at, frames] = [scrollY, 0];
    }
  });

/** A person who has nothing but a keyboard: each key is followed by a look at where the focus is. */
export class Keyboard {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
    // Playwright takes the dialogs over as long as somebody listens.
    page.on('filechooser', () => undefined);
  }

  /** The focus is somewhere, and is seen there. What a key sets going may take it along, so it has a moment. */
  async look(after: string): Promise<void> {
    const until = Date.now() + 3000;
    let wrong = await unseen(this.page);
    while (wrong && Date.now() < until) {
      await this.page.waitForTimeout(50);
      wrong = await unseen(this.page);
    }
    assert.equal(wrong, '', `focus ${wrong} after ${after}: ${(await focusedName(this.page)).slice(0, 100)}`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.look(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.look(text);
  }

  /** On to what fits, by one key. */
  async to(wanted: RegExp, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab', most = 80): Promise<void> {
    for (let pressed = 0; pressed < most; pressed++) {
      await this.press(key);
      if (wanted.test(await focusedName(this.page))) return;
    }
    assert.fail(`no focus on ${wanted.source} after ${most} times ${key}`);
  }

  /** Presses what has the focus, and is led to a heading. */
  async leads(heading: string | RegExp, key = 'Enter'): Promise<void> {
    await atRest(this.page);
    await this.page.keyboard.press(key);
    await this.page.getByRole('heading', { name: heading }).first().waitFor();
    await this.look(`${key}, to ${String(heading)}`);
    const name = await focusedName(this.page);
    assert.ok(typeof heading === 'string' ? name.includes(heading) : heading.test(name), name.slice(0, 100));
  }

  /** Presses what has the focus, and gets a file. The focus stays. */
  async takes(name: RegExp): Promise<void> {
    const before = await focusedName(this.page);
    const waiting = this.page.waitForEvent('download');
    await this.press('Enter');
    assert.match((await waiting).suggestedFilename(), name);
    assert.equal(await focusedName(this.page), before);
  }

  async choose(key: string, name: string, text: string): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press(key)]);
    await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await this.look(`choosing ${name}`);
  }

  /** Into the form of the case, to what a code opens. */
  async open(secret: string, heading: RegExp): Promise<void> {
    await this.to(/^input Код из квитанции/);
    await this.type(secret);
    await this.leads(heading);
  }
}

export interface Sitting {
  keys: Keyboard;
  page: Page;
  complaints: string[];
}

/** Opens a page with a heading, for somebody at its top. */
export const atKeyboard =
  (world: () => World) =>
  async (path: string, heading: string): Promise<Sitting> => {
    const { page, complaints } = await world().open(path);
    await page.getByRole('heading', { name: heading, level: 2 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    return { keys: new Keyboard(page), page, complaints };
  };
