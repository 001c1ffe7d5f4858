import type { Language } from '../../contract/common.ts';
import type { Hours } from '../../contract/touchpoints.ts';
import { dayNames } from './hours-in-words.ts';

/** Runs of three days or more as пн–чт, others one by one. `days` are in order, none twice. */
function daysIn(days: readonly number[], names: readonly string[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day = 0): string => names[day - 1] ?? '';
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name))).join(', ');
}

/** Hours as a cell holds them: «пн–чт 09:00–18:00; пт 09:00–16:45». */
export const hoursCell = (hours: readonly Hours[], language: Language): string =>
  hours.map(({ days, from, to }) => `${daysIn(days, dayNames[language])} ${from}–${to}`).join('; ');

function dayOf(name: string): number | undefined {
  const meant = name.trim().toLowerCase().replace(/\.$/, '');
  const found = Object.values(dayNames).map((names) => names.findIndex((one) => one.toLowerCase() === meant) + 1);
  return found.find((day) => day > 0);
}

function daysOf(cell: string): number[] | undefined {
  const days: number[] = [];
  for (const part of cell.split(',')) {
    const [first, last, ...rest] = part.split(/[-–—−]/).map(dayOf);
    const end = part.match(/[-–—−]/) ? last : first;
    if (first === undefined || end === undefined || rest.length > 0 || end < first) return undefined;
    for (let day = first; day <= end; day++) days.push(day);
  }
  return days;
}

/** What `hoursCell` made, or a person wrote after its model, in any language; undefined: neither. */
export function hoursOf(cell: string): Hours[] | undefined {
  const found: Hours[] = [];
  for (const part of cell.split(/[;\n]/).map((one) => one.trim())) {
    if (part === '') continue;
    const match = /^(\D+?)\s*(\d{1,2}:\d\d)\s*[-–—−]\s*(\d{1,2}:\d\d)$/u.exec(part);
    const days = match && daysOf(match[1] ?? '');
    if (!days) return undefined;
    found.push({ days, from: (match[2] ?? '').padStart(5, '0'), to: (match[3] ?? '').padStart(5, '0') });
  }
  return found;
}
