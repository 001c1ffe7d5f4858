import type { Services } from './services.ts';
import { tallyBoxes } from './surveys/tally.ts';

const tallyEvery = 60_000;

/**
 * What is done from time to time: boxes that are due are tallied. A failed run is repeated by the next.
 * @returns stops it and waits for the run under way.
 */
export function startJobs(
  services: Pick<Services, 'database' | 'keys' | 'now'>,
  report: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = (async () => tallyBoxes(services, services.now()))()
      .catch(report)
      .finally(() => (busy = false));
  }, tallyEvery);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
