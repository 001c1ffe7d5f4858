import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeSecret } from '../keys/files.ts';
import { codeOf, StartError } from '../start-error.ts';
import type { Head } from './chain.ts';

const { waitForLock } = createRequire(import.meta.url)('fs-native-extensions') as {
  waitForLock(file: number): Promise<void>;
};

/**
 * The journal's head outside of the database: the file `journal-head` of the keys folder, one line
 * with number and mac. Who has the database alone can cut the journal's end, but not this.
 */
export interface HeadFile {
  path: string;
  /** @throws StartError when it is there and can't be read. */
  read(): Head | 'missing' | 'damaged';
  /**
   * Runs `work` while nobody else does, in this process or in another that shares the folder; only
   * it may write. What is written is on the disk, whole, when `write` returns.
   * @throws StartError when the folder can't be written.
   */
  alone<T>(work: (write: (head: Head) => void) => Promise<T>): Promise<T>;
}

function usable<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw new StartError(
      `The journal's head ${path} can't be used (${codeOf(error)}). Set OTKLIK_KEYS to a folder that this program may write to.`,
      { cause: error },
    );
  }
}

function parse(line: string): Head | 'damaged' {
  const [, sequence, mac] = /^(\d{1,10}) ([0-9a-f]{64})\n$/.exec(line) ?? [];
  return sequence && mac ? { sequence: Number(sequence), mac: Buffer.from(mac, 'hex') } : 'damaged';
}

export function headFile(folder: string): HeadFile {
  const path = join(folder, 'journal-head');
  const write = ({ sequence, mac }: Head): void =>
    usable(path, () => writeSecret(path, Buffer.from(`${sequence} ${mac.toString('hex')}\n`)));
  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    const lock = usable(path, () => openSync(`${path}.lock`, 'a+', 0o600));
    try {
      await waitForLock(lock);
      return await work();
    } finally {
      closeSync(lock);
    }
  };
  // One after the other here: each wait for the lock takes up a thread.
  let last: Promise<unknown> = Promise.resolve();
  return {
    path,
    read: () => {
      try {
        return parse(readFileSync(path, 'utf8'));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return 'missing';
        return usable(path, () => {
          throw error;
        });
      }
    },
    alone: (work) => {
      const run = last.then(() => locked(() => work(write)));
      last = run.catch(() => undefined);
      return run;
    },
  };
}
