/*
 * Terms counted by hand, on paper, by the production calendars of 2024 to 2027 as the domain notes
 * have them; none of the dates was made by the code that they test. Each row says why.
 */

type ByRollover = [from: string, preceding: string, next: string, why: string];

/** 30 days from registration. */
export const answers: ByRollover[] = [
  ['2026-10-19', '2026-11-18', '2026-11-18', 'October has 31 days, so the 18th: a Wednesday'],
  ['2026-11-02', '2026-12-02', '2026-12-02', 'November has 30 days, so the 2nd again: a Wednesday'],
  ['2026-11-05', '2026-12-04', '2026-12-07', 'Saturday 5 December: Friday before, Monday after'],
  [
    '2026-12-01',
    '2026-12-30',
    '2027-01-11',
    '31 December is off by transfer; after it holidays to the 8th and a weekend',
  ],
  ['2026-12-15', '2027-01-14', '2027-01-14', 'past the holidays, into a Thursday of the next year'],
  ['2025-12-01', '2025-12-30', '2026-01-12', '31 December 2025 is off by transfer'],
  ['2025-12-02', '2025-12-30', '2026-01-12', 'New Year’s Day; 2026 has holidays to the 9th, then a weekend'],
  ['2025-12-12', '2025-12-30', '2026-01-12', 'Sunday 11 January, the last day off: back over the year’s end'],
  ['2025-12-13', '2026-01-12', '2026-01-12', 'the first working day of the year'],
  ['2024-12-09', '2024-12-28', '2025-01-09', 'Wednesday 8 January, a holiday: back to the working Saturday'],
  ['2024-12-10', '2025-01-09', '2025-01-09', 'the first working day of 2025, a Thursday'],
  ['2024-11-28', '2024-12-28', '2024-12-28', 'a Saturday that works, for Monday the 30th'],
  ['2024-11-29', '2024-12-28', '2025-01-09', 'the Sunday after it; 30 and 31 December are off'],
  ['2024-01-30', '2024-02-29', '2024-02-29', 'leap day: one of January and 29 of February'],
  ['2024-01-31', '2024-03-01', '2024-03-01', 'leap year: 29 of February and one of March, a Friday'],
  ['2024-02-01', '2024-03-01', '2024-03-04', 'leap year: 28 are left of February, Saturday 2 March'],
  ['2025-01-30', '2025-02-28', '2025-03-03', 'no leap year: one, 28 and one make Saturday 1 March'],
  ['2028-01-30', '2028-02-29', '2028-02-29', 'leap day of a year without a calendar: Monday to Friday work'],
  [
    '2027-12-02',
    '2027-12-31',
    '2028-01-03',
    'Saturday 1 January 2028: that year isn’t loaded, its holidays are unknown',
  ],
  ['2024-01-24', '2024-02-22', '2024-02-26', '23 February, a Friday: the short day before works; then a weekend'],
  ['2025-01-24', '2025-02-21', '2025-02-24', '23 February 2025 is a Sunday whose day off went to May: Monday works'],
  ['2026-01-24', '2026-02-20', '2026-02-24', '23 February, a Monday after a weekend'],
  ['2027-01-24', '2027-02-22', '2027-02-24', '23 February 2027, a Tuesday, by law alone: no transfers are known'],
  ['2024-02-07', '2024-03-07', '2024-03-11', '8 March, a Friday of a leap year: the short day before works'],
  ['2026-02-07', '2026-03-06', '2026-03-10', 'Monday 9 March is off for Sunday the 8th'],
  ['2027-02-06', '2027-03-05', '2027-03-09', '8 March 2027, a Monday, by law alone'],
  ['2024-03-28', '2024-04-27', '2024-04-27', 'a Saturday that works, for Monday the 29th'],
  ['2024-03-29', '2024-04-27', '2024-05-02', 'the Sunday after it; 29 and 30 April and 1 May are off'],
  ['2024-03-30', '2024-04-27', '2024-05-02', 'Monday 29 April, off by transfer'],
  ['2024-04-01', '2024-04-27', '2024-05-02', '1 May: back over two days off and a Sunday'],
  ['2024-04-09', '2024-05-08', '2024-05-13', '9 May: the short day before works; the 10th is off, then a weekend'],
  ['2025-04-01', '2025-04-30', '2025-05-05', '1 May: the short day before works; the 2nd is off, then a weekend'],
  ['2025-04-09', '2025-05-07', '2025-05-12', '9 May: the 8th is off too; then a weekend'],
  ['2026-04-01', '2026-04-30', '2026-05-04', '1 May, a Friday: the short day before works'],
  ['2026-04-11', '2026-05-08', '2026-05-12', 'Monday 11 May is off for Saturday the 9th: back to the short Friday'],
  ['2024-05-13', '2024-06-11', '2024-06-13', '12 June, a Wednesday: the short day before, the Thursday after'],
  ['2025-05-14', '2025-06-11', '2025-06-16', 'Friday 13 June is off beside the 12th'],
  ['2026-05-13', '2026-06-11', '2026-06-15', '12 June, a Friday: the short Thursday before'],
  ['2024-10-03', '2024-11-02', '2024-11-02', 'a Saturday that works, and is short'],
  ['2024-10-04', '2024-11-02', '2024-11-05', 'the Sunday after it; Monday 4 November is off'],
  ['2025-10-02', '2025-11-01', '2025-11-01', 'a Saturday that works, and is short, for Monday the 3rd'],
  ['2025-10-05', '2025-11-01', '2025-11-05', '4 November: the 3rd is off, the 2nd a Sunday, the 1st works'],
  ['2026-10-05', '2026-11-03', '2026-11-05', '4 November, a Wednesday: the short day before works'],
  ['2027-04-01', '2027-04-30', '2027-05-03', '1 May 2027, a Saturday: no transfer to Monday is known'],
  ['2027-05-13', '2027-06-11', '2027-06-14', '12 June 2027, a Saturday: no transfer to Monday is known'],
  ['2027-10-05', '2027-11-03', '2027-11-05', '4 November 2027, a Thursday, by law alone'],
  ['2026-12-09', '2026-12-30', '2027-01-11', 'Friday 8 January 2027, the last of nine days off: back before them all'],
  ['2026-12-12', '2027-01-11', '2027-01-11', 'the first working day of 2027'],
  ['2028-01-31', '2028-03-01', '2028-03-01', 'leap year: 29 of February and one of March, a Wednesday'],
  ['2028-01-27', '2028-02-25', '2028-02-28', 'leap year: four are left of January, Saturday 26 February'],
];

