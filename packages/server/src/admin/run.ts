import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { caseAttempts } from '../consultations/attempts.ts';
import { filingBrake } from '../consultations/brake.ts';
import { readInstallation } from '../database/installation.ts';
import { openDatabase } from '../database/open.ts';
import { readEnvironment } from '../environment.ts';
import type { Services } from '../services.ts';
import { openKeys } from '../keys/open.ts';
import { ballotLimiter } from '../surveys/limiter.ts';
import { accountCommands } from './accounts.ts';
import { AdminError, type Command } from './command.ts';

const commands: readonly Command[] = [...accountCommands];

const noData = 'There are no data yet: start the server once (npm start), then use this.';

const nameOf = ({ usage }: Command): string => usage.split(' --')[0] ?? usage;

/** What can be done, for whoever asks without a command. */
export const help = (): string[] => [
  'npm run admin -- <command>',
  ...commands.flatMap(({ usage, summary }) => ['', `  ${usage}`, `      ${summary}`]),
  '',
  'An embedded database must not be in use: stop the server first, or use PostgreSQL.',
];

interface Parsed {
  command: Command;
  options: Record<string, string>;
}

function parse(args: readonly string[]): Parsed {
  const words = args.slice(0, Math.max(0, args.findIndex((one) => one.startsWith('-')) >>> 0)).join(' ');
  const command = commands.find((one) => nameOf(one) === words);
  if (!command) throw new AdminError(`There is no command «${words || '…'}». Without one, this tells what there is.`);
  const { needs, takes = [] } = command;
  const known = Object.fromEntries([...needs, ...takes].map((name) => [name, { type: 'string' as const }]));
  let options: Record<string, string>;
  try {
    options = parseArgs({ args: args.slice(words.split(' ').length), options: known }).values as Record<string, string>;
  } catch (error) {
    throw new AdminError(`${(error as Error).message.split('. ')[0]}. Usage: ${command.usage}`);
  }
  const missing = needs.find((name) => !options[name]?.trim());
  if (missing) throw new AdminError(`The option --${missing} is missing. Usage: ${command.usage}`);
  return { command, options };
}

/**
 * Runs one command on the database that the environment names.
 * @returns lines to be printed
 * @throws AdminError or StartError with one plain sentence
 */
export async function runAdmin(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  if (args.length === 0 || args[0] === 'help' || args[0] === '--help') return help();
  const { command, options } = parse(args);
  const { databaseUrl, data, keys: folder } = readEnvironment(environment);
  // Opened, a folder that isn't there would become a new, empty database.
  if (!databaseUrl && !existsSync(join(data, 'database.ready'))) throw new AdminError(noData);
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: data });
  try {
    const known = await readInstallation(database.db).catch(() => undefined);
    if (known?.content !== 'complete') throw new AdminError(noData);
    const now = (): Date => new Date();
    const keys = openKeys(folder, known.fingerprint);
    const idle = caseAttempts(now, async () => undefined);
    const services: Services = {
      ...{ database, keys, now, calendar: productionCalendar },
      ...{ attempts: idle, signIns: idle, filings: filingBrake(now), ballots: ballotLimiter(now) },
    };
    return await command.run(services, options);
  } catch (error) {
    if (error instanceof BackendError)
      throw new AdminError(`It was refused: ${error.code} ${JSON.stringify(error.params)}`);
    throw error;
  } finally {
    await database.close();
  }
}
