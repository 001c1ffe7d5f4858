import type { Channel, Hours } from '../../contract/touchpoints.ts';
import { addDays, isWorkingDay, localTime, weekday, type Calendar, type IsoDate } from '../calendar.ts';

/** Whether a channel takes calls or visitors at a moment, and until or from when, in the agency's own time. */
export type OpenState =
  | { state: 'always' }
  | { state: 'open'; until: string }
  | { state: 'break'; until: string }
  | { state: 'closed'; opensOn: IsoDate; opensAt: string; today: boolean; tomorrow: boolean }
  | { state: 'unknown' };

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

interface Span {
  from: number;
  to: number;
}

/**
 * The spans of a date. On a day off there are none; a working Saturday or Sunday that the calendar
 * names keeps Friday's hours; a day before a holiday is an hour shorter (Labour Code, article 95).
 */
function spansOn(date: IsoDate, hours: readonly Hours[], calendar: Calendar): Span[] {
  const day = weekday(date);
  const named = calendar.get(date);
  const wanted =
    day > 5 && (named === 'working' || named === 'short') && !hours.some(({ days }) => days.includes(day)) ? 5 : day;
  if (named === 'off' || (day < 6 && !isWorkingDay(date, calendar))) return [];
  return hours
    .filter(({ days }) => days.includes(wanted))
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) - (named === 'short' ? 60 : 0) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
}

/** How far ahead an opening is looked for: longer than any holidays. */
const horizon = 30;

/** Open now, closed, or having a break, by the clock of `timeZone`. */
export function openState(
  channel: Pick<Channel, 'always' | 'hours' | 'breaks'>,
  moment: Date,
  timeZone: string,
  calendar: Calendar,
): OpenState {
  if (channel.always) return { state: 'always' };
  const { date, minutes } = localTime(moment, timeZone);
  const span = spansOn(date, channel.hours, calendar).find(({ from, to }) => from <= minutes && minutes < to);
  if (span) {
    const rest = spansOn(date, channel.breaks, new Map()).find(
      ({ from, to }) => from <= minutes && minutes < to && to < span.to,
    );
    return rest ? { state: 'break', until: timeOf(rest.to) } : { state: 'open', until: timeOf(span.to) };
  }
  for (let ahead = 0; ahead <= horizon; ahead++) {
    const on = addDays(date, ahead);
    const next = spansOn(on, channel.hours, calendar).find(({ from }) => ahead > 0 || from > minutes);
    if (next)
      return { state: 'closed', opensOn: on, opensAt: timeOf(next.from), today: ahead === 0, tomorrow: ahead === 1 };
  }
  return { state: 'unknown' };
}
