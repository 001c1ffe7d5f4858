// What the operators' nginx keeps of surveys: nothing. docs/nginx/otklik.conf, in front of a real server.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { request as requestPlain } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { startServer, type Running } from '@otklik/server/start.js';
import { selfSigned } from '@otklik/server/testing/certificate.js';
import { testContent, testManifest } from '@otklik/server/testing/content.js';
import { everythingIn, startProxy, type Proxy } from './proxy.ts';

const certificate = selfSigned();
const root = mkdtempSync(join(tmpdir(), 'otklik-nginx-'));
let server: Running;
/** Until it has been stopped. */
let isUp = true;
let proxy: Proxy;

before(async () => {
  server = await startServer({
    content: [testContent({ surveys: [testManifest('access'), testManifest('inner', { audience: 'internal' })] })],
    register: async (app, context) => app.register(async (pages) => hostedPages(pages, context)),
    log: () => undefined,
    environment: {
      PORT: '0',
      OTKLIK_DATA: join(root, 'data'),
      OTKLIK_KEYS: join(root, 'keys'),
      OTKLIK_TRUSTED_PROXIES: '127.0.0.1',
      OTKLIK_INTERNAL_NETWORKS: '127.77.5.0/24',
    },
  });
  proxy = await startProxy(join(root, 'nginx'), new URL(server.address).host, certificate);
});
after(async () => {
  // A configuration that nginx refuses is no proxy.
  await (proxy as Proxy | undefined)?.stop();
  if (isUp) await server.stop();
  rmSync(root, { recursive: true });
});

/* What must not be found again. */
const address = '127.77.5.9';
const agent = 'canary-agent/7.31';
const marker = 'canary0marker0of0a0body';
const referrer = 'https://canary-referrer.example.gov/';

interface Ask {
  method?: string;
  path: string;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
  /** Where the request comes from. */
  from?: string;
  /** Without a length said before. */
  chunked?: boolean;
}
interface Answer {
  status: number;
  body: string;
}

const headersOf = ({ type, body, headers, chunked }: Ask): Record<string, string> => ({
  'user-agent': agent,
  referer: referrer,
  cookie: 'session=canary-cookie',
  ...(type !== undefined && { 'content-type': type }),
  ...(body !== undefined && !chunked && { 'content-length': String(Buffer.byteLength(body)) }),
  ...headers,
});

const overHttp1 = (ask: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', path, body, from = address } = ask;
    const options = { host: '127.0.0.1', servername: 'localhost', port: proxy.tls, localAddress: from, method, path };
    const agentOfOne = new Agent({ ca: certificate.cert, keepAlive: false });
    const sent = request({ ...options, headers: { host: 'localhost', ...headersOf(ask) }, agent: agentOfOne });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (bytes: Buffer) => (text += bytes.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    if (ask.chunked) sent.flushHeaders();
    sent.end(body);
  });

const overHttp2 = (ask: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', path, body, from = address } = ask;
    const options = { ca: certificate.cert, servername: 'localhost', localAddress: from };
    const session = connectHttp2(`https://127.0.0.1:${proxy.tls}`, options);
    session.on('error', reject);
    const sent = session.request(
      { ':method': method, ':path': path, ':authority': 'localhost', ...headersOf(ask) },
      { endStream: body === undefined },
    );
    let status = 0;
    let text = '';
    sent.on('response', (headers) => (status = headers[':status'] ?? 0));
    sent.on('data', (bytes: Buffer) => (text += bytes.toString()));
    sent.on('error', (error: Error) => (status ? undefined : reject(error)));
    sent.on('close', () => {
      session.close();
      resolve({ status, body: text });
    });
    if (body !== undefined) sent.end(body);
  });

const ways = { 'HTTP/1.1': overHttp1, 'HTTP/2': overHttp2 };

const survey = '/api/v1/agencies/test/surveys/access';
const ballot = (bytes = 4_000): Ask => ({
  method: 'POST',
  path: `${survey}/ballots`,
  type: 'application/json',
  body: JSON.stringify({ batch: 'b-1', sealed: marker.padEnd(bytes, 'A') }),
});
const form = (bytes = 0): Ask => ({
  method: 'POST',
  path: '/test/survey/access',
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams({ 'q.missing': marker, more: 'a'.repeat(bytes) }).toString(),
});
const preflight: Ask = {
  method: 'OPTIONS',
  path: `${survey}/ballots`,
  headers: { origin: 'https://portal.example.gov', 'access-control-request-method': 'POST' },
};
const ofSurveys: Ask[] = [
  { path: `${survey}/manifest` },
  { path: `${survey}/batch` },
  { path: `${survey}/batch?${marker}` },
  { path: `${survey}/releases` },
  { path: '/test/survey/access' },
  { path: '/test/results/access' },
  preflight,
];

const written = (): string => [...everythingIn(join(proxy.folder, 'logs')).values()].join('\n');

/** Nothing of what was asked stands in any log or temporary file, by name or by content. */
function leftNothing(): void {
  const files = [...everythingIn(join(proxy.folder, 'logs')), ...everythingIn(join(proxy.folder, 'temp'))];
  for (const [name, content] of files) {
    for (const canary of [address, agent, marker, 'canary', 'survey', 'results', 'ballots', '/batch', ' /v1'])
      assert.ok(!content.includes(canary), `${name} holds «${canary}»:\n${content.slice(-1_000)}`);
  }
}

