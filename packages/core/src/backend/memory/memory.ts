import type { Release } from '../../contract/surveys.ts';
import { touchpointList } from '../../domain/touchpoints/list.ts';
import type { ClientBackend } from '../port.ts';
import { memoryCase } from './case.ts';
import { memoryCases } from './cases.ts';
import { memoryConsultations } from './consultations.ts';
import { memoryPublications } from './publications.ts';
import { memorySurveys } from './surveys.ts';
import { memoryUploads } from './uploads.ts';
import { worldOf, type MemoryOptions } from './world.ts';

export type { MemoryAgency, MemoryOptions } from './world.ts';

export interface MemoryBackend extends ClientBackend {
  /** Opens a survey's box; a release needs as many ballots as the manifest says. */
  tally(agency: string, survey: string): Promise<Release | null>;
}

/**
 * A whole back end in memory, by the same rules as the server: for tests, for the demo without a
 * server, and for whoever builds on the port. Nothing outlives it.
 */
export function memoryBackend(options: MemoryOptions): MemoryBackend {
  const world = worldOf(options);
  const uploads = memoryUploads(world);
  const cases = memoryCases(world, options.agencies);
  return {
    readAgency: async (agency) => world.find(agency).agency,
    ...memoryPublications(world),
    readTouchpoints: async (agency, audience) => {
      const { agency: body, touchpoints } = world.find(agency);
      const list = world.seen(audience) ? touchpoints[audience] : undefined;
      return touchpointList(list, audience, world.now(), body.timeZone, world.calendar, body.appealPortals);
    },
    ...uploads.port,
    ...memoryConsultations(world, cases, uploads),
    ...memoryCase(world, cases, uploads),
    ...memorySurveys(world, options.agencies),
  };
}
