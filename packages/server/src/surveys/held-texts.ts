import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text that a tally keeps: itself, or what knows where it lies. */
export interface HeldText {
  toString(): string;
}

/**
 * Texts of one tally. Beyond so many bytes they lie in a file, each sealed with a key that is in memory
 * alone: a hundred thousand ballots full of words are more than a small server has memory for, and no
 * word of an answer may stand on a disk beside its row.
 */
export interface HeldTexts {
  hold(text: string): HeldText;
  /** Afterwards nothing is left, nor could be read. */
  close(): void;
}

const inMemory = 16_000_000;
const cipher = 'aes-128-gcm';
const tagBytes = 16;

/** Each record has a number of its own, and the key is of one tally: none is used twice. */
function nonce(at: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(at), 4);
  return bytes;
}

function sealedFile() {
  const key = randomBytes(16);
  const folder = mkdtempSync(join(tmpdir(), 'otklik-'));
  const file = openSync(join(folder, 'texts'), 'wx+', 0o600);
  const unname = (): void => rmSync(folder, { recursive: true, force: true });
  // Without a name it is gone with the process, however that ends. Windows keeps the name until it is closed.
  if (process.platform !== 'win32') unname();
  let end = 0;
  const read = (at: number, bytes: number): string => {
    const record = Buffer.alloc(bytes);
    readSync(file, record, 0, bytes, at);
    const opened = createDecipheriv(cipher, key, nonce(at));
    opened.setAuthTag(record.subarray(bytes - tagBytes));
    return opened.update(record.subarray(0, bytes - tagBytes), undefined, 'utf8') + opened.final('utf8');
  };
  return {
    append: (text: string): HeldText => {
      const at = end;
      const seal = createCipheriv(cipher, key, nonce(at));
      const record = Buffer.concat([seal.update(text, 'utf8'), seal.final(), seal.getAuthTag()]);
      writeSync(file, record, 0, record.length, at);
      end += record.length;
      return { toString: () => read(at, record.length) };
    },
    close: () => {
      key.fill(0);
      closeSync(file);
      unname();
    },
  };
}

/** @param most UTF-16 units that are held in memory */
export function heldTexts(most = inMemory / 2): HeldTexts {
  let held = 0;
  let file: ReturnType<typeof sealedFile> | null = null;
  return {
    hold: (text) => {
      held += text.length;
      return held <= most ? text : (file ??= sealedFile()).append(text);
    },
    close: () => {
      file?.close();
      file = null;
    },
  };
}
