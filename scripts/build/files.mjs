import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * @param {string} path a folder, or one file
 * @returns {string[]} the files in it, in order, with `/`; `''` for the file itself
 */
export function filesIn(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return statSync(path, { throwIfNoEntry: false }) ? [''] : [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
