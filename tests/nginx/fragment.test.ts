// Widgets in the HTML of other sites' pages, by the examples of docs/fragments: nginx's includes and PHP, for real.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { findPhp } from '../../scripts/machine.mjs';
import { freePort } from '../../scripts/test/free-port.mjs';
import { content } from '../support/content.ts';
import { adapted, example, include, startNginx, type Site } from './sites.ts';

const run = promisify(execFile);

let world: World;
let server: string;
let site: Site;

before(async () => {
  world = await openWorld([content]);
  const app = await world.app({
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
  server = await app.listen({ port: 0, host: '127.0.0.1' });
  site = await startNginx(join(world.folder, 'nginx'), server, {
    page: include(server, 'channels'),
    none: include(server, 'publications/none'),
  });
});
after(async () => {
  await site.stop();
  await world.close();
});

const link = /<p><a href="[^"]+\/housing\/channels">Каналы связи<\/a><\/p>/;

test('nginx puts the element into a page, whole, and tells the service nothing of the visitor', async () => {
  const headers = { cookie: 'session=1', 'accept-encoding': 'gzip, br' };
  const html = await (await fetch(`${site.origin}/page.html`, { headers })).text();
  assert.match(html, /^<!doctype html>.*<h1>Наш сайт<\/h1>/);
  assert.ok(html.includes(`backend="${server}" agency="housing"`));
  assert.match(html, /<template shadowroot[^>]*>.*Справочный телефон/s);
  assert.ok(html.includes(`<link rel="stylesheet" href="${server}/v1/hosted-channels.css">`));
  assert.doesNotMatch(html, link);
  assert.equal((await fetch(`${site.origin}/otklik/channels?fragment`)).status, 404, 'not from outside');
});

test('nginx leaves the page’s own link where there is no such fragment', async () => {
  const html = await (await fetch(`${site.origin}/none.html`)).text();
  assert.match(html, link);
  assert.doesNotMatch(html, /<otklik-/);
});

const skip = spawnSync('openssl', ['version']).error ? 'no openssl here' : false;
test('nginx takes it from the service alone, by its certificate: what comes is run on the page', { skip }, async () => {
  const certified = async (name: string): Promise<{ key: string; cert: string }> => {
    const [key, cert] = [join(world.folder, `${name}.key`), join(world.folder, `${name}.crt`)];
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
    await run('openssl', [...args, '-keyout', key, '-out', cert]);
    return { key, cert };
  };
  const [own, another] = [await certified('own'), await certified('another')];
  const service = createServer({ key: readFileSync(own.key), cert: readFileSync(own.cert) }, (_, response) =>
    response.end('<otklik-channels></otklik-channels>'),
  ).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const origin = `https://127.0.0.1:${(service.address() as AddressInfo).port}`;
  try {
    for (const [trusted, expected] of [
      [own.cert, /<otklik-channels>/],
      [another.cert, link],
    ] as const) {
      const pages = { page: include(origin, 'channels') };
      const folder = join(world.folder, `nginx-${trusted === own.cert ? 'own' : 'another'}`);
      const secured = await startNginx(folder, origin, pages, trusted);
      const html = await (await fetch(`${secured.origin}/page.html`)).text();
      await secured.stop();
      assert.match(html, expected);
    }
  } finally {
    service.close();
  }
});

/** What a page of PHP shows. */
async function php(origin: string): Promise<string> {
  const file = join(world.folder, 'fragment.php');
  writeFileSync(file, adapted('fragment.php', origin));
  const code = `require ${JSON.stringify(file)}; echo otklik_fragment('channels');`;
  return (await run(findPhp() ?? 'php', ['-n', '-r', code])).stdout;
}

test('PHP puts the element into a page, and a link where the service can’t be reached', async () => {
  assert.match(await php(server), /<otklik-channels .*<template shadowroot[^>]*>.*Справочный телефон/s);
  const nobody = `http://127.0.0.1:${await freePort()}`;
  assert.equal(await php(nobody), `<p><a href="${nobody}/housing/channels">Открыть на сайте службы</a></p>`);
});

test('the example for 1C-Bitrix is whole PHP', async () => {
  const { stdout } = await run(findPhp() ?? 'php', ['-n', '-l', example('bitrix.php')]);
  assert.match(stdout, /No syntax errors/);
});
