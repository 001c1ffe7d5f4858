import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Name of a version's folder and of its address, `v1.2.3`, as a regular expression. */
export const versionPattern = String.raw`^v\d{1,5}\.\d{1,5}\.\d{1,5}$`;

/** Folders of the versions in `kept`; none where there is no such folder. */
export async function keptVersions(kept: string): Promise<string[]> {
  const name = new RegExp(versionPattern);
  const found = await readdir(kept).catch(() => []);
  return found.filter((one) => name.test(one)).map((one) => join(kept, one));
}

/** What tells whether two folders hold the same files. */
const listOf = (folder: string): Promise<string> => readFile(join(folder, 'integrity.json'), 'utf8').catch(() => '');

/**
 * Keeps the files of the version that runs, so that they are still there when a later one runs: pages
 * name them by their hash (docs/decisions/0018). Any number of processes may do it at once.
 * @throws what the file system says
 */
export async function keepVersion(current: string, version: string, kept: string): Promise<void> {
  const place = join(kept, `v${version}`);
  const list = await listOf(current);
  if (!list || list === (await listOf(place))) return;
  await mkdir(kept, { recursive: true });
  const draft = `${place}.${randomUUID()}.part`;
  try {
    await cp(current, draft, { recursive: true });
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
  } catch (error) {
    // Another process was quicker.
    if (list !== (await listOf(place))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
