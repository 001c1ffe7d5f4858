import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import type { World } from './world.ts';

const names = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];

/** A host page on a server of its own, under exactly the policy of the README. */
function hostPage(backend: string): Server {
  const policy = [
    "default-src 'none'",
    `script-src ${backend}`,
    `connect-src ${backend}`,
    `img-src ${backend}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html otklik 'allow-duplicates'",
  ].join('; ');
  const tags = names.map((name) => {
    const survey = name === 'survey' || name === 'results' ? ' survey="information-access"' : '';
    return `<otklik-${name} backend="${backend}" agency="housing"${survey}><a href="${backend}/housing/${name}">Запасная ссылка ${name}</a></otklik-${name}>`;
  });
  return createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policy);
    response.end(`<!doctype html><html lang="ru"><title>Чужой сайт</title><link rel="icon" href="${backend}/v1/icon.svg">
<script type="module" src="${backend}/v1/otklik.js"></script>${tags.join('')}</html>`);
  });
}

export function embeddingSuite(world: () => World): void {
  let host: Server | undefined;
  let port = 0;
  before(async () => {
    const at = new URL(world().origin).port;
    host = hostPage(`http://back.localhost:${at}`);
    await new Promise<void>((done) => host?.listen(0, done));
    const address = host.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  const others: Server[] = [];
  after(() => {
    for (const server of [host, ...others]) {
      server?.closeAllConnections();
      server?.close();
    }
  });

  test('on a page of another origin, under the README’s policy: every widget works', async () => {
    const { page, complaints } = await world().open(`http://portal.localhost:${port}/`);
    await page.getByRole('heading', { name: 'Задать вопрос' }).waitFor();
    await page.waitForLoadState('networkidle');
    for (const name of names) {
      assert.ok(
        await page
          .locator(`otklik-${name}`)
          .evaluate((element) => !!element.shadowRoot?.querySelector('.o')?.checkVisibility()),
        name,
      );
      assert.equal(await page.getByText(`Запасная ссылка ${name}`).isVisible(), false, name);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('files come compressed with brotli, and from any origin', async () => {
    const response = await fetch(`${world().origin}/v1/otklik.js`, {
      headers: { 'Accept-Encoding': 'br', Origin: 'https://portal.example' },
    });
    assert.equal(response.headers.get('content-encoding'), 'br');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    for (const name of names) assert.equal((await fetch(`${world().origin}/v1/${name}.js`)).status, 200, name);
  });

  test('on a plain-http page feed and channels work, the others keep their fallback link', async () => {
    const at = new URL(world().origin).port;
    const plain = hostPage(`http://back.test:${at}`);
    await new Promise<void>((done) => plain.listen(0, done));
    const address = plain.address();
    others.push(plain);
    const { page, complaints } = await world().open(
      `http://portal.test:${typeof address === 'object' && address ? address.port : 0}/`,
    );
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await page.locator('otklik-feed').getByRole('article').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const name of names) {
      const works = name === 'feed' || name === 'channels';
      assert.equal(await page.getByText(`Запасная ссылка ${name}`).isVisible(), !works, name);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}
