import type { Hours, Opening, Schedule } from '../../contract/touchpoints.ts';
import { addDays, instantOf, localTime, weekday, type Calendar, type IsoDate } from '../calendar.ts';
import { hoursInWords, type Timed } from './hours-in-words.ts';

/** Minutes since midnight. */
interface Span {
  from: number;
  to: number;
  resumes: boolean;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const spansIn = (hours: readonly Hours[], day: number, shorter = 0): Span[] =>
  hours
    .filter(({ days }) => days.includes(day))
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) - shorter, resumes: false }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);

/** What is left of a span between breaks. One that lasts until its end isn't any: the hours say more. */
function between(span: Span, breaks: readonly Span[]): Span[] {
  const parts: Span[] = [];
  let { from, resumes } = span;
  for (const rest of breaks) {
    if (rest.to <= from || rest.to >= span.to) continue;
    if (rest.from > from) {
      parts.push({ from, to: rest.from, resumes });
      resumes = true;
    }
    from = rest.to;
  }
  return [...parts, { from, to: span.to, resumes }];
}

/**
 * When a channel is open on a date. On a day off it isn't; a working Saturday or Sunday that the
 * calendar names keeps Friday's hours; a day before a holiday is an hour shorter (Labour Code, article 95).
 * A channel that works on holidays knows nothing of all that.
 */
function spansOn(date: IsoDate, { hours, breaks, holidays }: Timed, calendar: Calendar): Span[] {
  const day = weekday(date);
  const kind = holidays ? undefined : calendar.get(date);
  if (kind === 'off') return [];
  const moved = day > 5 && kind && !hours.some(({ days }) => days.includes(day));
  const like = moved ? 5 : day;
  return spansIn(hours, like, kind === 'short' ? 60 : 0).flatMap((span) => between(span, spansIn(breaks, like)));
}

/** How many days ahead openings are looked for: longer than any holidays. */
const horizon = 30;
const most = 6;

function openingsFrom(moment: Date, channel: Timed, timeZone: string, calendar: Calendar): Opening[] {
  const { date } = localTime(moment, timeZone);
  const found: Opening[] = [];
  for (let ahead = 0; ahead <= horizon; ahead++) {
    const on = addDays(date, ahead);
    for (const { from, to, resumes } of spansOn(on, channel, calendar)) {
      const end = instantOf(on, to, timeZone);
      if (end <= moment) continue;
      found.push({ from: instantOf(on, from, timeZone).toISOString(), to: end.toISOString(), resumes });
      if (found.length === most) return found;
    }
  }
  return found;
}

/**
 * What the API says of a channel's hours at a moment, so that whoever shows it only compares
 * instants. Hours are by the clock of `timeZone` (IANA name), days by the production calendar.
 */
export const scheduleOf = (channel: Timed, moment: Date, timeZone: string, calendar: Calendar): Schedule => ({
  words: hoursInWords(channel),
  openings: channel.always ? [] : openingsFrom(moment, channel, timeZone, calendar),
});
