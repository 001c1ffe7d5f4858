import type { LocalizedText } from '../../contract/common.ts';
import type { ChannelContent, TouchpointList } from '../../contract/touchpoints.ts';
import { touchpointList } from '../../domain/touchpoints/list.ts';
import { BackendError } from '../error.ts';
import type { TouchpointsPort } from '../port.ts';
import { readFile, textOf, type ReadOptions } from './read.ts';

const noText: LocalizedText = { ru: '' };

/** What a file may leave out: whoever writes one by hand needn't say what there isn't. */
const plainChannel = {
  kind: 'website',
  preference: 'self',
  purpose: noText,
  contact: null,
  url: null,
  hours: [],
  breaks: [],
  always: false,
  answerTime: noText,
  signIn: noText,
  accessibility: null,
  replyForm: null,
} satisfies Partial<ChannelContent>;

function listOf(value: unknown, audience: TouchpointList['audience'], moment: Date): TouchpointList {
  const list = value as Partial<TouchpointList>;
  if (!Array.isArray(list.channels)) throw new BackendError('answer_unreadable');
  const channels = list.channels.map((one) => ({ ...plainChannel, ...one }));
  if (channels.some(({ id, title }) => !id || !title?.ru)) throw new BackendError('answer_unreadable');
  // Throws for a zone that doesn't exist, and takes none for the reader's own.
  const { timeZone } = new Intl.DateTimeFormat(
    'ru',
    list.timeZone ? { timeZone: list.timeZone } : {},
  ).resolvedOptions();
  const content = { document: list.document ?? null, channels, items: list.items ?? [] };
  return touchpointList(content, audience, moment, timeZone, list.calendar ?? []);
}

export interface TouchpointsFileOptions extends ReadOptions {
  now?: () => Date;
}

/**
 * A plain JSON file of the shape of TouchpointList as a back end that has touchpoints, for a site
 * that has no server of ours. The file is of one audience; whichever is asked for gets it. Schedules
 * follow from the hours in it; those of a file that was saved from the API are long over.
 * @param src absolute address of the file
 */
export const touchpointsFile = (
  src: string,
  { now = () => new Date(), ...options }: TouchpointsFileOptions = {},
): TouchpointsPort => ({
  async readTouchpoints(_agency, audience, { signal } = {}) {
    const file = await readFile(src, { ...options, ...(signal && { signal }) });
    try {
      return listOf(JSON.parse(textOf(file)), audience, now());
    } catch {
      throw new BackendError('answer_unreadable');
    }
  },
});
