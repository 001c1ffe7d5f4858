import type { Services } from '../services.ts';
import { describeError } from '../http/problems.ts';
import { DeliveryError, type ChannelKind } from './port.ts';
import {
  deleteEndedJobs,
  endJob,
  endOldJobs,
  postponeJob,
  takeJob,
  type Job,
  type JobKind,
  type JobPayloads,
} from './store.ts';

/**
 * Does one kind of job, outside of any transaction.
 * @returns the channel that it went by; null when there was nothing to do.
 * @throws DeliveryError, or anything else, when it is to be tried again.
 */
export type JobHandler<K extends JobKind> = (
  payload: JobPayloads[K],
  job: Job,
  signal: AbortSignal,
) => Promise<ChannelKind | null>;
export type JobHandlers = { [K in JobKind]?: JobHandler<K> };

export interface WorkOptions extends Pick<Services, 'database' | 'now'> {
  /** Only kinds with a handler are taken; the others wait. */
  handlers: JobHandlers;
  /** A number from 0 to 1, less than 1. */
  chance: () => number;
  /** A job that is so many days old is given up. */
  days: number;
  /** Gets what went wrong, in numbers and codes. */
  report: (line: string) => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long one job may take, ms. */
const deadline = minute;
/** How long a job stays taken, ms: longer than it may take, with room for clocks that differ. */
export const lease = 2 * minute;
/** How many are done at once. */
const lanes = 3;
const longestWait = 6 * 60 * minute;
const pollEvery = 5_000;
const cleanEvery = 60 * minute;
/** How long it is remembered what became of a job, ms. */
const keptFor = 90 * day;
/** How long what is under way may take to end once the worker is stopped, ms. */
const grace = 4_000;

/**
 * How long to wait after the attempt with this number (from 1), ms: a minute, doubled each time, at
 * most six hours; up to a quarter less or more, so that what failed together isn't tried together.
 */
export function waitAfter(attempt: number, chance: number): number {
  return Math.round(Math.min(longestWait, minute * 2 ** (attempt - 1)) * (0.75 + chance / 2));
}

/** What an error is in a few letters, without its message. */
function codeOfFault(error: unknown): string {
  if (error instanceof DeliveryError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function abandoned(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new DeliveryError('timeout', { cause: signal.reason }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Outcomes of one run, counted: one line for each, however many jobs. */
function tallyOf(report: (line: string) => void) {
  const counts = new Map<string, number>();
  return {
    add: (outcome: string): void => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    tell: (): void => {
      for (const [outcome, number] of counts) report(`notices: ${number} ${outcome}`);
    },
  };
}

/** Does one job that was taken, and writes down what became of it. */
async function doJob(
  options: WorkOptions,
  job: Job,
  stopped: AbortSignal,
  tell: (outcome: string) => void,
): Promise<void> {
  const { database, now, handlers, chance, days } = options;
  const { db } = database;
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(deadline)]);
  let channel: ChannelKind | null;
  try {
    const handler = handlers[job.kind] as JobHandler<JobKind>;
    channel = await Promise.race([handler(job.payload, job, signal), abandoned(signal)]);
  } catch (error) {
    // Not known whether it went out: the next process asks again at once.
    if (stopped.aborted) return postponeJob(db, job, now());
    const code = codeOfFault(error);
    if (!(error instanceof DeliveryError)) options.report(`notices: ${describeError(error)}`);
    const due = new Date(now().getTime() + waitAfter(job.attempts, chance()));
    const tooLate = due.getTime() >= job.wantedAt.getTime() + days * day;
    if (tooLate || (error instanceof DeliveryError && error.final)) {
      tell(`given up (${code})`);
      return endJob(db, job, 'failed', now(), { error: code });
    }
    tell(`to be tried again (${code})`);
    return postponeJob(db, job, due, { error: code });
  }
  await endJob(db, job, 'done', now(), { channel });
}

/** Does all jobs that are due; those of other processes excepted, which work on the same queue. */
export async function workOff(
  options: WorkOptions,
  stopped: AbortSignal = new AbortController().signal,
  stopping: () => boolean = () => false,
): Promise<void> {
  const { database, now, handlers, days } = options;
  const { db } = database;
  const tally = tallyOf(options.report);
  const old = await endOldJobs(db, new Date(now().getTime() - days * day), now());
  for (let number = 0; number < old; number++) tally.add('given up (too old)');
  const lane = async (): Promise<void> => {
    while (!stopping()) {
      const until = new Date(now().getTime() + lease);
      const job = await takeJob(db, Object.keys(handlers), now(), until);
      if (!job) return;
      await doJob(options, job, stopped, tally.add);
    }
  };
  try {
    // All of them to their end: one that fails must not leave another running unwatched.
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  } finally {
    tally.tell();
  }
}

export interface JobWorker {
  /** Something may be due: looks at once instead of some seconds later. Never throws. */
  nudge(): void;
  /** Takes no more, and waits for what is under way or, after some seconds, gives it back. */
  stop(): Promise<void>;
}

/** Works on the queue, now and every few seconds. */
export function startWorker(options: WorkOptions): JobWorker {
  const { database, now } = options;
  const cut = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let stopping = false;
  const fail = (error: unknown): void => options.report(`notices: ${describeError(error)}`);
  const run = async (): Promise<void> => {
    do {
      again = false;
      await workOff(options, cut.signal, () => stopping);
    } while (again && !stopping);
  };
  const nudge = (): void => {
    again = true;
    if (running || stopping) return;
    running = run()
      .catch(fail)
      .finally(() => (running = null));
  };
  let cleaning: Promise<void> = Promise.resolve();
  const clean = (): void => {
    cleaning = deleteEndedJobs(database.db, new Date(now().getTime() - keptFor)).catch(fail);
  };
  const timers = [setInterval(nudge, pollEvery), setInterval(clean, cleanEvery)];
  for (const timer of timers) timer.unref();
  clean();
  nudge();
  return {
    nudge,
    stop: async () => {
      stopping = true;
      timers.forEach(clearInterval);
      const timer = setTimeout(() => cut.abort(), grace);
      await Promise.all([running, cleaning]);
      clearTimeout(timer);
    },
  };
}