/** 3 days from receipt. */
export const registrations: ByRollover[] = [
  ['2026-11-24', '2026-11-27', '2026-11-27', 'Tuesday to Friday'],
  ['2026-11-18', '2026-11-20', '2026-11-23', 'Wednesday to Saturday: Friday before, Monday after'],
  ['2026-11-19', '2026-11-20', '2026-11-23', 'Thursday to Sunday: one day is left, the Friday'],
  ['2026-11-20', '2026-11-23', '2026-11-23', 'Friday to Monday: the weekend counts'],
  ['2026-10-31', '2026-11-03', '2026-11-03', 'from a Saturday to a short Tuesday, which works'],
  ['2026-11-01', '2026-11-03', '2026-11-05', 'from a Sunday to 4 November'],
  ['2026-11-02', '2026-11-05', '2026-11-05', 'over 4 November'],
  ['2026-12-28', '2026-12-30', '2027-01-11', '31 December, off by transfer'],
  ['2026-12-29', '2026-12-30', '2027-01-11', '1 January: back over the year’s end, the day after receipt'],
  ['2026-12-30', '2027-01-11', '2027-01-11', 'no working day before 2 January but the day of receipt itself: forward'],
  [
    '2026-12-31',
    '2027-01-11',
    '2027-01-11',
    'received on a day off, and all before 3 January lie before receipt: forward',
  ],
  ['2025-12-30', '2026-01-12', '2026-01-12', 'the same a year earlier: holidays to the 9th and a weekend'],
  ['2024-12-27', '2024-12-28', '2025-01-09', '30 December is off; the Saturday before it works'],
  ['2024-12-28', '2025-01-09', '2025-01-09', 'received on that Saturday: it can’t be the last day too'],
  ['2024-04-26', '2024-04-27', '2024-05-02', '29 April is off; the Saturday before it works'],
  ['2024-04-27', '2024-05-02', '2024-05-02', 'received on that Saturday: forward over four days off'],
  ['2026-05-08', '2026-05-12', '2026-05-12', 'Monday 11 May is off, and before it comes the day of receipt'],
  ['2025-10-31', '2025-11-01', '2025-11-05', 'Monday 3 November is off; Saturday the 1st works'],
  ['2024-02-26', '2024-02-29', '2024-02-29', 'leap day, a Thursday'],
  ['2024-02-27', '2024-03-01', '2024-03-01', 'over the leap day'],
  ['2025-02-26', '2025-02-28', '2025-03-03', 'no leap day: Saturday 1 March'],
  ['2028-02-26', '2028-02-29', '2028-02-29', 'from a Saturday to leap day, a Tuesday'],
  ['2027-02-20', '2027-02-22', '2027-02-24', 'from a Saturday to 23 February 2027, by law alone'],
  ['2027-12-29', '2027-12-31', '2028-01-03', 'Saturday 1 January 2028, of a year that isn’t loaded'],
  [
    '2025-05-05',
    '2025-05-07',
    '2025-05-12',
    '8 May, off by transfer: the day before works; the 9th is off, then a weekend',
  ],
];

