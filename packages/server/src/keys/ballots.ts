import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../database/durable-fs.ts';
import { codeOf } from '../start-error.ts';
import { destroySecret, writeSecret } from './files.ts';

/** Private keys of ballot batches: here and nowhere else, each until its batch is tallied. */
export interface BallotKeys {
  write(batch: string, privateKey: string): void;
  /** @throws Error where that can't be told: a folder that isn't mounted, a file that can't be read */
  has(batch: string): boolean;
  /** null: destroyed, or never here. @throws Error as `has` */
  read(batch: string): string | null;
  destroy(batch: string): void;
  /** Batches that have a key here. */
  list(): string[];
  /** Destroys what a crash left half written. Only while nobody writes. */
  dropUnfinished(): void;
}

const ending = '.key';

/** @param witness a file that is there as long as the folder is the one that was opened */
export function ballotKeys(folder: string, witness: string): BallotKeys {
  const path = (batch: string): string => {
    if (!/^[a-z0-9-]{1,40}$/.test(batch)) throw new TypeError('not the name of a batch');
    return join(folder, batch + ending);
  };
  /** A key counts as gone only where its folder is there: a box whose key is gone is given up for ever. */
  const found = <T>(look: () => T): T | null => {
    try {
      return look();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      for (const path of [folder, witness]) statSync(path);
      return null;
    }
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncPath(join(folder, '..'));
  return {
    write: (batch, privateKey) => writeSecret(path(batch), Buffer.from(privateKey)),
    has: (batch) => found(() => statSync(path(batch))) !== null,
    read: (batch) => found(() => readFileSync(path(batch), 'utf8')),
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
