import { BackendError } from '../../backend/error.ts';
import type { Check } from './refuse.ts';
import { readZip, unpack } from './zip.ts';

/** What macOS leaves in archives by itself: AppleDouble files, Finder's settings. */
const isLitter = (name: string, bytes: Uint8Array): boolean => {
  const magic = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return name.startsWith('__MACOSX/')
    ? magic.startsWith('00051607')
    : /(?:^|\/)\.DS_Store$/.test(name) && magic === '0000000142756431';
};

/**
 * An archive holds what could be uploaded by itself, and nothing else.
 * @throws BackendError of whatever is wrong, with the member's name in `params.entry`
 */
export async function checkArchive(bytes: Uint8Array, check: Check): Promise<void> {
  for (const entry of readZip(bytes, check)) {
    if (entry.directory) continue;
    const content = await unpack(entry, check);
    if (isLitter(entry.name, content)) continue;
    try {
      await check.examine(entry.name, content, check);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      const inner = error.params.entry === undefined ? '' : `/${error.params.entry}`;
      throw new BackendError(error.code, { ...error.params, entry: (entry.name + inner).slice(0, 200) });
    }
  }
}