/** So many days after the date that stood. */
export const deferrals: [dueBy: string, days: number, preceding: string, next: string, why: string][] = [
  ['2026-12-02', 15, '2026-12-17', '2026-12-17', 'a Thursday'],
  ['2026-12-04', 15, '2026-12-18', '2026-12-21', 'Saturday the 19th'],
  ['2026-12-30', 15, '2027-01-14', '2027-01-14', 'over the year’s end and its holidays'],
  ['2026-12-17', 14, '2026-12-30', '2027-01-11', '31 December, off by transfer'],
  ['2026-12-30', 1, '2027-01-11', '2027-01-11', '31 December: the date before is the one that stood, so forward'],
  ['2026-12-30', 10, '2027-01-11', '2027-01-11', 'Saturday 9 January: all days back to the one that stood are off'],
  ['2026-11-13', 1, '2026-11-16', '2026-11-16', 'from a Friday to Saturday: never the same Friday again'],
  ['2025-12-26', 15, '2025-12-30', '2026-01-12', 'Saturday 10 January: four days are won, or seventeen'],
  ['2025-10-17', 15, '2025-11-01', '2025-11-01', 'a Saturday that works'],
  ['2024-04-16', 15, '2024-04-27', '2024-05-02', '1 May: back to the Saturday that works'],
  ['2024-04-27', 3, '2024-05-02', '2024-05-02', '30 April: the Saturday that works is the date that stood'],
  ['2024-02-14', 15, '2024-02-29', '2024-02-29', 'leap day'],
  ['2025-02-14', 15, '2025-02-28', '2025-03-03', 'no leap day: Saturday 1 March'],
  ['2028-02-14', 15, '2028-02-29', '2028-02-29', 'leap day of a year without a calendar, a Tuesday'],
  ['2026-02-13', 10, '2026-02-20', '2026-02-24', '23 February, a Monday after a weekend'],
  ['2025-04-30', 2, '2025-05-05', '2025-05-05', '2 May: the 1st is off too, so forward over the weekend'],
  ['2024-12-28', 15, '2025-01-10', '2025-01-13', 'from a Saturday that works to Sunday 12 January'],
  ['2027-04-23', 15, '2027-05-07', '2027-05-10', 'Saturday 8 May 2027; the 9th is a Sunday, and no transfer is known'],
  ['2027-10-20', 15, '2027-11-03', '2027-11-05', '4 November 2027, a Thursday, by law alone'],
  ['2027-12-17', 15, '2027-12-31', '2028-01-03', 'Saturday 1 January 2028, of a year that isn’t loaded'],
  ['2026-11-03', 1, '2026-11-05', '2026-11-05', '4 November: the short day before is the date that stood'],
];

/** So many days as the client took to clarify, after the date that stood. */
export const clarifications: typeof deferrals = [
  ['2026-12-02', 5, '2026-12-07', '2026-12-07', 'a Monday'],
  ['2026-12-28', 3, '2026-12-30', '2027-01-11', '31 December, off by transfer'],
  ['2026-11-13', 1, '2026-11-16', '2026-11-16', 'from a Friday to Saturday: never the same Friday again'],
  ['2026-10-30', 5, '2026-11-03', '2026-11-05', '4 November: the short day before works'],
  ['2026-12-30', 3, '2027-01-11', '2027-01-11', '2 January: all days back to the one that stood are off'],
  ['2026-12-30', 12, '2027-01-11', '2027-01-11', 'over the holidays, to the first working day'],
  ['2024-12-26', 5, '2024-12-28', '2025-01-09', '31 December: the Saturday that works, or after the holidays'],
  ['2024-02-20', 9, '2024-02-29', '2024-02-29', 'leap day'],
  ['2025-02-20', 9, '2025-02-28', '2025-03-03', 'no leap day: Saturday 1 March'],
  ['2027-02-19', 4, '2027-02-22', '2027-02-24', '23 February 2027, a Tuesday, by law alone'],
  ['2027-12-30', 2, '2027-12-31', '2028-01-03', 'Saturday 1 January 2028, of a year that isn’t loaded'],
];

