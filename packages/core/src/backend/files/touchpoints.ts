import { mendedList } from '../../domain/touchpoints/mend.ts';
import { BackendError } from '../error.ts';
import type { TouchpointsPort } from '../port.ts';
import { readFile, textOf, type ReadOptions } from './read.ts';

export interface TouchpointsFileOptions extends ReadOptions {
  now?: () => Date;
}

/**
 * A plain JSON file of the shape of TouchpointList as a back end that has touchpoints, for a site
 * that has no server of ours. The file is of one audience; whichever is asked for gets it. What it
 * leaves out there isn't. Schedules follow from the hours in it; those of a file that was saved from
 * the API are long over.
 * @param src absolute address of the file
 */
export const touchpointsFile = (
  src: string,
  { now = () => new Date(), ...options }: TouchpointsFileOptions = {},
): TouchpointsPort => ({
  async readTouchpoints(_agency, audience, { signal } = {}) {
    const file = await readFile(src, { ...options, ...(signal && { signal }) });
    try {
      return mendedList(JSON.parse(textOf(file)), audience, now());
    } catch {
      throw new BackendError('answer_unreadable');
    }
  },
});
