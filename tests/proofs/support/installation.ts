import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { serverBackend, type ServerBackend } from '@otklik/server/backend.js';
import { caseAttempts } from '@otklik/server/consultations/attempts.js';
import { filingBrake } from '@otklik/server/consultations/brake.js';
import { openDatabase, type Database } from '@otklik/server/database/open.js';
import type { Services } from '@otklik/server/services.js';
import { setUp } from '@otklik/server/set-up.js';
import { ballotLimiter } from '@otklik/server/surveys/limiter.js';
import { quickBallots, quickFiling } from '@otklik/server/testing/quick-filing.js';
import { content } from './content.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The database of an installation, as it lies there. */
export const openItsDatabase = ({ DATABASE_URL: url, OTKLIK_DATA: folder = '' }: Variables): Promise<Database> =>
  openDatabase(url ? { url } : { folder });

export interface Installation {
  services: Services;
  backend: ServerBackend;
  close(): Promise<void>;
}

/** As a server opens it at its start, in this process and without listening. */
export async function openInstallation(variables: Variables, known?: Database): Promise<Installation> {
  const database = known ?? (await openItsDatabase(variables));
  const now = (): Date => new Date();
  const keys = await setUp({ database, keys: variables.OTKLIK_KEYS ?? '', now, content: [content] });
  const delay = async (): Promise<void> => undefined;
  const services: Services = {
    ...{ database, keys, now, calendar: productionCalendar },
    attempts: caseAttempts(now, delay),
    filings: filingBrake(now, quickFiling),
    signIns: caseAttempts(now, delay),
    ballots: ballotLimiter(now, quickBallots),
  };
  return {
    services,
    backend: serverBackend(services, { internal: false, address: '' }),
    close: () => database.close(),
  };
}