/** 30 days from reopening. */
export const reopenings: ByRollover[] = [
  ['2026-11-16', '2026-12-16', '2026-12-16', 'a Wednesday'],
  ['2026-12-07', '2026-12-30', '2027-01-11', '6 January, in the holidays'],
  ['2026-11-05', '2026-12-04', '2026-12-07', 'Saturday 5 December: Friday before, Monday after'],
  ['2026-12-30', '2027-01-29', '2027-01-29', 'one of December and 29 of January, a Friday'],
  ['2025-12-01', '2025-12-30', '2026-01-12', '31 December 2025 is off by transfer'],
  ['2024-04-05', '2024-05-03', '2024-05-06', 'Sunday 5 May, between the holidays: Friday the 3rd works'],
  ['2024-01-30', '2024-02-29', '2024-02-29', 'leap day'],
  ['2028-01-31', '2028-03-01', '2028-03-01', 'leap year: 29 of February and one of March, a Wednesday'],
  ['2027-04-09', '2027-05-07', '2027-05-10', 'Sunday 9 May 2027: no transfer to Monday is known'],
];

type Pair = [registerBy: string, dueBy: string];
/** The latest date before registration: 3 days, moved, and 30 from there, moved. */
export const latest: [received: string, preceding: Pair, next: Pair, why: string][] = [
  [
    '2026-11-24',
    ['2026-11-27', '2026-12-25'],
    ['2026-11-27', '2026-12-28'],
    'from Friday the 27th to Sunday 27 December',
  ],
  [
    '2026-10-31',
    ['2026-11-03', '2026-12-03'],
    ['2026-11-03', '2026-12-03'],
    'the short 3 November works; then a Thursday',
  ],
  [
    '2026-11-01',
    ['2026-11-03', '2026-12-03'],
    ['2026-11-05', '2026-12-07'],
    '4 November either way; from the 5th to a Saturday',
  ],
  [
    '2026-11-19',
    ['2026-11-20', '2026-12-18'],
    ['2026-11-23', '2026-12-23'],
    'Sunday either way; from the 20th to Sunday 20 December',
  ],
  [
    '2026-12-31',
    ['2027-01-11', '2027-02-10'],
    ['2027-01-11', '2027-02-10'],
    'registered after the holidays at the latest',
  ],
  ['2025-12-30', ['2026-01-12', '2026-02-11'], ['2026-01-12', '2026-02-11'], 'the same a year earlier'],
  [
    '2024-01-27',
    ['2024-01-30', '2024-02-29'],
    ['2024-01-30', '2024-02-29'],
    'from a Saturday to a Tuesday to leap day',
  ],
  [
    '2024-11-26',
    ['2024-11-29', '2024-12-28'],
    ['2024-11-29', '2025-01-09'],
    'to Sunday 29 December, beside a Saturday that works',
  ],
  [
    '2024-12-28',
    ['2025-01-09', '2025-02-07'],
    ['2025-01-09', '2025-02-10'],
    'received on a Saturday that works: after the holidays, and from there to Saturday 8 February',
  ],
  [
    '2027-02-20',
    ['2027-02-22', '2027-03-24'],
    ['2027-02-24', '2027-03-26'],
    '23 February 2027 either way; from there to a Wednesday or a Friday',
  ],
  [
    '2028-01-27',
    ['2028-01-28', '2028-02-25'],
    ['2028-01-31', '2028-03-01'],
    'Sunday either way; from the 28th to Sunday 27 February, from the 31st over the leap day',
  ],
];

/** 7 days from registration, for the notice of a deferral and for forwarding alike, whatever the roll-over. */
export const windows: [registered: string, closes: string, lastWorkingDay: string, why: string][] = [
  ['2026-11-02', '2026-11-09', '2026-11-09', 'Monday to Monday'],
  ['2026-11-06', '2026-11-13', '2026-11-13', 'Friday to Friday'],
  ['2026-11-07', '2026-11-14', '2026-11-13', 'registered on a Saturday: staff are there on the Friday'],
  ['2026-11-08', '2026-11-15', '2026-11-13', 'registered on a Sunday: the Friday is two days before'],
  ['2026-10-28', '2026-11-04', '2026-11-03', '4 November: the short day before works'],
  ['2026-12-25', '2027-01-01', '2026-12-30', '1 January: the third working day after registration'],
  ['2024-04-22', '2024-04-29', '2024-04-27', '29 April is off; the Saturday before it works'],
  ['2024-12-24', '2024-12-31', '2024-12-28', '30 and 31 December are off; Saturday the 28th works'],
  ['2025-12-31', '2026-01-07', '2026-01-07', 'registered on a day off, all seven days are off: none is left for staff'],
  ['2026-12-30', '2027-01-06', '2026-12-30', 'all seven days are off: only the day of registration itself is left'],
  ['2025-10-27', '2025-11-03', '2025-11-01', '3 November is off; the Saturday before it works'],
  ['2025-05-02', '2025-05-09', '2025-05-07', 'registered on a day off; the 8th is off beside 9 May'],
  ['2026-05-04', '2026-05-11', '2026-05-08', 'Monday 11 May is off: the short Friday before the weekend'],
  ['2024-02-22', '2024-02-29', '2024-02-29', 'leap day'],
  ['2028-02-22', '2028-02-29', '2028-02-29', 'leap day of a year without a calendar, a Tuesday'],
  ['2027-02-16', '2027-02-23', '2027-02-22', '23 February 2027, a Tuesday, by law alone'],
];

