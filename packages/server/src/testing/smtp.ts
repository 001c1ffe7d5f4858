import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/**
 * What the mail server does with what it gets: `accept`; refuse the recipient for now (`later`) or
 * for good (`never`); refuse the `message` for good; `refuse` to talk at all; `drop` the line in the
 * middle of a message; `hang` without an answer; `hold` back the answer to a message that it has taken.
 */
export type Behaviour = 'accept' | 'later' | 'never' | 'message' | 'refuse' | 'drop' | 'hang' | 'hold';

export interface Received {
  from: string;
  to: string[];
  /** The message as it came over the line. */
  raw: string;
  /** Over TLS. */
  secure: boolean;
  user: string | null;
}

export interface SmtpSettings {
  /** `starttls` offers it, `secure` begins with it; default: neither. */
  tls?: 'starttls' | 'secure';
  key?: string;
  cert?: string;
  /** The only one who may send. */
  login?: { user: string; pass: string };
}

/** A mail server as a process of its own. */
export interface SmtpProcess {
  port: number;
  received: Received[];
  /** How often somebody began to send. */
  attempts: number;
  behave(behaviour: Behaviour): Promise<void>;
  /** Until what it has seen so far is known here: its answer to a client may be quicker. */
  settled(): Promise<void>;
  /** Until so many messages have come. */
  arrived(number: number): Promise<void>;
  stop(): Promise<void>;
}

type Told = { port: number } | { received: Received } | { attempt: true } | { done: true };

export async function startSmtp(settings: SmtpSettings = {}): Promise<SmtpProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [JSON.stringify(settings)]);
  let done = 0;
  let asked = 0;
  const waiting: (() => void)[] = [];
  const smtp = { port: 0, received: [] as Received[], attempts: 0 };
  child.on('message', (message) => {
    const told = message as Told;
    if ('port' in told) smtp.port = told.port;
    if ('received' in told) smtp.received.push(told.received);
    if ('attempt' in told) smtp.attempts++;
    if ('done' in told) done++;
    for (const look of waiting.splice(0)) look();
  });
  // By what is known, not by the next message: several may come at once.
  const until = async (known: () => boolean): Promise<void> => {
    while (!known()) await new Promise<void>((resolve) => void waiting.push(resolve));
  };
  const ask = (behaviour: Behaviour | 'same'): Promise<void> => {
    const number = ++asked;
    child.send(behaviour);
    return until(() => done >= number);
  };
  await until(() => smtp.port > 0);
  return Object.assign(smtp, {
    behave: ask,
    settled: () => ask('same'),
    arrived: (number: number) => until(() => smtp.received.length >= number),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  });
}

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

function serve({ tls, login, ...pair }: SmtpSettings): void {
  let behaviour: Behaviour = 'accept';
  const send = (message: Told): void => void process.send?.(message);
  const options: SMTPServerOptions = {
    ...pair,
    secure: tls === 'secure',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    authOptional: !login,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onConnect: (_session, callback) => {
      send({ attempt: true });
      callback(behaviour === 'refuse' ? refusal(554, 'go away') : undefined);
    },
    onAuth: ({ username, password }, _session, callback) =>
      username === login?.user && password === login?.pass
        ? callback(null, { user: username })
        : callback(refusal(535, 'wrong password')),
    onRcptTo: ({ address }, _session, callback) => {
      if (behaviour === 'hang') return;
      if (behaviour === 'later') return callback(refusal(451, `greylisted <${address}>`));
      if (behaviour === 'never') return callback(refusal(550, `no such user <${address}>`));
      callback();
    },
    onData: (stream, session, callback) => {
      if (behaviour === 'drop') {
        for (const one of server.connections) (one as unknown as { _socket: { destroy(): void } })._socket.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (behaviour === 'message') return callback(refusal(554, 'looks like spam'));
        const { mailFrom, rcptTo } = session.envelope;
        const received: Received = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        };
        send({ received });
        if (behaviour !== 'hold') callback();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1', () => send({ port: (server.server.address() as AddressInfo).port }));
  process.on('message', (message) => {
    if (message !== 'same') behaviour = message as Behaviour;
    send({ done: true });
  });
  // Its tests are gone.
  process.on('disconnect', () => process.exit());
}

if (import.meta.main) serve(JSON.parse(process.argv[2] ?? '{}') as SmtpSettings);
