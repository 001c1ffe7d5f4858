import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { codeOf, StartError } from '../start-error.ts';
import { syncPath } from './durable-fs.ts';

const { tryLock } = createRequire(import.meta.url)('fs-native-extensions') as { tryLock(file: number): boolean };

/** Where the embedded database lies: a folder of PostgreSQL's files, and marks beside it. */
export interface DataFolder {
  /** What PostgreSQL keeps. */
  database: string;
  /** Nothing was ever stored here. */
  fresh: boolean;
  /** Called once the new database is whole and on the disk. */
  markReady(): void;
  release(): void;
}

/**
 * Takes a data folder for this process alone, by a lock of the operating system that ends with the
 * process. A first start that was cut short leaves the mark `database.making`: only then is what
 * lies there thrown away. A folder that has neither mark isn't ours to delete.
 * @throws StartError when it is in use, can't be written, or holds something else.
 */
export function takeFolder(path: string): DataFolder {
  const folder = resolve(path);
  const database = join(folder, 'database');
  const ready = join(folder, 'database.ready');
  const making = join(folder, 'database.making');
  let lock: number;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = openSync(join(folder, 'database.lock'), 'a+', 0o600);
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} can't be used (${codeOf(error)}). Set OTKLIK_DATA to a folder that this program may write to.`,
    );
  }
  if (!tryLock(lock)) {
    closeSync(lock);
    throw new StartError(
      `The data folder ${folder} is in use by another process. Stop that one first, or set OTKLIK_DATA to another folder.`,
    );
  }
  try {
    const fresh = !existsSync(ready);
    if (fresh && !existsSync(making) && existsSync(database) && readdirSync(database).length > 0) {
      throw new StartError(
        `The data in ${database} can't be read: the mark ${ready} is missing, so it isn't known to be a whole database. Put the folder back from a backup, or move it away to start anew.`,
      );
    }
    if (fresh) {
      writeFileSync(making, '', { flush: true });
      syncPath(folder);
      rmSync(database, { recursive: true, force: true });
    }
    return {
      database,
      fresh,
      markReady: () => {
        writeFileSync(ready, '', { flush: true });
        syncPath(folder);
        rmSync(making, { force: true });
      },
      release: () => closeSync(lock),
    };
  } catch (error) {
    closeSync(lock);
    if (error instanceof StartError) throw error;
    throw new StartError(`The data in ${folder} can't be read (${codeOf(error)}).`);
  }
}
