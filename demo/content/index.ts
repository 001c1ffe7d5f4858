import type { AgencyContent } from '@otklik/core/backend/content.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import type { SlotTime } from '@otklik/core/domain/consultations/slots.js';
import { agency } from './agency.ts';
import { ballots } from './ballots.ts';
import { cases, type DemonstrationCase } from './cases.ts';
import { publications } from './publications.ts';
import { slots } from './slots.ts';
import { surveys } from './surveys.ts';
import { themes } from './themes.ts';
import { topics } from './topics.ts';
import { touchpoints } from './touchpoints.ts';

export interface Demonstration extends AgencyContent {
  cases: DemonstrationCase[];
  slots: SlotTime[];
}

/** All that the demonstration agency `housing` starts with; its cases are brought to their states before `now`. */
export function housing(now: Date): Demonstration {
  const today = localTime(now, agency.timeZone).date;
  return {
    ...{ agency, publications, touchpoints, topics, surveys, ballots },
    ...{ cases: cases(now), slots: slots(now), themes: themes(today) },
  };
}
