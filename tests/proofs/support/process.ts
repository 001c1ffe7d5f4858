import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release } from '@otklik/core/contract/surveys.js';
import type { Variables } from '@otklik/server/testing/program.js';

export interface ServerProcess {
  /** http://localhost:port */
  address: string;
  /** All that it wrote, to both its outputs. */
  said(): string;
  tally(moment: Date): Promise<Release[]>;
  /** SIGTERM, and the end of it. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const script = fileURLToPath(new URL('server.ts', import.meta.url));

/**
 * The server on an installation. Whatever it writes to places of its own choice is below `folder`.
 * @throws Error with what it said when it ends instead of getting ready
 */
export async function startServer(folder: string, variables: Variables): Promise<ServerProcess> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', script], {
    cwd: home,
    env: { ...process.env, ...variables, HOME: home, TMPDIR: home },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      const found = /Portal +(http:\/\/localhost:\d+)\//.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    address,
    said: () => said,
    tally: async (moment) => {
      child.send({ tally: moment.toISOString() });
      const [{ releases, failed }] = (await once(child, 'message')) as [{ releases?: Release[]; failed?: string }];
      if (!releases) throw new Error(`the tally failed: ${failed}`);
      return releases;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
