// Widgets in the HTML of other sites' pages, by the examples of docs/fragments: nginx's includes and PHP, for real.
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { freePort } from '@otklik/server/testing/program.js';
import { findNginx, findPhp } from '../../scripts/machine.mjs';
import { content } from '../support/content.ts';
import { accepts } from './proxy.ts';

const example = (name: string): string => fileURLToPath(new URL(`../../docs/fragments/${name}`, import.meta.url));
const run = promisify(execFile);

let world: World;
let server: string;
let folder: string;
let nginx: ChildProcess;
let port: number;
/** The example as an agency changes it. */
const adapted = (name: string): string =>
  readFileSync(example(name), 'utf8')
    .replaceAll('https://otklik.example.gov', server)
    .replaceAll('Host otklik.example.gov', `Host ${new URL(server).host}`);

before(async () => {
  world = await openWorld([content]);
  const app = await world.app({
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
  server = await app.listen({ port: 0, host: '127.0.0.1' });
  port = await freePort();
  folder = join(world.folder, 'nginx');
  for (const name of ['site', 'temp']) mkdirSync(join(folder, name), { recursive: true });
  const page = (more: string): string => `<!doctype html><title>Сайт</title><h1>Наш сайт</h1>${more}`;
  const part = adapted('nginx-ssi.html');
  writeFileSync(join(folder, 'site/page.html'), page(part));
  writeFileSync(join(folder, 'site/none.html'), page(part.replace('/channels?', '/publications/none?')));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/pid; events {}
    http { types { text/html html; } access_log off;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp/${name};`).join(' ')}
      server { listen 127.0.0.1:${port};
      ${adapted('nginx-ssi.conf').replace('/var/www/site', `${folder}/site`)} } }`,
  );
  const log = join(folder, 'error.log');
  nginx = spawn(findNginx() ?? 'nginx', ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  process.once('exit', () => nginx.kill('SIGKILL'));
  while (!(await accepts(port))) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended: ${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
after(async () => {
  const ended = once(nginx, 'exit');
  nginx.kill('SIGTERM');
  await ended;
  await world.close();
});

const link = /<p><a href="[^"]+\/housing\/channels">Каналы связи<\/a><\/p>/;

test('nginx puts the element into a page, whole, and tells the service nothing of the visitor', async () => {
  const headers = { cookie: 'session=1', 'accept-encoding': 'gzip, br' };
  const html = await (await fetch(`http://127.0.0.1:${port}/page.html`, { headers })).text();
  assert.match(html, /^<!doctype html><title>Сайт<\/title><h1>Наш сайт<\/h1>/);
  assert.ok(html.includes(`backend="${server}" agency="housing"`));
  assert.match(html, /<template shadowroot[^>]*>.*Справочный телефон/s);
  assert.ok(html.includes(`<link rel="stylesheet" href="${server}/v1/hosted-channels.css">`));
  assert.doesNotMatch(html, link);
  assert.equal((await fetch(`http://127.0.0.1:${port}/otklik/channels?fragment`)).status, 404, 'not from outside');
});

test('nginx leaves the page’s own link where there is no such fragment', async () => {
  const html = await (await fetch(`http://127.0.0.1:${port}/none.html`)).text();
  assert.match(html, link);
  assert.doesNotMatch(html, /<otklik-/);
});

/** What a page of PHP shows. */
async function php(origin: string): Promise<string> {
  const file = join(folder, 'fragment.php');
  writeFileSync(file, adapted('fragment.php').replaceAll(server, origin));
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