/** Asked by word of mouth: the same day, working or not. */
export const oral: [asked: string, registerBy: string, why: string][] = [
  ['2026-11-24', '2026-11-24', 'a Tuesday'],
  ['2026-11-28', '2026-11-28', 'a visit on a Saturday: whoever talked to the client writes it down'],
  ['2026-12-31', '2026-12-31', 'by telephone on a day off'],
  ['2024-11-02', '2024-11-02', 'a Saturday that works'],
  ['2024-02-29', '2024-02-29', 'leap day'],
  ['2027-01-01', '2027-01-01', 'New Year’s Day: there is no other day to move it to'],
];

/** A term of no days, as an agency may set one: the day itself, working or not. */
export const none: [from: string, why: string][] = [
  ['2026-11-24', 'a Tuesday'],
  ['2026-11-28', 'a Saturday'],
  ['2024-04-27', 'a Saturday that works'],
  ['2026-12-31', 'off by transfer'],
  ['2028-02-29', 'leap day'],
];

/** The body's own servants: 1 day, 10 and at most 5 more, rolled to the next working day. */
export const internal: [
  rule: 'registration' | 'answer' | 'reopened' | 'deferral',
  from: string,
  result: string,
  why: string,
][] = [
  ['registration', '2026-11-24', '2026-11-25', 'the next day'],
  ['registration', '2026-11-27', '2026-11-30', 'Friday to Saturday: Monday'],
  ['registration', '2026-12-30', '2027-01-11', '31 December and the holidays'],
  ['answer', '2026-11-24', '2026-12-04', 'six of November and four of December, a Friday'],
  ['answer', '2026-11-25', '2026-12-07', 'Saturday 5 December: Monday'],
  ['answer', '2026-12-21', '2027-01-11', '31 December and the holidays'],
  ['answer', '2024-02-19', '2024-02-29', 'leap day'],
  ['registration', '2024-02-28', '2024-02-29', 'leap day'],
  ['registration', '2024-11-01', '2024-11-02', 'a Saturday that works'],
  ['registration', '2027-02-22', '2027-02-24', '23 February 2027, by law alone'],
  ['registration', '2027-12-31', '2028-01-03', 'Saturday 1 January 2028, of a year that isn’t loaded'],
  ['answer', '2024-10-23', '2024-11-02', 'a Saturday that works, and is short'],
  ['answer', '2025-10-25', '2025-11-05', '4 November'],
  ['answer', '2028-02-19', '2028-02-29', 'leap day of a year without a calendar, a Tuesday'],
  ['answer', '2027-12-22', '2028-01-03', 'Saturday 1 January 2028, of a year that isn’t loaded'],
  ['reopened', '2026-11-30', '2026-12-10', 'a Thursday'],
  ['reopened', '2026-12-28', '2027-01-11', '7 January, in the holidays'],
  ['deferral', '2026-12-04', '2026-12-09', 'Friday to Wednesday'],
  ['deferral', '2026-12-07', '2026-12-14', 'Saturday 12 December: Monday'],
  ['deferral', '2026-12-28', '2027-01-11', '2 January, in the holidays'],
  ['deferral', '2024-04-24', '2024-05-02', '29 April; it and the two days after it are off'],
];

/** 5 days from registration, for the body's own servants. */
export const internalWindows: typeof windows = [
  ['2026-11-25', '2026-11-30', '2026-11-30', 'Wednesday to Monday'],
  ['2026-11-23', '2026-11-28', '2026-11-27', 'Saturday: staff are there on the Friday'],
  ['2026-11-24', '2026-11-29', '2026-11-27', 'Sunday: the Friday is two days before'],
  ['2026-10-30', '2026-11-04', '2026-11-03', '4 November: the short day before works'],
  ['2026-12-30', '2027-01-04', '2026-12-30', 'all five days are off: only the day of registration itself is left'],
];
