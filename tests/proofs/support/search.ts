import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, whole paths; none where there is no folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** A database deletes files and folders of its own while others look. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Some bytes in base64, wherever in a longer text they stand: it writes three bytes as four signs, so that there are
 * three ways; what is half of a neighbour's is left out.
 */
const inBase64 = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap((before) => {
    const known = [Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3)] as const;
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    return (['base64', 'base64url'] as const).map((form) => whole.toString(form).slice(...known));
  });

/** Some bytes in every form in which programs write them down. */
const forms = (bytes: Buffer): Buffer[] => {
  const hex = bytes.toString('hex');
  return [bytes, ...[hex, hex.toUpperCase(), ...inBase64(bytes)].map((text) => Buffer.from(text))];
};

/** A text's hashes, as somebody might write them down who means to keep no such text. */
export const hashesOf = (text: string): Buffer[] =>
  ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(text).digest());

const contents = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    // A database deletes files of its own while others look.
    return Buffer.alloc(0);
  }
};

/**
 * The files that hold some text or bytes, as they are or in hexadecimal or base64.
 * @param paths files and folders
 */
export function filesWith(paths: readonly string[], wanted: string | Buffer): string[] {
  const bytes = typeof wanted === 'string' ? Buffer.from(wanted) : wanted;
  const all = forms(bytes);
  return paths.flatMap(filesBelow).filter((path) => {
    const held = contents(path);
    return all.some((form) => held.includes(form));
  });
}
