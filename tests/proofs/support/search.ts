import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, whole paths; none where there is no folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Some bytes in every form in which programs write them down. */
const forms = (bytes: Buffer): Buffer[] => [
  bytes,
  ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes.toString(form))),
];

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
  const all = [...forms(bytes), Buffer.from(bytes.toString('hex').toUpperCase())];
  return paths.flatMap(filesBelow).filter((path) => {
    const held = contents(path);
    return all.some((form) => held.includes(form));
  });
}
