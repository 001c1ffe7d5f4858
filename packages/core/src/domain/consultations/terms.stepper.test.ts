import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productionCalendar } from '../../data/production-calendar.ts';
import { calendarOf, type CalendarDay } from '../calendar.ts';
import { answerTerm, defaultTerms, latestAnswer, registrationTerm, term, windowOf, type Terms } from './terms.ts';

/*
 * The same terms by a second, naive hand: it walks from day to day as one does on a wall calendar,
 * with its own months, weekdays and holidays, and shares nothing with what it checks.
 */

interface Day {
  year: number;
  month: number;
  date: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function tomorrow({ year, month, date }: Day): Day {
  if (date < lengthOf(year, month)) return { year, month, date: date + 1 };
  return month < 12 ? { year, month: month + 1, date: 1 } : { year: year + 1, month: 1, date: 1 };
}
function yesterday({ year, month, date }: Day): Day {
  if (date > 1) return { year, month, date: date - 1 };
  return month > 1
    ? { year, month: month - 1, date: lengthOf(year, month - 1) }
    : { year: year - 1, month: 12, date: 31 };
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0');
const written = ({ year, month, date }: Day): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
const read = (text: string): Day => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return { year, month, date };
};

/** Zeller's congruence: 0 is Saturday, 1 Sunday. */
function zeller({ year, month, date }: Day): number {
  const [m, y] = month < 3 ? [month + 12, year - 1] : [month, year];
  const [century, rest] = [Math.floor(y / 100), y % 100];
  return (
    (date + Math.floor((13 * (m + 1)) / 5) + rest + Math.floor(rest / 4) + Math.floor(century / 4) + 5 * century) % 7
  );
}

/** Copied once more from the domain notes, not from the data: off, and weekend days that work. */
const off = new Set(
  `2024 01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 02.23 03.08 04.29 04.30 05.01 05.09 05.10 06.12 11.04 12.30 12.31
   2025 01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 05.01 05.02 05.08 05.09 06.12 06.13 11.03 11.04 12.31
   2026 01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 01.09 02.23 03.09 05.01 05.11 06.12 11.04 12.31
   2027 01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 02.23 03.08 05.01 05.09 06.12 11.04`
    .split('\n')
    .flatMap((row) => {
      const [year, ...days] = row.trim().split(' ');
      return days.map((day) => `${year}-${day.replace('.', '-')}`);
    }),
);
const workingWeekends = new Set(['2024-04-27', '2024-11-02', '2024-12-28', '2025-11-01']);

/** What random calendars change on top of that. */
interface Changes {
  off: ReadonlySet<string>;
  working: ReadonlySet<string>;
}

function works(day: Day, changes: Changes): boolean {
  const name = written(day);
  if (changes.working.has(name)) return true;
  if (changes.off.has(name)) return false;
  if (workingWeekends.has(name)) return true;
  if (off.has(name)) return false;
  return zeller(day) > 1;
}

function walk(from: string, days: number, rollover: Terms['rollover'], changes: Changes): string {
  let end = read(from);
  for (let step = 0; step < days; step++) end = tomorrow(end);
  if (days === 0 || works(end, changes)) return written(end);
  if (rollover === 'preceding') {
    let back = yesterday(end);
    while (!works(back, changes)) back = yesterday(back);
    if (written(back) > from) return written(back);
  }
  let forward = tomorrow(end);
  while (!works(forward, changes)) forward = tomorrow(forward);
  return written(forward);
}

function walkWindow(from: string, days: number, changes: Changes): [closes: string, lastWorkingDay: string] {
  let end = read(from);
  for (let step = 0; step < days; step++) end = tomorrow(end);
  let last = end;
  while (written(last) >= from && !works(last, changes)) last = yesterday(last);
  return [written(end), written(last) >= from ? written(last) : written(end)];
}

/** Mulberry32: small, seeded, the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const seed = Number(process.env.OTKLIK_SEED ?? 20_261_124);
const total = 10_000;

test(`a naive stepper agrees on ${total} random cases, seed ${seed}`, (context) => {
  context.diagnostic(`seed ${seed} (another one: OTKLIK_SEED=…)`);
  const random = randomOf(seed);
  const below = (number: number): number => Math.floor(random() * number);
  const day = (): string => {
    const [year, month] = [2023 + below(6), 1 + below(12)];
    // Every fourth near a year's end, where holidays are thickest.
    return random() < 0.25
      ? written({ year, month: 12, date: 10 + below(22) })
      : written({ year, month, date: 1 + below(lengthOf(year, month)) });
  };
  let rolled = 0;
  let turned = 0;
  for (let number = 0; number < total; number++) {
    const from = day();
    const days = random() < 0.5 ? ([0, 1, 3, 7, 10, 15, 30][below(7)] ?? 0) : below(46);
    const changes: Changes = { off: new Set(), working: new Set() };
    if (random() < 0.3) {
      // A calendar that an administrator changed: some days more, some weekends less.
      let near = read(from);
      for (let step = 0; step < days + 20; step++) {
        if (random() < 0.2) (changes[random() < 0.5 ? 'off' : 'working'] as Set<string>).add(written(near));
        near = tomorrow(near);
      }
      for (const one of changes.working) (changes.off as Set<string>).delete(one);
    }
    const calendar = calendarOf([
      ...productionCalendar,
      ...[...changes.off].map((date): CalendarDay => ({ date, kind: 'off' })),
      ...[...changes.working].map((date): CalendarDay => ({ date, kind: random() < 0.3 ? 'short' : 'working' })),
    ]);
    const rollover = random() < 0.5 ? 'preceding' : 'next';
    const more = 1 + below(15);
    const terms: Terms = {
      ...defaultTerms,
      rollover,
      answerDays: days,
      registrationDays: 1 + below(5),
      forwardingDays: days,
      deferralNoticeDays: more,
    };
    const told = `case ${number}: ${from} + ${days}, ${rollover}`;

    const found = answerTerm(from, terms, calendar);
    const expected = walk(from, days, rollover, changes);
    assert.equal(found.date, expected, told);
    if (found.derivation.length > 1) rolled++;
    if (rollover === 'preceding' && found.derivation[1]?.rule === 'next_working_day') turned++;

    const registerBy = walk(from, terms.registrationDays, rollover, changes);
    assert.equal(registrationTerm(from, terms, calendar).date, registerBy, told);
    const latest = latestAnswer(from, terms, calendar);
    assert.deepEqual([latest.registerBy, latest.date], [registerBy, walk(registerBy, days, rollover, changes)], told);

    assert.equal(
      term('deferral', expected, more, terms, calendar).date,
      walk(expected, more, rollover, changes),
      `${told}, deferred by ${more}`,
    );
    for (const [rule, width] of [
      ['forwarding', days],
      ['deferral_notice', more],
    ] as const) {
      const { closes, lastWorkingDay } = windowOf(rule, from, terms, calendar);
      assert.deepEqual([closes, lastWorkingDay], walkWindow(from, width, changes), `${told}, ${rule} ${width}`);
    }
  }
  context.diagnostic(`${rolled} rolled, ${turned} of them forward because nothing was before`);
  assert.ok(rolled > 2_000 && turned > 100, 'the cases are too easy');
});
