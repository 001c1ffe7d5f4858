import { expect } from '@open-wc/testing';
import { httpBackend } from '@otklik/core/backend/http.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { MemoryBackend } from '@otklik/core/backend/memory/memory.js';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { checkBefore } from './upload.checks.ts';
import type { UploadClock } from './upload.clock.ts';
import { UploadEngine, type UploadRow } from './upload.ts';

const { origin } = location;

/** A clock that stands still until it is told; waits end one by one, in the order of their time. */
class TestClock implements UploadClock {
  time = 0;
  waits: { at: number; call: () => void }[] = [];
  listeners = new Set<() => void>();
  now = (): number => this.time;
  random = (): number => 1;
  after = (milliseconds: number, call: () => void): (() => void) => {
    const wait = { at: this.time + milliseconds, call };
    this.waits.push(wait);
    return () => (this.waits = this.waits.filter((one) => one !== wait));
  };
  online = (call: () => void): (() => void) => {
    this.listeners.add(call);
    return () => this.listeners.delete(call);
  };
  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.waits.filter(({ at }) => at <= this.time);
    this.waits = this.waits.filter(({ at }) => at > this.time);
    for (const { call } of due) call();
  }
}

const text = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(size).fill(0x61);
const txt = (name: string, size = 10): File => new File([text(size)], name);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

async function until(fits: () => unknown): Promise<void> {
  for (let tries = 0; !fits(); tries++) {
    if (tries > 3500) throw new Error(`never: ${fits.toString()}`);
    await new Promise((done) => setTimeout(done, 2));
  }
}

interface Line {
  engine: UploadEngine;
  clock: TestClock;
  memory: MemoryBackend;
  /** Method, path and size of every body that was sent. */
  asked: { method: string; path: string; bytes: number }[];
  states: string[];
  row: () => UploadRow;
}

/** The engine over HTTP. `fault`: what becomes of the Nth request; what it doesn't answer goes to the server. */
async function line(
  fault: (
    at: number,
    request: Request,
    serve: (request: Request) => Promise<Response>,
  ) => Promise<Response> | undefined = () => undefined,
): Promise<Line> {
  const memory = testBackend();
  const serve = serveBackend(memory);
  const clock = new TestClock();
  const asked: Line['asked'] = [];
  await answerWith(async (request) => {
    const bytes = (await request.clone().arrayBuffer()).byteLength;
    asked.push({ method: request.method, path: new URL(request.url).pathname.split('/').slice(5).join('/'), bytes });
    return fault(asked.length, request, serve) ?? serve(request);
  });
  const states: string[] = [];
  const engine = new UploadEngine({
    to: () => ({ backend: httpBackend(origin), agency: 'housing' }),
    clock,
    changed: (row) => row && states.push(`${row.state} ${row.problem?.code ?? row.sent}`),
  });
  return { engine, clock, memory, asked, states, row: () => engine.rows[0] as UploadRow };
}

const parts = ({ asked }: Line): number[] => asked.filter(({ method }) => method === 'PATCH').map(({ bytes }) => bytes);

