import type { Portal } from '../../contract/agencies.ts';
import type { Audience } from '../../contract/common.ts';
import type { TouchpointList, TouchpointListContent } from '../../contract/touchpoints.ts';
import { addDays, calendarOf, localTime, type CalendarDay } from '../calendar.ts';
import { channelInWords } from './channel-in-words.ts';
import { scheduleOf } from './schedule.ts';

/** The days of the production calendar that an opening within reach can depend on. */
const daysBack = 1;
const daysAhead = 60;

/**
 * The list of an audience as the API gives it at a moment; of a body that approved none, an empty one.
 * @param portals the agency's own for appeals, which are the public's: its servants have other ways
 */
export function touchpointList(
  content: TouchpointListContent | undefined,
  audience: Audience,
  moment: Date,
  timeZone: string,
  days: readonly CalendarDay[],
  portals: readonly Portal[] = [],
): TouchpointList {
  const { document, channels, items } = content ?? { document: null, channels: [], items: [] };
  const today = localTime(moment, timeZone).date;
  const [first, last] = [addDays(today, -daysBack), addDays(today, daysAhead)];
  const near = days.filter(({ date }) => date >= first && date <= last);
  const calendar = calendarOf(near);
  return {
    audience,
    document,
    timeZone,
    calendar: near,
    channels: channels.map((one) => ({
      ...one,
      schedule: scheduleOf(one, moment, timeZone, calendar),
      words: channelInWords(one),
    })),
    items,
    appealPortals: audience === 'external' ? [...portals] : [],
    next: null,
  };
}
