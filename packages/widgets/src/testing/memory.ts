import { memoryBackend, type MemoryAgency } from '@otklik/core/backend/memory/memory.js';
import { serveBackend } from '@otklik/core/backend/memory/serve.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { agency } from '../consultation/consultation.examples.ts';

/** 1 December 2026, 10:42 in the agency's time zone. */
export const moment = new Date('2026-12-01T06:42:00Z');

/** A back end in memory, with one agency that has what tests need. */
export function testBackend(change: Partial<MemoryAgency> = {}): ReturnType<typeof memoryBackend> {
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
      },
    ],
  });
}

export { serveBackend };
