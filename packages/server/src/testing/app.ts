import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse as Injected } from 'fastify';
import type { AgencyContent } from '@otklik/core/backend/content.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { createApp, type AppOptions } from '../app.ts';
import { caseAttempts } from '../consultations/attempts.ts';
import { filingBrake } from '../consultations/brake.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { Keys } from '../keys/open.ts';
import type { Services } from '../services.ts';
import { setUp } from '../set-up.ts';
import { ballotLimiter } from '../surveys/limiter.ts';
import { assertDescribed } from './answers.ts';
import { quickBallots, quickFiling } from './quick-filing.ts';
import { copyEmbedded, createPostgres } from './template.ts';

/** Which database the tests run on: `embedded`, or `postgres` with an administrator's URL. */
export const onPostgres = process.env.OTKLIK_TEST_DATABASE === 'postgres';

export interface World {
  database: Database;
  keys: Keys;
  services: Services;
  /** Folder that holds `data` and `keys`; nothing else of this world is on the disk. */
  folder: string;
  /** The time of the server's clock: set it to move. */
  clock: { now: Date };
  /** The app on this world's database. */
  app(options?: Partial<AppOptions>): Promise<FastifyInstance>;
  /** Asks an app (default: one without options) and holds the answer against the API's description. */
  request(options: InjectOptions & { app?: FastifyInstance }): Promise<Injected>;
  close(): Promise<void>;
}

export const noon = '2026-11-24T08:00:00.000Z';

async function freshDatabase(folder: string): Promise<{ database: Database; drop(): Promise<void> }> {
  if (!onPostgres) {
    await copyEmbedded(join(folder, 'data'));
    return { database: await openDatabase({ folder: join(folder, 'data') }), drop: async () => undefined };
  }
  const url = process.env.OTKLIK_TEST_POSTGRES;
  if (!url) throw new Error('OTKLIK_TEST_POSTGRES must hold the URL of an administrator');
  const { url: own, drop } = await createPostgres(url);
  return { database: await openDatabase({ url: own }), drop };
}

/** A back end of its own: fresh database, fresh keys, a clock that stands still. */
export async function openWorld(content: readonly AgencyContent[] = []): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-test-'));
  const clock = { now: new Date(noon) };
  const now = (): Date => new Date(clock.now);
  const { database, drop } = await freshDatabase(folder);
  const keys = await setUp({ database, keys: join(folder, 'keys'), now, content });
  const delay = async (): Promise<void> => undefined;
  const services: Services = {
    database,
    keys,
    now,
    calendar: productionCalendar,
    attempts: caseAttempts(now, delay),
    filings: filingBrake(now, quickFiling),
    signIns: caseAttempts(now, delay),
    ballots: ballotLimiter(now, quickBallots),
  };
  const faults: string[] = [];
  const apps: FastifyInstance[] = [];
  const app: World['app'] = async (options = {}) => {
    const made = await createApp({
      ...{
        database,
        keys,
        now,
        delay,
        filing: quickFiling,
        ballots: quickBallots,
        contentFor: 0,
        report: (line) => faults.push(line),
      },
      ...options,
    });
    apps.push(made);
    return made;
  };
  let plain: FastifyInstance | undefined;
  return {
    ...{ database, keys, services, folder, clock, app },
    request: async ({ app: asked, ...options }) => {
      const target = asked ?? (plain ??= await app());
      const answer = await target.inject(options);
      const fault = faults.shift();
      if (fault && answer.statusCode === 500) throw new Error(`fault of the server: ${fault}`);
      assertDescribed(String(options.method ?? 'GET'), typeof options.url === 'string' ? options.url : '', answer);
      return answer;
    },
    close: async () => {
      for (const one of apps) await one.close();
      await database.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
