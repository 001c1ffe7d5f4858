import { memoryBackend, type MemoryAgency, type MemoryBackend } from '@otklik/core/backend/memory/memory.js';
import { serveBackend } from '@otklik/core/backend/memory/serve.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { agency } from '../consultation/consultation.examples.ts';

/** 1 December 2026, 10:42 in the agency's time zone. */
export const moment = new Date('2026-12-01T06:42:00Z');

/** A case that its client sees so: of drafts, which are counted there and not here, nothing is seen. */
const recordOf = ({ timeline, ...same }: Case): CaseRecord => ({
  ...same,
  timeline: timeline.map((event) =>
    event.type === 'approval' || event.type === 'answered' || event.type === 'partial' || event.type === 'refused'
      ? { ...event, revision: 1 }
      : event,
  ),
});

interface Content extends Omit<Partial<MemoryAgency>, 'cases'> {
  /** By code, as clients see them. */
  cases?: Record<string, Case>;
}

/** A back end in memory, with one agency that has what tests need. */
export function testBackend({ cases = {}, ...change }: Content = {}): MemoryBackend {
  return memoryBackend({
    now: () => new Date(moment),
    calendar: productionCalendar,
    agencies: [
      {
        agency,
        publications: [],
        touchpoints: {},
        topics: { external: [{ id: 'repair', title: { ru: 'Капитальный ремонт', en: 'Major repairs' } }] },
        surveys: [],
        ...change,
        cases: Object.fromEntries(Object.entries(cases).map(([code, one]) => [code, recordOf(one)])),
      },
    ],
  });
}

export { serveBackend };
