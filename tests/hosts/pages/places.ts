// Where widgets may come to stand: moved about, in a frame, on a page that changes without being loaded anew, twice.
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'puppeteer-core';
import { script, type HostPage } from '../page.ts';
import { rendered, widgets } from '../using.ts';
import { body, calmSheet, wholePage } from './content.ts';

const calm = (backend: string, after = ''): string =>
  wholePage(`<style>${calmSheet}</style>${script(backend)}`, backend, { after });

/** What is read in every widget, and typed. */
const told = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('[backend]')].map(({ shadowRoot }) => {
      const fields = [...(shadowRoot?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])];
      return [
        shadowRoot?.querySelector<HTMLElement>('.o')?.innerText,
        ...fields.map(({ value, checked }) => `${value} ${checked}`),
      ].join();
    }),
  );

/** Every widget is moved to another place, taken out, put back, and all of it while something is typed. */
export const moved: HostPage = {
  name: 'moved',
  html: calm,
  before: async ({ checks, engine, frame }) => {
    await frame.evaluate(() => {
      const question = document
        .querySelector('otklik-consultation')
        ?.shadowRoot?.querySelector<HTMLTextAreaElement>('[name=question]');
      if (question) question.value = 'Напечатано';
    });
    const before = await told(frame);
    await frame.evaluate(async () => {
      const pause = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
      for (const element of document.querySelectorAll('[backend]')) {
        const { parentElement: home, nextSibling } = element;
        document.getElementById('footer')?.append(element);
        await pause();
        element.remove();
        await pause();
        home?.insertBefore(element, nextSibling);
        home?.insertBefore(element, nextSibling);
        await pause();
      }
    });
    checks.equal(`${engine}: moved, all that was shown and typed is kept`, await told(frame), before);
    await frame.evaluate(() => {
      const question = document
        .querySelector('otklik-consultation')
        ?.shadowRoot?.querySelector<HTMLTextAreaElement>('[name=question]');
      if (question) question.value = '';
    });
  },
};

const frameOf = async (page: Page): Promise<Frame> => {
  const element = await page.waitForSelector('iframe');
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('no frame');
  return frame;
};
const framed = (name: string, attributes: string): HostPage => ({
  name,
  html: () =>
    `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Служба</title></head><body><h1>Служба</h1><iframe src="/inside" ${attributes} width="1000" height="7000"></iframe></body></html>`,
  files: (path, backend) => (path === '/inside' ? { body: calm(backend) } : null),
  frameOf,
  // The page itself has no script of ours.
  compared: false,
});
export const inFrame = framed('frame', '');
/** Of no origin: nothing may be kept in the browser, nothing is sent with an origin. */
export const inSandbox = framed('sandbox', 'sandbox="allow-scripts allow-forms"');

/** A page whose parts come and go: by innerHTML, by elements made in code, by attributes that change. */
export const single: HostPage = {
  name: 'single',
  html: calm,
  before: async ({ checks, engine, frame, backend }) => {
    await frame.evaluate(
      (inside, tags, backend) => {
        const main = document.getElementById('main');
        if (!main) throw new Error('no main');
        for (const one of tags) {
          history.pushState({}, '', `/?page=${one}`);
          main.innerHTML = '<p>Загружается</p>';
          const element = document.createElement(`otklik-${one}`);
          element.setAttribute('backend', backend);
          element.setAttribute('agency', 'housing');
          element.setAttribute('survey', 'information-access');
          main.append(element);
          element.setAttribute('lang', 'en');
          element.remove();
        }
        history.pushState({}, '', '/');
        document.body.innerHTML = inside;
      },
      body(backend),
      [...widgets],
      backend,
    );
    await rendered(frame);
    const left = await frame.evaluate(() => document.querySelectorAll('[backend]').length);
    checks.equal(`${engine}: after the last navigation each stands there once`, left, widgets.length);
  },
};

const { version } = JSON.parse(
  readFileSync(new URL('../../../packages/widgets/package.json', import.meta.url), 'utf8'),
) as { version: string };

/** The library of now and one of a named version, as two teams of one site bring them. */
export const twice: HostPage = {
  name: 'twice',
  html: (backend) => calm(backend, `<script type="module" src="${backend}/v${version}/otklik.js"></script>`),
  expected: /^warn(ing)?: otklik: <otklik-\w+> is registered already by another copy of the library$/,
};

/** A page of the encoding that Russian sites had, said by its meta alone. */
const cyrillic = new Map(
  [...'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'].map((letter, at) => [letter, 0xc0 + at]),
);
for (const [letter, code] of [
  ['Ё', 0xa8],
  ['ё', 0xb8],
  ['№', 0xb9],
  ['–', 0x96],
  ['©', 0xa9],
  ['«', 0xab],
  ['»', 0xbb],
  ['’', 0x92],
] as const)
  cyrillic.set(letter, code);
export const windows1251: HostPage = {
  name: 'windows1251',
  html: (backend) => calm(backend).replace('charset="utf-8"', 'charset="windows-1251"'),
  encode: (html) =>
    Uint8Array.from([...html], (letter) => {
      const code = cyrillic.get(letter) ?? letter.codePointAt(0) ?? 0;
      if (code > 0xff) throw new Error(`“${letter}” isn’t in windows-1251`);
      return code;
    }),
  headers: () => ({ 'Content-Type': 'text/html' }),
  before: async ({ checks, engine, frame }) => {
    const is = await frame.evaluate(() => [document.characterSet, document.querySelector('h1')?.textContent]);
    checks.equal(`${engine}: the page is read in its encoding`, is, ['windows-1251', 'Служба жилищного надзора']);
    const title = await frame.evaluate(
      () => document.querySelector('otklik-feed')?.shadowRoot?.querySelector('h2')?.textContent,
    );
    checks.equal(`${engine}: ours in ours`, title, 'Информация о нашей работе');
  },
};
