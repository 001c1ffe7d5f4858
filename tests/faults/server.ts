import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  /** http://localhost:port */
  address: string;
  /** From spawning to being ready, ms. */
  startMs: number;
  /** kill -9, and the end of it. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

const script = fileURLToPath(new URL('../../packages/server/src/testing/server.ts', import.meta.url));

export type Variables = Record<string, string>;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The server as a process of its own, with one agency. It isn't waited for. */
export function spawnServer(variables: Variables): ChildProcess {
  const environment = { ...process.env, ...variables, PORT: '0' };
  const child = spawn(process.execPath, ['--conditions=source', script], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

export async function kill(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** @throws Error with what it said when it ends instead of getting ready. */
export async function startServer(variables: Variables): Promise<ServerProcess> {
  const begin = performance.now();
  const child = spawnServer(variables);
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said = (said + bytes.toString()).slice(-10_000);
      const found = /Portal +(http:\/\/localhost:\d+)\//.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    address,
    startMs: performance.now() - begin,
    kill: () => kill(child),
    stop: async () => {
      child.kill('SIGTERM');
      if (!ended(child)) await once(child, 'exit');
      return child.exitCode;
    },
  };
}
