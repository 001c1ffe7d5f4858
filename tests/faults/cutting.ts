import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * What becomes of a consultation on its way: it arrives and is answered; its answer is cut off, or the
 * whole connection before it arrives; its answer is held back until that is told otherwise.
 */
export type Line = 'whole' | 'answer cut' | 'request cut' | 'held';

/** A line between browser and server that can be cut. */
export interface Cutter {
  /** http://localhost:port, always the same */
  origin: string;
  line: Line;
  /** Where the server is; undefined: nowhere. */
  to: URL | undefined;
  /** How many consultations went to the server whole, and how many answers to them came through whole. */
  sent: number;
  answered: number;
  /** Called once a consultation has gone to the server, before any answer. */
  onSent: (() => unknown) | undefined;
  /** Cuts whatever is open. */
  cut(): void;
  close(): Promise<void>;
}

const filing = /^POST [^ ]*\/consultations /m;

export async function startCutter(): Promise<Cutter> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const { to } = cutter;
    const other = to && connect(Number(to.port), to.hostname);
    let asked = '';
    /** As it was when a consultation began to come; a connection is used for many things one after another. */
    let line: Line | undefined;
    const end = (): void => {
      client.destroy();
      other?.destroy();
      open.delete(client);
    };
    open.add(client);
    client.on('error', end).on('close', end);
    if (!other) return end();
    other.on('error', end).on('close', end);
    client.on('data', (bytes) => {
      asked += bytes.toString('latin1');
      if (filing.test(asked)) line = cutter.line;
      if (line === 'request cut') return end();
      other.write(bytes);
      const [head = '', body = ''] = asked.split('\r\n\r\n');
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (body.length < length) return;
      asked = '';
      if (!line) return;
      cutter.sent++;
      cutter.onSent?.();
    });
    other.on('data', (bytes) => {
      if (line === 'answer cut') return end();
      // Never given: somebody closes the tab meanwhile.
      if (line === 'held') return;
      if (line && bytes.toString('latin1').startsWith('HTTP/1.1 201')) cutter.answered++;
      line = undefined;
      client.write(bytes);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cutter: Cutter = {
    origin: `http://localhost:${port}`,
    line: 'whole',
    to: undefined,
    sent: 0,
    answered: 0,
    onSent: undefined,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      cutter.cut();
      server.close();
      await once(server, 'close');
    },
  };
  return cutter;
}
