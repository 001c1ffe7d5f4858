// How fast the back end is, beside as little as can do the same, in one interleaved run:
//   npm run bench:server [-- --rounds 6] [--seconds 4] [--clients 16]
// Consultations filed on PostgreSQL against bare node:http + pg writing the same rows in one
// transaction; kept reads of publications against bare Fastify sending the same bytes. Aims
// (ratio of the medians): 0.7 each. Exits 1 below them.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { median, percentile, slice, type Shot, type Slice } from './load.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seconds: { type: 'string' }, clients: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 6);
const seconds = Number(values.seconds ?? 4);
const clients = Number(values.clients ?? 16);
const aim = 0.7;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts a program and waits until it says that it serves. */
function program(file: string, args: string[], port: number, variables: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=source', '--no-warnings', file, ...args], {
    env: { ...process.env, ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (/ready/i.test(chunk.toString())) resolve(child);
    });
  });
}

const agency = '/api/v1/agencies/test';
const consultation = JSON.stringify({
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'График ремонта крыши, 2026 год, ул. Примерная, 5. '.repeat(6).trim(),
  replyForm: 'email',
  contact: { email: 'anna@example.org' },
});
const file = (): Shot => ({
  path: `${agency}/consultations`,
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
  body: consultation,
});
const read = (): Shot => ({ path: `${agency}/publications`, headers: { 'Accept-Encoding': 'identity' } });

/** Tables that filing writes, in the order in which they refer to each other. */
const tables = ['consultations', 'applicants', 'case_events', 'jobs'];

/** One filed consultation's rows, table by table: what the bare server writes again and again. */
async function templateOf(client: pg.Client): Promise<Record<string, Record<string, unknown>>> {
  const template: Record<string, Record<string, unknown>> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(${table}) as row from ${table} limit 1`,
    );
    const row = rows[0]?.row;
    if (row)
      template[table] = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value && typeof value === 'object' ? JSON.stringify(value) : value,
        ]),
      );
  }
  return template;
}

interface Pair {
  name: string;
  ours: string;
  bare: string;
  next: () => Shot;
  status: number;
}

/** Slices of both, one after the other, first one then the other first. */
async function compare({ name, ours, bare, next, status }: Pair): Promise<boolean> {
  const run = (origin: string, length = seconds): Promise<Slice> =>
    slice(origin, next, { clients, seconds: length, status });
  await run(ours, 2);
  await run(bare, 2);
  const rates: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    for (const side of order) {
      const result = await run(side === 'ours' ? ours : bare);
      rates[side].push(result.done / result.seconds);
      times[side].push(...result.times);
    }
  }
  const ratios = rates.ours.map((rate, round) => rate / (rates.bare[round] ?? NaN));
  const ratio = median(ratios);
  const figures = (side: 'ours' | 'bare'): string =>
    `${Math.round(median(rates[side]))}/s, p50 ${median(times[side]).toFixed(1)} ms, p99 ${percentile(times[side], 0.99).toFixed(1)} ms`;
  console.log(`${name}: ours ${figures('ours')}; bare ${figures('bare')}`);
  console.log(
    `  ratio ${ratio.toFixed(2)} (aim ${aim}; rounds ${ratios.map((one) => one.toFixed(2)).join(' ')}): ${ratio >= aim ? 'ok' : 'below'}`,
  );
  return ratio >= aim;
}

const folder = mkdtempSync(join(tmpdir(), 'otklik-bench-'));
const postgres = await startPostgres({ durable: true });
const children: ChildProcess[] = [];
try {
  const variables = {
    DATABASE_URL: postgres.url,
    OTKLIK_KEYS: join(folder, 'keys'),
    OTKLIK_DATA: join(folder, 'data'),
  };
  children.push(await program(here('../../packages/server/src/testing/server.ts'), [], 18_101, variables));
  const ours = 'http://127.0.0.1:18101';
  await slice(ours, file, { clients: 1, seconds: 0.1, status: 201 });

  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const template = join(folder, 'template.json');
  writeFileSync(template, JSON.stringify(await templateOf(client)));
  await client.end();
  const page = join(folder, 'page.json');
  writeFileSync(
    page,
    await (await fetch(`${ours}${agency}/publications`, { headers: { 'Accept-Encoding': 'identity' } })).text(),
  );

  children.push(await program(here('bare.ts'), ['filing', template], 18_102, variables));
  children.push(await program(here('bare.ts'), ['reading', page], 18_103, variables));
  const filed = { name: 'Consultations filed', ours, bare: 'http://127.0.0.1:18102', next: file, status: 201 };
  const readAgain = { name: 'Publications read', ours, bare: 'http://127.0.0.1:18103', next: read, status: 200 };
  const enough = [await compare(filed), await compare(readAgain)];
  if (!enough.every(Boolean)) process.exitCode = 1;
} finally {
  for (const child of children) child.kill('SIGTERM');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
