import type { LocalizedText } from '@otklik/core/contract/common.js';
import { localTime, workingDayFrom } from '@otklik/core/domain/calendar.js';
import { cutSlots, type SlotTime } from '@otklik/core/domain/consultations/slots.js';
import { agency } from './agency.ts';
import { calendar, momentAt } from './cases/moments.ts';
import { t } from './text.ts';

const room: LocalizedText = t('г. Примерск, ул. Примерная, 1, кабинет 104', 'room 104, 1 Primernaya Street, Primersk');

/** Two hours each. */
const hours = [
  { kind: 'visit', place: room, from: '10:00', to: '12:00', minutes: 20 },
  { kind: 'callback', place: null, from: '14:00', to: '16:00', minutes: 30 },
] as const;

/** How many working days ahead times are offered. */
const ahead = 10;

/**
 * Times for visits and calls on the ten working days after `now`. They are part of what a new database
 * starts with; the demonstration adds those that are missing each day (demonstration.ts), so that they
 * never run out.
 */
export function slots(now: Date): SlotTime[] {
  const times: SlotTime[] = [];
  let { date } = localTime(now, agency.timeZone);
  for (let day = 0; day < ahead; day++) {
    date = workingDayFrom(date, 1, calendar);
    for (const { kind, place, from, to, minutes } of hours) {
      const [startsAt, endsAt] = [momentAt(date, from).toISOString(), momentAt(date, to).toISOString()];
      times.push(...cutSlots({ kind, place, startsAt, endsAt, minutes }));
    }
  }
  return times;
}
