import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../database/durable-fs.ts';
import { codeOf } from '../start-error.ts';
import { destroySecret, writeSecret } from './files.ts';

/** Private keys of ballot batches: here and nowhere else, each until its batch is tallied. */
export interface BallotKeys {
  write(batch: string, privateKey: string): void;
  has(batch: string): boolean;
  /** null: destroyed, or never here. */
  read(batch: string): string | null;
  destroy(batch: string): void;
  /** Batches that have a key here. */
  list(): string[];
  /** Destroys what a crash left half written. Only while nobody writes. */
  dropUnfinished(): void;
}

const ending = '.key';

export function ballotKeys(folder: string): BallotKeys {
  const path = (batch: string): string => {
    if (!/^[a-z0-9-]{1,40}$/.test(batch)) throw new TypeError('not the name of a batch');
    return join(folder, batch + ending);
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncPath(join(folder, '..'));
  return {
    write: (batch, privateKey) => writeSecret(path(batch), Buffer.from(privateKey)),
    has: (batch) => existsSync(path(batch)),
    read: (batch) => (existsSync(path(batch)) ? readFileSync(path(batch), 'utf8') : null),
    destroy: (batch) => {
      try {
        destroySecret(path(batch));
      } catch (error) {
        // Another process that shares the folder was first.
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    },
    list: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .map((name) => name.slice(0, -ending.length)),
    dropUnfinished: () => {
      for (const name of readdirSync(folder)) if (name.endsWith('.new')) destroySecret(join(folder, name));
    },
  };
}
