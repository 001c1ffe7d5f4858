import { housing } from '../content/index.ts';
import type { DemonstrationCode } from '../pages.ts';
import { demonstrationCode } from './memory-content.ts';

/** The codes of the demonstration's cases, as the back end in memory derives them. */
export async function codes(): Promise<DemonstrationCode[]> {
  const { agency, cases } = housing(new Date());
  const shown = cases.filter(({ consultation }) => consultation.audience !== 'internal');
  return Promise.all(
    shown.map(async ({ key, status, about }) => ({
      status,
      about: about.ru,
      code: await demonstrationCode(agency.id, key),
    })),
  );
}
