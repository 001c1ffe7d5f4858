import pg from 'pg';
import { codeOf, StartError } from '../start-error.ts';
import type { OpenPool } from './embedded.ts';
import { columnTypes } from './types.ts';

const oldest = 15;
/** How long a query waits for a connection, and how long one may run, in ms. */
const patience = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
};

/** Where a database is, without its password: for messages. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host || 'the local machine'}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

function unreachable(url: string, error: unknown): StartError {
  const code = codeOf(error);
  const reasons: Record<string, string> = {
    '28P01': 'user or password is wrong',
    '28000': 'the user may not connect',
    '3D000': 'there is no such database',
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the host name is unknown',
    ETIMEDOUT: 'no answer',
  };
  const reason = reasons[code] ?? (code || 'no answer');
  return new StartError(
    `The database ${placeOf(url)} can't be reached: ${reason}. Check DATABASE_URL and that PostgreSQL runs.`,
    { cause: error },
  );
}

interface Settings {
  version: string;
  encoding: string;
  folds: boolean;
  statements: string;
}

async function checkServer(pool: pg.Pool, warn: (sentence: string) => void): Promise<void> {
  const { rows } = await pool.query<Settings>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
            lower('ЖЁ') = 'жё' as folds, current_setting('log_statement') as statements`,
  );
  const [settings] = rows;
  const major = Math.floor(Number(settings?.version) / 10_000);
  if (major < oldest) throw new StartError(`PostgreSQL ${major} is too old: ${oldest} or newer is needed.`);
  if (settings?.encoding !== 'UTF8' || !settings.folds) {
    throw new StartError(
      'The database does not know small and capital Cyrillic letters: create it with encoding UTF8 and a UTF-8 locale (createdb -T template0 -E UTF8 -l C.UTF-8).',
    );
  }
  if (settings.statements === 'mod' || settings.statements === 'all') {
    warn(
      'PostgreSQL logs statements with their parameters (log_statement): personal data and sealed ballots get into its log. Set log_statement = none for this database.',
    );
  }
}

/**
 * PostgreSQL 15 or newer, by connection URL.
 * @throws StartError when it can't be reached, is too old, or can't hold Russian text.
 */
export async function openPostgres(url: string, warn: (sentence: string) => void = () => undefined): Promise<OpenPool> {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({ connectionString: url, max: 10, types: columnTypes, ...patience });
  } catch (error) {
    throw new StartError('DATABASE_URL is not a connection URL (postgresql://user:password@host:5432/name).', {
      cause: error,
    });
  }
  // A connection that the server ends while it is idle; the next query opens another.
  pool.on('error', () => undefined);
  try {
    await checkServer(pool, warn);
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw error instanceof StartError ? error : unreachable(url, error);
  }
  return { pool, close: () => pool.end() };
}
