import type { Language } from '@otklik/core/contract/common.js';
import type { Hours } from '@otklik/core/contract/touchpoints.js';

/** 1 January 2024 was a Monday. */
const dayName = (day: number | undefined, language: Language): string =>
  new Date(Date.UTC(2024, 0, day)).toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' });

/** Three days or more in a row as пн–чт, others as вт, чт. */
function daysIn(days: number[], language: Language): string {
  const [first, last] = [days[0], days.at(-1)] as [number, number];
  return days.length > 2 && last - first === days.length - 1
    ? `${dayName(first, language)}–${dayName(last, language)}`
    : days.map((day) => dayName(day, language)).join(', ');
}

/** As people write it in a row: 9–16:45. */
const between = ({ from, to }: Hours): string => `${from}–${to}`.replace(/\b0|:00/g, '');

/** Hours as pieces that each stay on one line: «пн–чт 9–18», «пт 9–16:45», «обед 13–13:45»; a break names its days where it isn't on all. */
export function hoursInWords(hours: Hours[], breaks: Hours[], language: Language, lunch: string): string[] {
  const open = hours.flatMap(({ days }) => days);
  return [
    ...hours.map((span) => `${daysIn(span.days, language)} ${between(span)}`),
    ...breaks.map((span) => {
      const days = open.every((day) => span.days.includes(day)) ? '' : `${daysIn(span.days, language)} `;
      return `${lunch} ${days}${between(span)}`;
    }),
  ];
}
