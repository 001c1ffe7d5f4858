import { recomputeOutdated } from './calendar/recompute.ts';
import { watchAlarms } from './consultations/alarms/watch.ts';
import { expireFiles } from './files/files.ts';
import { remindOfReviews } from './publications/versions/reminders.ts';
import type { Services } from './services.ts';
import { tallyBoxes } from './surveys/tally.ts';

const every = 60_000;

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'calendar'>;
/** What is done from time to time, as of a moment; ends early, at a place where it can go on, once it is stopped. */
type Step = (services: Needs, moment: Date, stopped: AbortSignal) => Promise<unknown>;

/** Terms first: staff are warned by the dates that hold. */
function termSteps(): Step {
  const tellAlarms = watchAlarms();
  return async (services, moment, stopped) => {
    try {
      await recomputeOutdated(services, stopped);
    } finally {
      await tellAlarms(services, moment, stopped);
    }
  };
}

/** Boxes are looked at by the first run of a day, and of this process. */
function tallyStep(): Step {
  const lookedOn = new Map<string, string>();
  return (services, moment, stopped) => tallyBoxes(services, moment, { lookedOn, stopped });
}

/**
 * What is done from time to time: boxes that are due are tallied once a day, files that nobody attached to
 * anything are deleted, staff are reminded of what is to be reviewed, open cases follow the calendar,
 * staff are warned of terms. What failed is repeated by the next run; what takes long holds up
 * nothing else.
 * @returns stops it and waits for what is under way.
 */
export function startJobs(services: Needs, report: (error: unknown) => void): () => Promise<void> {
  const steps: Step[] = [
    tallyStep(),
    (needs, moment) => expireFiles(needs, moment),
    (needs, moment) => remindOfReviews(needs, moment),
    termSteps(),
  ];
  const stopping = new AbortController();
  const running = new Map<Step, Promise<void>>();
  const run = async (step: Step): Promise<void> => {
    try {
      await step(services, services.now(), stopping.signal);
    } catch (error) {
      report(error);
    }
  };
  const timer = setInterval(() => {
    for (const step of steps) {
      if (running.has(step)) continue;
      running.set(
        step,
        run(step).finally(() => running.delete(step)),
      );
    }
  }, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await Promise.all(running.values());
  };
}
