/* What it costs to open a box: time, memory, and how long anything else waits meanwhile. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { here } from './server.compare.ts';
import type { TallyMeasured } from './tally.run.ts';

const run = promisify(execFile);

async function once(ballots: number, environment: Record<string, string>): Promise<TallyMeasured> {
  const program = (file: string, ...args: string[]) =>
    run(process.execPath, ['--conditions=source', '--no-warnings', here(file), ...args], {
      env: { ...process.env, ...environment },
    });
  await program('tally.fill.ts', String(ballots));
  const { stdout } = await program('tally.run.ts');
  return JSON.parse(stdout) as TallyMeasured;
}

/** @param ballots in each box */
export async function benchTally(ballots: number): Promise<void> {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const tell = (name: string, { seconds, most, before, wait, counted, texts }: TallyMeasured): void => {
    console.log(
      `Tally of ${ballots} ballots, ${name}: ${seconds.toFixed(1)} s, ${Math.round(ballots / seconds)}/s; ` +
        `memory ${megabytes(most)} at most, ${megabytes(before)} before; nothing waits longer than ${Math.round(wait)} ms; ` +
        `${counted} counted, ${texts} texts`,
    );
    if (counted !== ballots) process.exitCode = 1;
  };
  const folder = mkdtempSync(join(tmpdir(), 'otklik-tally-'));
  const postgres = await startPostgres({ durable: true });
  try {
    const keys = (name: string) => ({ OTKLIK_DATA: join(folder, name), OTKLIK_KEYS: join(folder, `${name}-keys`) });
    tell('PostgreSQL', await once(ballots, { ...keys('postgres'), DATABASE_URL: postgres.url }));
    tell('embedded', await once(ballots, { ...keys('embedded'), DATABASE_URL: '' }));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
