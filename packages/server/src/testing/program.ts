import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPostgres } from './app.ts';
import { copyEmbedded, createPostgres } from './template.ts';

export type Variables = Record<string, string>;

export interface Installations {
  /** A folder that goes with them. */
  root: string;
  /** Variables of a new installation, its database migrated and empty. */
  add(): Promise<Variables>;
  remove(): Promise<void>;
}

/** Installations that a test starts servers on. */
export function openInstallations(): Installations {
  const root = mkdtempSync(join(tmpdir(), 'otklik-start-'));
  const drops: (() => Promise<void>)[] = [];
  let number = 0;
  return {
    root,
    add: async () => {
      const folder = join(root, String(++number));
      const variables = { PORT: '0', OTKLIK_DATA: join(folder, 'data'), OTKLIK_KEYS: join(folder, 'keys') };
      if (onPostgres) {
        const { url, drop } = await createPostgres(process.env.OTKLIK_TEST_POSTGRES ?? '');
        drops.push(drop);
        return { ...variables, DATABASE_URL: url };
      }
      await copyEmbedded(variables.OTKLIK_DATA);
      return variables;
    },
    remove: async () => {
      for (const drop of drops) await drop();
      rmSync(root, { recursive: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export interface Program {
  child: ChildProcess;
  /** All that it has said so far. */
  said(): string;
  /** Waits for a line; its first group, if it has one. */
  saidLine(line: RegExp): Promise<string>;
}

/** The server as a program, with what it says. */
export function startProgram(variables: Variables): Program {
  const script = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', script], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const saidLine = async (line: RegExp): Promise<string> => {
    for (;;) {
      const found = line.exec(said);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) throw new Error(`ended: ${said}`);
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    }
  };
  return { child, said: () => said, saidLine };
}