describe('files on their way', function () {
  // Megabytes through a service worker, on a machine that may have other things to do.
  this.timeout(30_000);
  afterEach(() => answerWith(null));

  it('go one after the other, whole, and are named in the order in which they were chosen', async () => {
    const here = await line();
    await here.engine.add([txt('б.txt', 200_000), new File([png], 'а.png')]);
    await until(() => !here.engine.busy);
    expect(here.engine.rows.map(({ name, state }) => [name, state])).to.deep.equal([
      ['б.txt', 'done'],
      ['а.png', 'done'],
    ]);
    const names = here.engine.names();
    const there = await Promise.all(names.map((name) => here.memory.readUpload('housing', name)));
    expect(there.map(({ name, state }) => [name, state])).to.deep.equal([
      ['б.txt', 'complete'],
      ['а.png', 'complete'],
    ]);
    expect(here.asked.map(({ method }) => method)).to.deep.equal(['POST', 'PATCH', 'PATCH', 'PATCH', 'POST', 'PATCH']);
  });

  it('begin with small parts, which double as long as one takes less than two seconds', async () => {
    let took = 0;
    const here: Line = await line((_, request, serve) => {
      if (request.method !== 'PATCH') return undefined;
      here.clock.time += took;
      return serve(request);
    });
    took = 1_999;
    await here.engine.add([txt('а.txt', 2_000_000)]);
    await until(() => !here.engine.busy);
    expect(parts(here)).to.deep.equal([64_000, 128_000, 256_000, 512_000, 1_000_000, 40_000]);
    const slow: Line = await line((_, request, serve) => {
      if (request.method === 'PATCH') slow.clock.time += 2_000;
      return serve(request);
    });
    await slow.engine.add([txt('а.txt', 200_000)]);
    await until(() => !slow.engine.busy);
    expect(parts(slow)).to.deep.equal([64_000, 64_000, 64_000, 8_000]);
    expect(slow.states).to.deep.equal([
      'sending 0',
      ...['sending 0', 'sending 64000', 'sending 128000', 'checking 192000'],
      'done 200000',
    ]);
  });

  it('tell how long the rest will take', async () => {
    const here: Line = await line((_, request, serve) => {
      if (request.method === 'PATCH') here.clock.time += 3_200;
      return serve(request);
    });
    const left: (number | null)[] = [];
    here.engine['options'].changed = (row) => left.push(row?.secondsLeft ?? null);
    await here.engine.add([txt('а.txt', 200_000)]);
    await until(() => !here.engine.busy);
    // 64 kB in 3.2 s: 136 kB are 6.8 s.
    expect(left).to.include.members([7, 4, 1]);
  });

  it('cut after a part has arrived, go on from what the server has', async () => {
    const here = await line((at, request, serve) =>
      at === 3 ? serve(request).then(() => Response.error()) : undefined,
    );
    await here.engine.add([txt('а.txt', 500_000)]);
    await until(() => here.row().state === 'paused');
    expect(here.row().problem?.code).to.equal('network');
    expect(here.engine.busy).to.equal(true);
    here.clock.pass(1_000);
    await until(() => !here.engine.busy);
    expect(here.row().state).to.equal('done');
    // 64 and 128 kB are there; the second isn't sent again.
    expect(parts(here)).to.deep.equal([64_000, 128_000, 64_000, 128_000, 116_000]);
    expect(here.asked[3]?.method).to.equal('GET');
  });

  it('cut before a part has arrived, send it again; cut at the creation, make no second upload', async () => {
    const here = await line((at, request, serve) => {
      if (at === 1) return serve(request).then(() => Response.error());
      return at === 3 ? Promise.resolve(Response.error()) : undefined;
    });
    await here.engine.add([txt('а.txt', 10_000)]);
    await until(() => here.row().state === 'paused');
    here.clock.pass(1_000);
    await until(() => here.asked.length === 3 && here.row().state === 'paused');
    here.clock.pass(60_000);
    await until(() => !here.engine.busy);
    expect(here.row().state).to.equal('done');
    expect(here.asked.map(({ method }) => method)).to.deep.equal(['POST', 'POST', 'PATCH', 'GET', 'PATCH']);
    expect(await here.memory.readUpload('housing', here.engine.names()[0] as never)).to.include({ state: 'complete' });
  });

  it('cut after the very last byte, find that all is there', async () => {
    const here = await line((at, request, serve) =>
      at === 2 ? serve(request).then(() => new Response('<html>', { status: 502 })) : undefined,
    );
    await here.engine.add([txt('а.txt', 10_000)]);
    await until(() => here.row().state === 'paused');
    here.clock.pass(1_000);
    await until(() => !here.engine.busy);
    expect(here.states.at(-1)).to.equal('done 10000');
    expect(parts(here)).to.deep.equal([10_000]);
  });

  it('wait longer each time the line is broken, and no longer once it is back', async () => {
    const here = await line(() => Promise.resolve(Response.error()));
    await here.engine.add([txt('а.txt')]);
    const waited: number[] = [];
    for (let round = 0; round < 8; round++) {
      await until(() => here.row().state === 'paused' && here.clock.waits.length === 1);
      waited.push((here.clock.waits[0]?.at ?? 0) - here.clock.time);
      here.clock.pass(waited[round] ?? 0);
    }
    expect(waited).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    await until(() => here.row().state === 'paused' && here.clock.listeners.size === 1);
    await answerWith(serveBackend(here.memory));
    for (const call of here.clock.listeners) call();
    await until(() => !here.engine.busy);
    expect(here.row().state).to.equal('done');
    expect(here.clock.listeners.size + here.clock.waits.length).to.equal(0);
  });

  it('give a part a minute, not the twenty seconds of other requests', async () => {
    const here = await line((at) => (at === 2 ? new Promise<Response>(() => undefined) : undefined));
    await here.engine.add([txt('а.txt')]);
    await until(() => here.asked.length === 2);
    here.clock.pass(59_999);
    await new Promise((done) => setTimeout(done, 20));
    expect(here.row().state).to.equal('checking');
    here.clock.pass(1);
    await until(() => here.row().state === 'paused');
    expect(here.row().problem?.code).to.equal('timeout');
    here.clock.pass(1_000);
    await until(() => here.row().state === 'done');
  });

  it('begin where the server says that they end', async () => {
    let lied = false;
    const here = await line((_, request, serve) => {
      if (request.method !== 'PATCH' || lied) return undefined;
      lied = true;
      // Another tab, or a proxy that sends twice: the part arrives before this one.
      return serve(request.clone()).then(() => serve(request));
    });
    await here.engine.add([txt('а.txt', 300_000)]);
    await until(() => !here.engine.busy);
    expect(here.row().state).to.equal('done');
    expect(here.clock.waits).to.deep.equal([]);
  });

  it('begin anew when the server knows nothing of them any more', async () => {
    const here: Line = await line((at, request, serve) => {
      if (at !== 3) return undefined;
      const id = request.url.split('/').at(-1) ?? '';
      const token = request.headers.get('Upload-Token') ?? '';
      return here.memory.deleteUpload('housing', { id, token }).then(() => serve(request));
    });
    await here.engine.add([txt('а.txt', 300_000)]);
    await until(() => !here.engine.busy);
    expect(here.row().state).to.equal('done');
    expect(here.asked.map(({ method }) => method).filter((method) => method === 'POST')).to.have.length(2);
  });

  it('called off, are deleted on the server, and the next goes on', async () => {
    let release: (() => void) | undefined;
    const here = await line((at, request, serve) =>
      at === 3 ? new Promise<void>((done) => (release = done)).then(() => serve(request)) : undefined,
    );
    await here.engine.add([txt('а.txt', 300_000), txt('б.txt')]);
    await until(() => release);
    here.engine.remove(here.row().key);
    await until(() => !here.engine.busy && here.asked.some(({ method }) => method === 'DELETE'));
    release?.();
    expect(here.engine.rows.map(({ name, state }) => [name, state])).to.deep.equal([['б.txt', 'done']]);
    expect(here.asked.filter(({ method }) => method === 'DELETE')).to.have.length(1);
  });

  it('are told to wait by the server for as long as it asks, five times at most', async () => {
    const here = await line(() =>
      Promise.resolve(Response.json({ code: 'too_many_attempts', params: { retryAfter: 90 } }, { status: 429 })),
    );
    await here.engine.add([txt('а.txt')]);
    await until(() => here.row().state === 'paused');
    expect(here.clock.waits[0]?.at).to.equal(90_000);
    for (let round = 0; round < 5; round++) {
      await until(() => here.clock.waits.length === 1 && here.row().state === 'paused');
      here.clock.pass(90_000);
    }
    await until(() => here.row().state === 'refused');
    expect(here.row().problem).to.deep.equal({ code: 'too_many_attempts', params: { retryAfter: 90 } });
  });

  it('refused for what they are, can be sent again by hand', async () => {
    let good = false;
    const here = await line((_, request) =>
      request.method === 'PATCH' && !good
        ? Promise.resolve(Response.json({ code: 'file_damaged', params: {} }, { status: 422 }))
        : undefined,
    );
    await here.engine.add([txt('а.txt')]);
    await here.engine.settled();
    expect(here.row().problem?.code).to.equal('file_damaged');
    expect([here.engine.wrong, here.engine.busy, here.engine.names().length]).to.deep.equal([true, false, 0]);
    good = true;
    here.engine.retry(here.row().key);
    await until(() => here.row().state === 'done');
    expect(here.engine.wrong).to.equal(false);
  });

  it('that a consultation was refused for are shown as refused, by their place in what was sent', async () => {
    const here = await line();
    await here.engine.add([txt('а.txt'), txt('б.md'), txt('в.txt')]);
    await here.engine.settled();
    expect(here.engine.names()).to.have.length(2);
    here.engine.refuse([{ path: 'files.1', code: 'upload_unknown', params: {} }]);
    expect(here.engine.rows.map(({ name, problem }) => [name, problem?.code])).to.deep.equal([
      ['а.txt', undefined],
      ['б.md', 'file_type_unsupported'],
      ['в.txt', 'upload_unknown'],
    ]);
    here.engine.clear();
    expect(here.engine.rows).to.deep.equal([]);
    expect(here.asked.filter(({ method }) => method === 'DELETE')).to.deep.equal([]);
  });

  it('are looked at before anything is sent: name, size, first bytes, number, names twice', async () => {
    const here = await line();
    const left = await here.engine.add([
      txt('а.exe'),
      txt('пустой.txt', 0),
      new File([png], 'не.pdf'),
      new File([text(10_000_001)], 'большой.txt'),
      txt(`${'я'.repeat(200)}.txt`),
      txt('шестой.txt'),
    ]);
    expect(here.engine.rows.map(({ problem }) => problem)).to.deep.equal([
      { code: 'file_type_unsupported', params: {} },
      { code: 'file_empty', params: {} },
      { code: 'file_name_mismatch', params: { format: 'PDF' } },
      { code: 'file_too_large', params: { max: 10_000_000 } },
      { code: 'name.too_long', params: { max: 200 } },
    ]);
    expect(left).to.deep.equal([{ name: 'шестой.txt', code: 'too_many' }]);
    expect(here.asked).to.deep.equal([]);
    const other = await line();
    expect(await other.engine.add([txt('План.txt'), txt('план.TXT')])).to.deep.equal([
      { name: 'план.TXT', code: 'name_twice' },
    ]);
    await other.engine.settled();
    // What was refused gives way to the same, mended.
    await here.engine.add([new File(['%PDF-1.7'], 'не.pdf')]);
    expect(here.engine.rows).to.have.length(5);
    expect(here.engine.rows[2]?.problem).to.equal(null);
    await here.engine.settled();
  });

  it('that can’t be read say so', async () => {
    const file = txt('а.txt');
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) as never;
    expect(await checkBefore(file)).to.deep.equal({ code: 'file_unreadable', params: {} });
  });

  it('over a back end that is an object need no signals, and stop all the same', async () => {
    const clock = new TestClock();
    const silent = new Promise<never>(() => undefined);
    const engine = new UploadEngine({
      to: () => ({
        agency: 'housing',
        backend: {
          ...testBackend(),
          createUpload: () => silent,
          readUpload: () => Promise.reject(new BackendError('network')),
        },
      }),
      clock,
      changed: () => undefined,
    });
    await engine.add([txt('а.txt')]);
    clock.pass(60_000);
    await until(() => engine.rows[0]?.state === 'paused');
    engine.remove(engine.rows[0]?.key ?? '');
    await engine.settled();
    expect(clock.waits.length + clock.listeners.size).to.equal(0);
  });
});
