import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../scripts/test/free-port.mjs';
import { openWorld, type World } from '../e2e/world.ts';
import { engines, type Engine, type Tab } from './tab.ts';

/** The server behind a door that keeps one file back until it is let go: a bad line, at the worst moment. */
interface Door {
  origin: string;
  hold(): void;
  release(): void;
  close(): void;
}

async function doorTo(origin: string, kept: string): Promise<Door> {
  let held = Promise.resolve();
  let release = (): void => undefined;
  const port = await freePort();
  const server: Server = createServer((incoming, outgoing) => {
    void (incoming.url?.startsWith(kept) ? held : Promise.resolve()).then(() => {
      const { method = 'GET', headers } = incoming;
      const onward = request(origin + (incoming.url ?? ''), { method, headers }, (answer) => {
        // What a browser has kept it doesn't ask for, and what isn't asked for can't be kept back.
        outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'cache-control': 'no-store' });
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
  });
  await new Promise<void>((done) => server.listen(port, done));
  return {
    origin: `http://localhost:${port}`,
    hold: () => void (held = new Promise((done) => (release = done))),
    release: () => release(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Runs in the page: the control of a name in the widget's shadow root. */
const inWidget = (tag: string, name: string): string =>
  `document.querySelector('otklik-${tag}').shadowRoot.querySelector('[name="${name}"]')`;

for (const { name: engine, open } of engines) {
  describe(`hydration in ${engine}`, () => {
    let world: World;
    let door: Door;
    let browser: Engine;

    before(async () => {
      world = await openWorld();
      door = await doorTo(world.origin, '/v1/hosted.js');
      browser = await open();
    });
    after(async () => {
      await browser.close();
      door.close();
      await world.close();
    });

    /** A page whose script is on its way. */
    async function early(path: string, shown: string): Promise<Tab> {
      const page = await browser.tab();
      door.hold();
      page.go(door.origin + path);
      const there = (): Promise<unknown> => page.evaluate(`location.pathname === '${path}' && ${shown}`);
      while (!(await there().catch(() => false))) await new Promise((done) => setTimeout(done, 50));
      return page;
    }
    const alive = async (page: Tab, tag: string): Promise<void> => {
      door.release();
      const element = `document.querySelector('otklik-${tag}')`;
      await page.until(`${element}.late && ${element}.hasUpdated`);
    };

    const at = (name: string): string => inWidget('consultation', name);
    /** The form's main button; then that is said, on the same page: the form is alive and doesn't post itself. */
    const pressed = async (page: Tab, words: string): Promise<void> => {
      const root = `document.querySelector('otklik-consultation').shadowRoot`;
      await page.evaluate(`{ window.same = true; ${root}.querySelector('button.main').click(); }`);
      await page.until(`${root}.textContent.includes('${words}')`);
      assert.equal(await page.evaluate('window.same'), true);
    };
    it('keeps the nodes of the consultation, and all that was typed and chosen before', async () => {
      const page = await early('/housing/consultation', `!!${at('question')}`);
      await page.evaluate(`{
        const root = document.querySelector('otklik-consultation').shadowRoot;
        window.before = [...root.querySelectorAll('input, select, textarea, button, label, h2, p')];
        root.querySelector('#consultation').click();
        root.querySelector('.post input').click();
        ${at('topic')}.selectedIndex = 3;
      }`);
      for (const [name, text] of [
        ['applicant.name', 'Анна Примерова 🏠'],
        ['question', 'Напечатано до загрузки'],
        ['contact.postalAddress.post', '000000, г. Примерск'],
      ] as const) {
        await page.evaluate(`${at(name)}.focus()`);
        await page.type(text);
      }
      await page.evaluate(`${at('question')}.focus()`);
      await alive(page, 'consultation');
      const found = await page.evaluate(`(() => {
        const root = document.querySelector('otklik-consultation').shadowRoot;
        return {
          kept: window.before.every((node) => node.getRootNode() === root),
          name: ${at('applicant.name')}.value,
          question: ${at('question')}.value,
          address: ${at('contact.postalAddress.post')}.value,
          topic: ${at('topic')}.selectedIndex,
          need: root.querySelector('[name=need]:checked').value,
          reply: root.querySelector('[name=replyForm]:checked').value,
          focus: root.activeElement.name,
        };
      })()`);
      assert.deepEqual(found, {
        ...{
          kept: true,
          name: 'Анна Примерова 🏠',
          question: 'Напечатано до загрузки',
          address: '000000, г. Примерск',
        },
        ...{ topic: 3, need: 'consultation', reply: 'post', focus: 'question' },
      });
      await pressed(page, 'Проверьте перед отправкой');
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    // Extensions and proxies that change pages: one that leaves no comment leaves nothing to begin with.
    for (const [lost, kept] of [
      ['most', 3],
      ['all', 0],
    ] as const) {
      it(`makes a form anew, with what was typed, that has lost ${lost} of its comments before`, async () => {
        const page = await early('/housing/consultation', `!!${at('question')}`);
        await page.evaluate(`{
          const root = document.querySelector('otklik-consultation').shadowRoot;
          root.querySelector('.post input').click();
          ${at('question')}.value = 'Напечатано до загрузки';
          ${at('topic')}.selectedIndex = 3;
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
          const comments = [];
          while (walker.nextNode()) comments.push(walker.currentNode);
          for (const comment of comments.slice(${kept})) comment.remove();
        }`);
        await alive(page, 'consultation');
        const found = await page.evaluate(`(() => {
          const root = document.querySelector('otklik-consultation').shadowRoot;
          return {
            forms: root.querySelectorAll('form').length,
            question: ${at('question')}.value,
            topic: ${at('topic')}.selectedIndex,
            reply: root.querySelector('[name=replyForm]:checked').value,
            need: root.querySelector('[name=need]:checked').value,
          };
        })()`);
        assert.deepEqual(found, {
          ...{ forms: 1, question: 'Напечатано до загрузки', topic: 3, reply: 'post', need: 'information' },
        });
        await pressed(page, 'Исправьте');
        assert.deepEqual(await page.errors(), []);
        await page.close();
      });
    }

    it('keeps the nodes of the case, and the code that was typed before', async () => {
      const code = inWidget('case', 'code');
      const page = await early('/housing/case', `!!${code}`);
      await page.evaluate(`window.before = ${code}`);
      await page.evaluate(`${code}.focus()`);
      await page.type('7KQ4-M2XD');
      await alive(page, 'case');
      assert.equal(await page.evaluate(`${code} === window.before && ${code}.value`), '7KQ4-M2XD');
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it('keeps the nodes of a survey in steps and what was answered before; only then what isn’t asked now goes', async () => {
      const at = (field: string): string => inWidget('survey', field);
      const page = await early('/trial/survey/every-kind', `!!${at('q.improve')}`);
      await page.evaluate(`{
        const root = document.querySelector('otklik-survey').shadowRoot;
        window.before = [...root.querySelectorAll('input, textarea, button.main, label, legend, h2, h3, table, progress')];
        root.querySelector('[name="q.found"][value=no]').click();
        root.querySelector('[name="q.channels"][value=phone]').click();
        ${at('q.improve')}.value = 'Напечатано до загрузки';
        root.querySelector('[name="q.found"][value=no]').focus();
      }`);
      await alive(page, 'survey');
      const shown = (
        title: string,
      ): string => `[...document.querySelector('otklik-survey').shadowRoot.querySelectorAll('section')]
        .find((one) => one.textContent.includes('${title}')).checkVisibility()`;
      await page.until(`!${shown('Чего не хватило')}`);
      const found = await page.evaluate(`(() => {
        const root = document.querySelector('otklik-survey').shadowRoot;
        return {
          kept: window.before.every((node) => node.getRootNode() === root),
          checked: [...root.querySelectorAll(':checked')].map(({ value }) => value),
          text: ${at('q.improve')}.value,
          focus: root.activeElement?.value,
          step: root.querySelector('progress').getAttribute('aria-label'),
        };
      })()`);
      assert.deepEqual(found, {
        kept: true,
        checked: ['phone', 'no'],
        text: 'Напечатано до загрузки',
        focus: 'no',
        step: 'Шаг 1 из 4',
      });
      await page.evaluate(
        `document.querySelector('otklik-survey').shadowRoot.querySelector('.actions .main:not([hidden] *)').click()`,
      );
      await page.until(shown('Чего не хватило'));
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });
  });
}