/** An ordinary request, whose line shows that what came before has been written if it ever is. */
async function passedBy(way: (ask: Ask) => Promise<Answer>, path: string, status: number): Promise<void> {
  const lines = (): number => written().split(`GET ${path} ${status} `).length;
  const before = lines();
  assert.equal((await way({ path: `${path}?q=canary-query` })).status, status);
  // The answer may be here before its line. Of one worker, what came before has its line before.
  for (const end = Date.now() + 5_000; lines() === before && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(lines(), before + 1, 'one line, without what was looked for');
}

for (const [name, way] of Object.entries(ways)) {
  describe(`nginx over ${name}`, () => {
    test('ordinary requests have a line with neither address nor query nor browser', async () => {
      await passedBy(way, '/api/v1/agencies/test/publications', 200);
      await passedBy(way, '/test/channels', 200);
      await passedBy(way, '/api/v1/staff/session', 401);
      leftNothing();
    });

    test('what is asked of surveys leaves nothing', async () => {
      for (const ask of ofSurveys) {
        const { status } = await way(ask);
        assert.ok(status === 200 || status === 204, `${ask.path}: ${status}`);
      }
      // What the first touch of a survey's form loads is loaded for nothing else.
      for (const path of ['/v1/chunks/survey.cast.js', '/v1.0.0/otklik.js']) await way({ path });
      await passedBy(way, '/healthz', 200);
      leftNothing();
    });

    test('a ballot reaches the server, and a form that is posted in clear; both leave nothing', async () => {
      const refused = await way(ballot());
      // The server's own words: it knows no such batch.
      assert.match(refused.body, /"code":"/);
      const taken = await way(form());
      assert.equal(taken.status, 201, taken.body.slice(0, 2_000));
      await passedBy(way, '/readyz', 200);
      leftNothing();
    });

    test('what nginx itself refuses leaves nothing', async () => {
      for (const ask of [ballot(400_000), form(400_000)]) {
        const { status, body } = await way(ask);
        // Of nginx, before it has the body: the server would say so in other words, once it had come by way of the disk.
        assert.equal(status, 413);
        assert.match(body, /<center>nginx/);
      }
      const headers = { 'x-much': marker.repeat(1_000) };
      assert.ok(
        [400, 431].includes(
          await way({ ...ballot(), headers }).then(
            ({ status }) => status,
            () => 431,
          ),
        ),
      );
      await passedBy(way, '/healthz', 200);
      leftNothing();
    });

    test('the server gets the address that nginx sees, whatever the client claims', async () => {
      const path = '/api/v1/agencies/test/surveys?audience=internal';
      const isInside = async (ask: Omit<Ask, 'path'>): Promise<boolean> =>
        (await way({ ...ask, path })).body.includes('"id":"inner"');
      const claims = [address, '10.0.0.1'].map((claimed) => ({
        'x-forwarded-for': claimed,
        'x-real-ip': claimed,
        forwarded: `for=${claimed}`,
      }));
      for (const headers of [{}, ...claims]) {
        assert.equal(await isInside({ headers }), true, 'from the own network');
        assert.equal(await isInside({ headers, from: '127.0.0.1' }), false, 'from elsewhere');
      }
    });
  });
}

test('plain HTTP leads to TLS and leaves nothing', async () => {
  const options = { host: '127.0.0.1', port: proxy.plain, localAddress: address, path: '/test/survey/access' };
  const location = await new Promise((resolve, reject) => {
    const sent = requestPlain({ ...options, headers: { ...headersOf(options), host: 'localhost' } }, (response) => {
      response.resume();
      resolve(`${response.statusCode} ${response.headers.location}`);
    });
    sent.on('error', reject).end();
  });
  assert.equal(location, '308 https://localhost/test/survey/access');
  await passedBy(overHttp1, '/healthz', 200);
  leftNothing();
});

test('no body goes by way of the disk: there is nowhere to write it, and all pass', async () => {
  proxy.withoutTemp();
  const upload: Ask = {
    method: 'PATCH',
    path: '/api/v1/agencies/test/uploads/00000000-0000-4000-8000-000000000000',
    type: 'application/offset+octet-stream',
    body: Buffer.alloc(1_000_000, 65),
    headers: { 'upload-token': 'x'.repeat(43), 'upload-offset': '0' },
  };
  const boundary = 'otklik';
  const files: Ask = {
    method: 'POST',
    path: '/test/consultation',
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'a'.repeat(9_000_000)}\r\n--${boundary}--\r\n`,
    ),
  };
  for (const [name, way] of Object.entries(ways)) {
    for (const chunked of [false, true]) {
      for (const ask of [ballot(60_000), ballot(250_000), form(200_000), upload, files]) {
        const { status, body } = await way({ ...ask, chunked });
        const what = `${name}, ${chunked ? 'chunked' : 'with a length'}, ${ask.path}: ${status} ${body.slice(0, 300)}`;
        assert.ok(status < 500 && status !== 413, what);
        assert.doesNotMatch(body, /<center>nginx/, what);
      }
    }
  }
  await passedBy(overHttp2, '/healthz', 200);
  leftNothing();
});

test('while the server is down, ballots leave nothing; other lines tell that it is', async () => {
  await server.stop();
  isUp = false;
  for (const way of Object.values(ways)) {
    for (const ask of [...ofSurveys, ballot(), form()]) assert.equal((await way(ask)).status, 502);
    await passedBy(way, '/readyz', 502);
    await passedBy(way, '/test/channels', 502);
  }
  leftNothing();
});
