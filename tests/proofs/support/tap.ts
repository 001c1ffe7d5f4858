import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from '@otklik/server/testing/certificate.js';

/** A request or an answer as it went over the line, byte for byte. */
export interface Message {
  /** `POST /path HTTP/1.1`, `HTTP/1.1 201 Created` */
  first: string;
  /** Names as they were written, in their order. */
  headers: [name: string, value: string][];
  /** Of all of it, head and body. */
  bytes: number;
  body: string;
}

export interface Exchange {
  request: Message;
  /** Undefined until it has come. */
  answer: Message | undefined;
}

/** What a browser talks to over TLS, and which writes down each byte of both sides. */
export interface Tap {
  port: number;
  exchanges: Exchange[];
  close(): Promise<void>;
}

export const headerOf = ({ headers }: Message, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1];

const lineEnd = '\r\n';
const headEnd = Buffer.from(lineEnd + lineEnd);

/** Where a body of unknown length ends (RFC 9112, section 7.1), counted from its start; -1: it hasn't come whole. */
function chunkedEnd(body: Buffer): number {
  let at = 0;
  for (;;) {
    const line = body.indexOf(lineEnd, at);
    if (line < 0) return -1;
    const size = parseInt(body.subarray(at, line).toString('latin1'), 16);
    at = line + 2 + size + 2;
    if (at > body.length) return -1;
    if (size === 0) return at;
  }
}

function bodyBytes(message: Message, rest: Buffer): number {
  if (/^HTTP\/1\.1 (?:204|304) /.test(message.first)) return 0;
  if (headerOf(message, 'transfer-encoding')?.includes('chunked')) return chunkedEnd(rest);
  const length = Number(headerOf(message, 'content-length') ?? 0);
  return rest.length < length ? -1 : length;
}

/** Takes what one side says, gives it out message by message. */
function reader(give: (message: Message) => void): (bytes: Buffer) => void {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (;;) {
      const end = held.indexOf(headEnd);
      if (end < 0) return;
      const [first = '', ...lines] = held.subarray(0, end).toString('latin1').split(lineEnd);
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
      const message: Message = { first, headers, bytes: 0, body: '' };
      const start = end + headEnd.length;
      const length = bodyBytes(message, held.subarray(start));
      if (length < 0) return;
      message.bytes = start + length;
      message.body = held.subarray(start, message.bytes).toString('latin1');
      held = held.subarray(message.bytes);
      give(message);
    }
  };
}

/** A line over TLS to a server that speaks plain HTTP, as behind a proxy that ends TLS and adds nothing. */
export async function tapLine(address: string): Promise<Tap> {
  const { hostname, port } = new URL(address);
  const exchanges: Exchange[] = [];
  const server = createServer(selfSigned(), (client) => {
    const other = connect(Number(port), hostname);
    const asked: Exchange[] = [];
    const requests = reader((request) => {
      const exchange: Exchange = { request, answer: undefined };
      asked.push(exchange);
      exchanges.push(exchange);
    });
    const answers = reader((answer) => {
      const exchange = asked.shift();
      if (exchange) exchange.answer = answer;
    });
    client.on('data', (bytes: Buffer) => requests(bytes));
    other.on('data', (bytes: Buffer) => answers(bytes));
    for (const socket of [client, other]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        other.destroy();
      });
    }
    client.pipe(other);
    other.pipe(client);
    open.add(client);
  });
  const open = new Set<{ destroy(): void }>();
  server.on('tlsClientError', () => undefined);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    exchanges,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
