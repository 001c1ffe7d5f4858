import type { CalendarDay } from '@otklik/core/domain/calendar.js';
import type { FileLimits } from '@otklik/core/domain/files/limits.js';
import type { Attempts } from './consultations/attempts.ts';
import type { FilingBrake } from './consultations/brake.ts';
import type { Database } from './database/open.ts';
import type { Keys } from './keys/open.ts';
import type { Boxes } from './surveys/boxes.ts';
import type { BallotLimiter } from './surveys/limiter.ts';

/** What every resource works with. */
export interface Services {
  database: Database;
  keys: Keys;
  now: () => Date;
  /** Days that differ from "Saturday and Sunday off". */
  calendar: readonly CalendarDay[];
  /** Brake on guessing case codes; in the memory of this process. */
  attempts: Attempts;
  /** Brake on junk. */
  filings: FilingBrake;
  /** Brake on guessing passwords. */
  signIns: Attempts;
  /** Brake on junk in boxes. */
  ballots: BallotLimiter;
  /** Boxes that took ballots. Default: none is remembered. */
  boxes?: Boxes;
  /** What files may cost. Default: core's. */
  fileLimits?: FileLimits;
  /** Gets what whoever runs the server should know, without anybody's data. Default: standard error. */
  report?: (line: string) => void;
}

/** On whose behalf a call is made. */
export interface Caller {
  /** From the body's own networks: sees what is for internal clients. */
  internal: boolean;
  /** IP address, for the brakes alone; never stored or logged. */
  address: string;
}
