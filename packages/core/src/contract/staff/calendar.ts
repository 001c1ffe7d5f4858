import * as v from 'valibot';
import { isoDate } from '../common.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { day } from './inputs.ts';

/** How days of a year differ from "Saturday and Sunday off" (production calendar, Labour Code, article 112). */
export const calendarDayKinds = ['off', 'short', 'working'] as const;
const dayKind = v.picklist(calendarDayKinds, 'choice_unknown');

export const calendarYearInputSchema = v.strictObject({
  days: v.pipe(
    v.array(v.strictObject({ date: day, kind: dayKind }), 'type'),
    v.maxLength(366, 'too_many'),
    v.check((days) => new Set(days.map(({ date }) => date)).size === days.length, 'twice'),
  ),
});
export type CalendarYearInput = v.InferOutput<typeof calendarYearInputSchema>;

export const calendarYearSchema = v.strictObject({
  year: v.number(),
  /** `shipped`: came with the product; `own`: an administrator set it. */
  source: v.picklist(['shipped', 'own']),
  /** False: transfers of days off aren't known yet, terms in this year may move. */
  complete: v.boolean(),
  days: v.array(v.strictObject({ date: isoDate, kind: v.picklist(calendarDayKinds) })),
});
export type CalendarYear = v.InferOutput<typeof calendarYearSchema>;

/** `warnings`: years that open terms reach, whose calendar is incomplete or missing. */
export const staffCalendarSchema = v.strictObject({
  years: v.array(calendarYearSchema),
  warnings: v.array(v.number()),
});
export type StaffCalendar = v.InferOutput<typeof staffCalendarSchema>;

/** What a new calendar did to cases that are open. */
export const calendarChangedSchema = v.strictObject({
  calendar: staffCalendarSchema,
  /** Open cases that were looked at, and those of them whose promised date is another one now. */
  recomputed: v.number(),
  moved: v.number(),
});
export type CalendarChanged = v.InferOutput<typeof calendarChangedSchema>;

export const calendarStaffSchemas = {
  CalendarYearInput: calendarYearInputSchema,
  StaffCalendar: staffCalendarSchema,
  CalendarChanged: calendarChangedSchema,
} as const;

const calendar = '/api/v1/staff/agencies/{agency}/calendar';

export const calendarStaffEndpoints = {
  readCalendar: {
    method: 'GET',
    path: calendar,
    access: ['consultant', 'head', 'administrator'],
    summary: 'The production calendar, year by year',
    status: 200,
    answer: 'StaffCalendar',
    problems: [],
  },
  replaceCalendarYear: {
    method: 'PUT',
    path: `${calendar}/{year}`,
    access: ['administrator'],
    summary: 'Replace a year; open cases are recomputed, and clients told whose date moves',
    body: 'CalendarYearInput',
    status: 200,
    answer: 'CalendarChanged',
    problems: [],
  },
} as const satisfies Record<string, StaffEndpoint>;
