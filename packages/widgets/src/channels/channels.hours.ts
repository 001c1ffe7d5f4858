import type { Language } from '@otklik/core/contract/common.js';
import type { Hours } from '@otklik/core/contract/touchpoints.js';

/** 1 January 2024 was a Monday. */
const dayName = (day: number, language: Language): string =>
  new Date(Date.UTC(2024, 0, day)).toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' });

/** 09:00 as people write it in a row: 9; 16:45 stays. */
const brief = (time: string): string => time.replace(/^0/, '').replace(':00', '');

const between = ({ from, to }: Hours): string => `${brief(from)}–${brief(to)}`;

/** Days in a row as пн–чт, others as вт, чт. */
function daysIn(days: number[], language: Language): string {
  const runs: number[][] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) =>
      run.length > 2
        ? `${dayName(run[0]!, language)}–${dayName(run.at(-1)!, language)}`
        : run.map((day) => dayName(day, language)),
    )
    .join(', ');
}

/**
 * Hours as pieces that each stay on one line: пн–чт 9–18 · пт 9–16:45 · обед 13–13:45. A break names
 * its days where it isn't on all of them.
 */
export function hoursInWords(hours: Hours[], breaks: Hours[], language: Language, lunch: string): string[] {
  const open = new Set(hours.flatMap(({ days }) => days));
  return [
    ...hours.map((span) => `${daysIn(span.days, language)} ${between(span)}`),
    ...breaks.map((span) =>
      [lunch, [...open].every((day) => span.days.includes(day)) ? '' : daysIn(span.days, language), between(span)]
        .filter(Boolean)
        .join(' '),
    ),
  ];
}
