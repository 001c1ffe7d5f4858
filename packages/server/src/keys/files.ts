import { closeSync, fsyncSync, fstatSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { syncPath } from '../database/durable-fs.ts';

/** Writes a new secret so that it is there, whole, after a power cut, or not at all. Mode 0600. */
export function writeSecret(path: string, bytes: Buffer): void {
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  syncPath(dirname(path));
}

/**
 * Destroys a secret: overwritten, unlinked, both brought to the disk. (A disk that moves what it
 * overwrites may keep the old bytes for a while: documentation tells operators to encrypt it.)
 */
export function destroySecret(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, randomBytes(fstatSync(file).size), 0, undefined, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
  syncPath(dirname(path));
}
