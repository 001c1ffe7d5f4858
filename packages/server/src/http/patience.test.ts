import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { hostedPages } from '../hosted/routes.ts';
import { openWorld, type World } from '../testing/app.ts';
import { testContent } from '../testing/content.ts';

const usual = 400;
let world: World;
let app: FastifyInstance;
let port = 0;
before(async () => {
  world = await openWorld([testContent()]);
  app = await world.app({
    requestTimeout: usual,
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});
after(() => world.close());

/** Sends the body in two parts, with a pause between them. @returns the answer, and how long it took, ms */
async function slowly(path: string, type: string, [first, second]: [string, string], pause: number) {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (text: string) => (answer += text));
  const closed = new Promise((done) => socket.once('close', done).once('error', done));
  const length = Buffer.byteLength(first + second);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${first}`,
  );
  const timer = setTimeout(() => socket.write(second), pause);
  await closed;
  clearTimeout(timer);
  return { answer, took: performance.now() - begun };
}

test('a request that doesn’t come to an end is cut off, and told so', async () => {
  const { answer, took } = await slowly('/api/v1/agencies/test/consultations', 'application/json', ['{', '}'], 20_000);
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.match(answer, /request_too_slow/);
  assert.ok(took >= usual, `${took} ms`);
});

test('a form with files has the time that a bad line needs', async () => {
  const part = '--x\r\nContent-Disposition: form-data; name="question"\r\n\r\n';
  const body: [string, string] = [part, 'График\r\n--x--\r\n'];
  for (const page of ['consultation', 'case']) {
    const { answer } = await slowly(`/test/${page}`, 'multipart/form-data; boundary=x', body, usual * 3);
    assert.match(answer, /^HTTP\/1\.1 4(?:22|00|04) /, page);
    assert.match(answer, /<!doctype html>/, page);
  }
});

test('a form without files has no longer than others', async () => {
  const type = 'application/x-www-form-urlencoded';
  for (const page of ['survey/access', 'case/file']) {
    const { answer } = await slowly(`/test/${page}`, type, ['id=', 'x'], usual * 3);
    assert.match(answer, /^HTTP\/1\.1 408 /, page);
  }
});
