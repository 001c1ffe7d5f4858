import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { headFile, type HeadFile } from '../journal/head-file.ts';
import { codeOf, StartError } from '../start-error.ts';
import { ballotKeys, type BallotKeys } from './ballots.ts';
import { writeSecret } from './files.ts';

/** What a sub-key is for. No two purposes share one. */
export type KeyPurpose =
  | 'fingerprint'
  | 'case-code'
  | 'case-code-hash'
  | 'idempotency-key'
  | 'idempotency-body'
  | 'staff-session'
  | 'journal'
  | 'upload-key'
  | 'upload-token'
  | 'upload-token-hash';

export interface Keys {
  /** HMAC-SHA256 of `parts` by the sub-key for `purpose` (HKDF of the master secret, RFC 5869). */
  mac(purpose: KeyPurpose, ...parts: string[]): Buffer;
  /** Tells this master secret from any other, and nothing else of it. */
  fingerprint: Buffer;
  ballots: BallotKeys;
  /** The journal's last entry, as known outside of the database. */
  journalHead: HeadFile;
}

const secretBytes = 32;
const masterFile = (folder: string): string => join(folder, 'master.key');

function keysOf(folder: string, master: Buffer): Keys {
  const subKeys = new Map<KeyPurpose, Buffer>();
  const subKey = (purpose: KeyPurpose): Buffer => {
    const known = subKeys.get(purpose) ?? Buffer.from(hkdfSync('sha256', master, '', `otklik ${purpose} v1`, 32));
    subKeys.set(purpose, known);
    return known;
  };
  const mac = (purpose: KeyPurpose, ...parts: string[]): Buffer =>
    createHmac('sha256', subKey(purpose)).update(JSON.stringify(parts)).digest();
  return {
    mac,
    fingerprint: mac('fingerprint'),
    ballots: ballotKeys(join(folder, 'ballots'), masterFile(folder)),
    journalHead: headFile(folder),
  };
}

/**
 * Opens the keys folder. A master secret is made only for a new database (`expected` null): beside
 * existing data a missing or foreign one means that codes, idempotency and ballots can't work.
 * @param expected fingerprint that the database holds.
 * @throws StartError
 */
export function openKeys(path: string, expected: Buffer | null): Keys {
  const folder = resolve(path);
  const file = masterFile(folder);
  const advice = 'Put the keys folder back from its backup, or set OTKLIK_KEYS to where it is.';
  try {
    if (!existsSync(file)) {
      if (expected) {
        const missing = existsSync(folder) ? `The master secret ${file}` : `The keys folder ${folder}`;
        throw new StartError(`${missing} is missing, but the database already holds data made with it. ${advice}`);
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      writeSecret(file, randomBytes(secretBytes));
    }
    const master = readFileSync(file);
    if (master.length !== secretBytes)
      throw new StartError(`The master secret ${file} is damaged: it must be ${secretBytes} bytes long. ${advice}`);
    const keys = keysOf(folder, master);
    if (expected && !timingSafeEqual(keys.fingerprint, expected)) {
      throw new StartError(
        `The keys in ${folder} belong to other data: this database was made with another master secret. ${advice}`,
      );
    }
    return keys;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The keys folder ${folder} can't be used (${codeOf(error)}). Set OTKLIK_KEYS to a folder that this program may write to.`,
      { cause: error },
    );
  }
}
