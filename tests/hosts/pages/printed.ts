// A page on paper: what has been done with the widgets stays readable, what one would press isn't there.
import { fileURLToPath } from 'node:url';
import type { Frame } from 'puppeteer-core';
import { script, type HostPage, type Place } from '../page.ts';
import { misplaced } from '../using.ts';
import { calmSheet, wholePage } from './content.ts';

const shots = fileURLToPath(new URL('../../shots/hosts', import.meta.url));

/** Of paper of A4 between its margins, CSS pixels. */
const paper = { width: 718, height: 1046 };

/** What is seen of a widget. */
const read = (frame: Frame, widget: string): Promise<string> =>
  frame.evaluate(
    (tag) => document.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>('.o')?.innerText ?? '',
    `otklik-${widget}`,
  );

/** What is seen and can't be used there. A form with what was typed is something to have on paper. */
const useless = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('[backend]')].flatMap(({ localName, shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll<HTMLElement>('button, [part~=button], progress, [type=file], #need') ?? [])]
        .filter((one) => one.checkVisibility())
        .map((one) => `${localName}: ${one.localName} ${one.innerText}`),
    ),
  );

const held = (text: string, wanted: readonly RegExp[]): string[] =>
  wanted.filter((one) => !one.test(text)).map((one) => `${one.source} isn’t in ${text.slice(0, 300)}`);

/** Links to other places of which the address isn't seen; what else one would press, a number to dial, isn't there. */
const unaddressed = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const links = document.querySelector('otklik-channels')?.shadowRoot?.querySelectorAll('a[data-id], .note a[href]');
    const told = [...(links ?? [])].map((one) => ({
      href: one.getAttribute('href') ?? '',
      seen: one.checkVisibility() ? getComputedStyle(one, '::after').content : '',
    }));
    const [some, dialled] = [/^http/, /^tel:/].map((kind) => told.some(({ href }) => kind.test(href)));
    const wrong = told.filter(({ href, seen }) => (href.startsWith('http') ? !seen.includes(href) : seen !== ''));
    return some && dialled ? wrong.map(({ href, seen }) => `${href}: ${seen}`) : ['nothing to judge by'];
  });

/** Looks at the page as it is on paper. Puppeteer has no other media for Firefox. */
const onPaper =
  (when: string, missing: (place: Place) => Promise<string[]>) =>
  async (place: Place): Promise<void> => {
    const { checks, engine, page, frame } = place;
    if (engine === 'firefox') return;
    const screen = page.viewport();
    await page.setViewport(paper);
    await page.emulateMediaType('print');
    checks.check(`${engine}, ${when}, on paper: nothing to press`, await useless(frame));
    checks.check(`${engine}, ${when}, on paper: nothing is cut off`, await misplaced(frame));
    checks.check(`${engine}, ${when}, on paper: what it is for is there`, await missing(place));
    await page.screenshot({ path: `${shots}/printed-${engine}-${when}-paper.png`, fullPage: true });
    await page.emulateMediaType();
    if (screen) await page.setViewport(screen);
  };

export const printed: HostPage = {
  name: 'printed',
  html: (backend) =>
    wholePage(
      `<style>${calmSheet} @media print { #header a { display: none; } .section { margin: 0 0 24px; } }</style>${script(backend)}`,
      backend,
    ),
  before: onPaper('untouched', ({ frame }) => unaddressed(frame)),
  after: onPaper('used', async ({ frame, backend }) => [
    ...held(await read(frame, 'consultation'), [
      /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/,
      /Ответим не позднее/,
      new RegExp(`откройте ${backend}/housing/case`),
    ]),
    ...held(await read(frame, 'case'), [/Когда починят крышу\?/, /последний день для ответа/]),
    ...held(await read(frame, 'channels'), [/8 \(000\) 000-00-00/, /пн–пт/]),
    ...held(await read(frame, 'results'), [/Ответ\s+Ответов\s+Доля/]),
  ]),
};
