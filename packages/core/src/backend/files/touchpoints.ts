import type { LocalizedText } from '../../contract/common.ts';
import type { Channel, Hours, TouchpointList } from '../../contract/touchpoints.ts';
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
} satisfies Partial<Channel>;

/** 9:00 is written more often than 09:00. */
const padded = (hours: Hours[]): Hours[] =>
  hours.map(({ days, from, to }) => ({ days, from: from.padStart(5, '0'), to: to.padStart(5, '0') }));

function listOf(value: unknown, audience: TouchpointList['audience']): TouchpointList {
  const list = value as Partial<TouchpointList>;
  if (!Array.isArray(list.channels)) throw new BackendError('answer_unreadable');
  const channels = list.channels.map((one) => {
    const channel = { ...plainChannel, ...one };
    return { ...channel, hours: padded(channel.hours), breaks: padded(channel.breaks) };
  });
  if (channels.some(({ id, title }) => !id || !title?.ru)) throw new BackendError('answer_unreadable');
  // Throws for a zone that doesn't exist, and takes none for the reader's own.
  const { timeZone } = new Intl.DateTimeFormat(
    'ru',
    list.timeZone ? { timeZone: list.timeZone } : {},
  ).resolvedOptions();
  return {
    document: list.document ?? null,
    calendar: list.calendar ?? [],
    items: list.items ?? [],
    audience,
    timeZone,
    channels,
    next: null,
  };
}

/**
 * A plain JSON file of the shape of TouchpointList as a back end that has touchpoints, for a site
 * that has no server of ours. The file is of one audience; whichever is asked for gets it.
 * @param src absolute address of the file
 */
export const touchpointsFile = (src: string, options: ReadOptions = {}): TouchpointsPort => ({
  async readTouchpoints(_agency, audience, { signal } = {}) {
    const file = await readFile(src, { ...options, ...(signal && { signal }) });
    try {
      return listOf(JSON.parse(textOf(file)), audience);
    } catch {
      throw new BackendError('answer_unreadable');
    }
  },
});
