import type { Audience } from '../../contract/common.ts';
import type { EarlierVersion, Publication } from '../../contract/publications.ts';
import type { Slot } from '../../contract/slots.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import type { Release, Theme } from '../../contract/surveys.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { AgencyContent } from '../content.ts';
import { BackendError } from '../error.ts';

/** What one agency starts with; releases and cases (by code) as they stand. */
export interface MemoryAgency extends Pick<AgencyContent, 'agency' | 'touchpoints' | 'topics' | 'surveys'> {
  publications: (Publication & { audience: Audience; earlier?: EarlierVersion[] })[];
  releases?: Record<string, Release[]>;
  /** Published themes, by survey. */
  themes?: Record<string, Theme[]>;
  cases?: Record<string, CaseRecord>;
  /** Bytes of files that stand in `cases`, by id. */
  files?: Record<string, Blob>;
  /** All there are: one is free until a case has it. */
  slots?: Slot[];
}

export interface MemoryOptions {
  agencies: MemoryAgency[];
  calendar: CalendarDay[];
  now?: () => Date;
  /** Whether internal-audience resources are served: requests come from the body's own network. */
  internal?: boolean;
}

/** What all parts of one back end in memory go by. */
export interface World {
  calendar: CalendarDay[];
  now(): Date;
  /** @throws BackendError agency_unknown */
  find(agency: string): MemoryAgency;
  /** Whether resources of this audience are served. */
  seen(audience: Audience): boolean;
}

export const worldOf = ({ agencies, calendar, now = () => new Date(), internal = false }: MemoryOptions): World => ({
  calendar,
  now,
  find: (id) => {
    const found = agencies.find(({ agency }) => agency.id === id);
    if (!found) throw new BackendError('agency_unknown', { agency: id });
    return found;
  },
  seen: (audience) => audience === 'external' || internal,
});
