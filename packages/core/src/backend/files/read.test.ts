import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BackendError } from '../error.ts';
import { readFile, textOf } from './read.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Russian letters and ASCII. */
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(text, (char) => (char >= 'А' && char <= 'я' ? char.charCodeAt(0) - 0x350 : char.charCodeAt(0)));

const word = 'Жилищный надзор';
const declared = (charset: string): string => `<?xml version="1.0" encoding="${charset}"?><a>${word}</a>`;

describe('charset of a file', () => {
  const cases: [string, Uint8Array, string][] = [
    ['windows-1251 by the header', windows1251(word), 'text/xml; charset=windows-1251'],
    ['windows-1251 by the declaration', windows1251(declared('windows-1251')), 'text/xml'],
    ['windows-1251 by another of its names', windows1251(declared('cp-1251')), 'text/xml'],
    ['windows-1251 that the header calls UTF-8', windows1251(declared('windows-1251')), 'text/xml; charset=utf-8'],
    ['windows-1251 that nobody names', windows1251(word), 'text/xml'],
    ['UTF-8 that nobody names', bytesOf(word), ''],
    ['UTF-8 that the header calls windows-1251', bytesOf(declared('UTF-8')), 'text/xml; charset=windows-1251'],
    ['UTF-8 that the declaration calls UTF-16', bytesOf(declared('utf-16')), 'text/xml'],
    ['a charset that nobody knows', bytesOf(declared('klingon-8')), 'text/xml; charset=none'],
    ['UTF-8 cut in the middle of a letter', bytesOf(`${word}я`).slice(0, -1), 'text/xml; charset=utf-8'],
    ['UTF-8 with a wrong byte', Uint8Array.of(...bytesOf(word), 0xd0, 0x20), 'text/xml; charset=utf-8'],
    ['UTF-16 without a mark', new Uint8Array(Uint16Array.from(declared(''), (char) => char.charCodeAt(0)).buffer), ''],
  ];
  for (const [name, bytes, type] of cases) {
    it(name, () => {
      assert.ok(textOf({ bytes, type }).includes(word), textOf({ bytes, type }));
    });
  }
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: BackendError) => error.code,
  );

/** A body that goes on as long as anybody reads; tells how much was taken. */
function endless(chunk: number, pause = 0): { response: () => Response; taken: () => number; stopped: () => boolean } {
  let taken = 0;
  let stopped = false;
  const body = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      async pull(stream) {
        if (pause) await new Promise((done) => setTimeout(done, pause));
        taken += chunk;
        if (!stopped) stream.enqueue(new Uint8Array(chunk).fill(0x20));
      },
      cancel: () => void (stopped = true),
    });
  return { response: () => new Response(body()), taken: () => taken, stopped: () => stopped };
}

describe('reading a file', () => {
  it('refuses 50 MB before it reads them where their length is told', async () => {
    const { response, taken } = endless(65_536);
    const large = (): Promise<Response> =>
      Promise.resolve(new Response(response().body, { headers: { 'Content-Length': '50000000' } }));
    assert.equal(await codeOf(readFile('https://example.org/', { fetch: large })), 'too_large');
    assert.ok(taken() <= 65_536, `${taken()}`);
  });

  it('leaves one that never ends after its limit, and stops it', async () => {
    const { response, taken, stopped } = endless(65_536);
    const fetch = (): Promise<Response> => Promise.resolve(response());
    assert.equal(await codeOf(readFile('https://example.org/', { fetch })), 'too_large');
    assert.ok(taken() < 5_300_000, `${taken()}`);
    assert.ok(stopped());
  });

  it('leaves one that drips for longer than its patience', async () => {
    const { response, stopped } = endless(1, 5);
    const fetch = (): Promise<Response> => Promise.resolve(response());
    assert.equal(await codeOf(readFile('https://example.org/', { fetch, patience: 60 })), 'timeout');
    assert.ok(stopped());
  });

  it('leaves one that doesn’t answer at all', async () => {
    const silent = (): Promise<Response> => new Promise(() => undefined);
    assert.equal(await codeOf(readFile('https://example.org/', { fetch: silent, patience: 30 })), 'timeout');
  });

  it('tells a refusal, a failure and no connection apart', async () => {
    const answering = (status: number) => (): Promise<Response> => Promise.resolve(new Response('', { status }));
    assert.equal(await codeOf(readFile('https://example.org/', { fetch: answering(404) })), 'answer_unreadable');
    assert.equal(await codeOf(readFile('https://example.org/', { fetch: answering(500) })), 'unavailable');
    const away = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
    assert.equal(await codeOf(readFile('https://example.org/', { fetch: away })), 'network');
  });
});
