import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { AgencyContent } from '@otklik/core/backend/content.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { createApp, widgetsVersion, type AppOptions } from './app.ts';
import { openDatabase, type Database } from './database/open.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { describeError } from './http/problems.ts';
import { keepVersion } from './http/versions.ts';
import { startJobs } from './jobs.ts';
import type { NoticeChannel } from './notices/port.ts';
import { noticeRemarks, startNotices, type NoticeOptions } from './notices/start.ts';
import type { JobWorker } from './notices/work.ts';
import { setUp } from './set-up.ts';
import { codeOf, StartError } from './start-error.ts';

export interface StartOptions extends Pick<AppOptions, 'assets' | 'register' | 'notFound' | 'filing' | 'ballots'> {
  /** Agencies that a new database starts with. */
  content?: readonly AgencyContent[];
  /** Pages to be named when it runs: `{ title: 'Portal', path: '/' }`. */
  pages?: readonly { title: string; path: string }[];
  /** Ways that notices go by beside e-mail: SMS, messengers. */
  channels?: readonly NoticeChannel[];
  /** Gets one line for each request, but for those of surveys. Default: standard output. */
  log?: (line: string) => void;
  /** Default: the process's own. */
  environment?: Readonly<Record<string, string | undefined>>;
}

export interface Running {
  app: FastifyInstance;
  /** Where it is reached, without a slash at the end. */
  address: string;
  /** What whoever started it should know, as sentences. */
  remarks: string[];
  stop(): Promise<void>;
}

/** How long requests under way may take to end, ms. */
const farewell = 10_000;

function portError(port: number, error: unknown): StartError {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return new StartError(`Port ${port} is taken by another program. Stop that one, or set PORT to a free port.`, {
      cause: error,
    });
  if (code === 'EACCES')
    return new StartError(`Port ${port} may not be used by this user. Set PORT to one above 1023.`, { cause: error });
  return new StartError(`Port ${port} can't be listened on (${code}).`, { cause: error });
}

/** Seen first: who waited for a new database shouldn't be told only then. */
async function assertPortFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portError(port, error)));
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

async function listen(app: FastifyInstance, port: number): Promise<number> {
  try {
    try {
      await app.listen({ port, host: '::' });
    } catch (error) {
      // A machine without IPv6.
      if (codeOf(error) !== 'EAFNOSUPPORT' && codeOf(error) !== 'EADDRNOTAVAIL') throw error;
      await app.listen({ port, host: '0.0.0.0' });
    }
  } catch (error) {
    throw portError(port, error);
  }
  const [bound] = app.addresses();
  return typeof bound === 'object' ? bound.port : port;
}

const open = ({ databaseUrl, data }: Environment, warn: (sentence: string) => void): Promise<Database> =>
  openDatabase(databaseUrl ? { url: databaseUrl, warn } : { folder: data });

/** Keeps the files of the widgets that are served; without that everything else works. */
async function versionRemarks(assets: string | undefined, { versions }: Environment): Promise<string[]> {
  try {
    if (assets) await keepVersion(assets, widgetsVersion, versions);
    return [];
  } catch (error) {
    return [
      `The widgets' files can't be kept in ${versions} (${codeOf(error)}), so pages that name this version will lose them when a newer one runs. Set OTKLIK_VERSIONS to a folder that this program may write to.`,
    ];
  }
}

/**
 * Opens everything and listens.
 * @throws StartError with one plain sentence; what was opened is closed again.
 */
export async function startServer(options: StartOptions = {}): Promise<Running> {
  const {
    content = [],
    environment = process.env,
    log = (line: string) => console.log(line),
    assets,
    register,
    notFound,
    filing,
    ballots,
    channels = [],
  } = options;
  const settings = readEnvironment(environment);
  await assertPortFree(settings.port);
  const warn = (sentence: string): void => console.warn(sentence);
  const report = (line: string): void => console.error(line);
  const database = await open(settings, warn);
  try {
    const now = (): Date => new Date();
    const keys = await setUp({ database, keys: settings.keys, now, content, warn });
    const { internalNetworks, internalOrigins, trustedProxies, publicUrl, mail, noticeDays: days } = settings;
    let notices: JobWorker | null = null;
    const app = await createApp({
      ...{ database, keys, now, internalNetworks, internalOrigins, trustedProxies, publicUrl, report, log },
      ...(assets && { assets, versions: settings.versions }),
      ...(register && { register }),
      ...(notFound && { notFound }),
      ...(filing && { filing }),
      ...(ballots && { ballots }),
      changed: () => notices?.nudge(),
    });
    const calendar = productionCalendar;
    const noticeOptions: NoticeOptions = { database, now, calendar, mail, channels, publicUrl, days, report };
    const remarks = [...(await noticeRemarks(noticeOptions)), ...(await versionRemarks(assets, settings))];
    notices = startNotices(noticeOptions);
    const stopJobs = startJobs({ database, keys, now, calendar }, (error) => report(`tally: ${describeError(error)}`));
    const stop = async (): Promise<void> => {
      await Promise.all([stopJobs(), notices?.stop()]);
      await app.close();
      await database.close();
    };
    try {
      const port = await listen(app, settings.port);
      return { app, address: publicUrl ?? `http://localhost:${port}`, remarks, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** Once a signal asks for it; any further one changes nothing. */
function stopOnSignal({ stop }: Running): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), farewell).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(describeError(error));
          process.exit(1);
        },
      );
    });
  }
}

/** The program: starts, says where it is reached, ends cleanly at Ctrl-C; or says in one sentence why it can't start, exit code 1. */
export async function start(options: StartOptions = {}): Promise<void> {
  try {
    const running = await startServer(options);
    stopOnSignal(running);
    const pages = [...(options.pages ?? []), { title: 'API description', path: '/api/openapi.json' }];
    const width = Math.max(...pages.map(({ title }) => title.length));
    console.log(
      [
        'Otklik is ready.',
        ...pages.map(({ title, path }) => `  ${title.padEnd(width)}  ${running.address}${path}`),
        ...running.remarks,
      ].join('\n'),
    );
  } catch (error) {
    console.error(
      error instanceof StartError
        ? error.message
        : `Otklik can't start, by a fault of its own. ${describeError(error)}`,
    );
    process.exit(1);
  }
}
