import assert from 'node:assert/strict';
import { createServer as httpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

let vite: ViteDevServer;
let origin = '';
const http = httpServer((request, response) => vite.middlewares(request, response));
before(async () => {
  vite = await createServer({
    configFile: fileURLToPath(new URL('../vite.config.mjs', import.meta.url)),
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
after(async () => {
  http.close();
  http.closeAllConnections();
  await vite.close();
});

async function get(path: string): Promise<{ text: string; type: string; policy: string }> {
  const response = await fetch(origin + path);
  assert.equal(response.status, 200, path);
  const header = (name: string): string => response.headers.get(name) ?? '';
  return { text: await response.text(), type: header('content-type'), policy: header('content-security-policy') };
}

test('the page that makes the code for a site is there without a server, its frames with the back end of each page', async () => {
  const page = await get('/demo/configurator.html?widget=channels');
  assert.match(page.type, /^text\/html/);
  assert.match(page.policy, /^default-src 'none'; script-src 'self'/);
  assert.match(page.text, /&#60;otklik-channels backend=/);
  assert.match((await get('/demo/configurator/page.css')).type, /^text\/css/);
  const frame = await get('/demo/configurator/preview.html?widget=channels');
  assert.match(frame.text, new RegExp(`src="${origin}/v1/channels.js"`));
  assert.match((await get('/v1/channels.js')).text, /startMock/);
});
