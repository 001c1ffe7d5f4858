// How fast the back end is, beside as little as can do the same, in one interleaved run:
//   npm run bench:server [-- filing|reading|ballots|tally …] [--rounds 6] [--seconds 4] [--clients 16] [--ballots 100000]
// Consultations filed and ballots taken in on PostgreSQL against bare node:http + pg writing the same
// rows; kept reads of publications against bare Fastify sending the same bytes. Aims (ratio of the
// medians): 0.7 for filing and reading. `tally`: what opening a box of so many ballots costs, on both databases. Exits 1
// where an aim isn't met.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { slice, type Shot } from './load.ts';
import { ballotShots } from './server.ballots.ts';
import { compare, here, program, type Pair } from './server.compare.ts';
import { benchTally } from './server.tally.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: text, seconds: text, clients: text, ballots: text },
});
const pace = {
  rounds: Number(values.rounds ?? 6),
  seconds: Number(values.seconds ?? 4),
  clients: Number(values.clients ?? 16),
};
const parts = ['filing', 'reading', 'ballots', 'tally'];
const unknown = positionals.filter((name) => !parts.includes(name));
if (unknown.length) throw new Error(`Unknown part: ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
const wanted = (part: string): boolean => positionals.length === 0 || positionals.includes(part);

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

async function benchServing(): Promise<void> {
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
    children.push(await program(here('bare.ts'), ['ballots'], 18_104, variables));
    const bare = (port: number): string => `http://127.0.0.1:${port}`;
    const pairs: Record<string, () => Promise<Pair> | Pair> = {
      filing: () => ({ name: 'Consultations filed', ours, bare: bare(18_102), next: file, status: 201, aim: 0.7 }),
      reading: () => ({ name: 'Publications read', ours, bare: bare(18_103), next: read, status: 200, aim: 0.7 }),
      ballots: async () => ({
        ...{ name: 'Ballots accepted', ours, bare: bare(18_104), status: 201, aim: null },
        next: await ballotShots(ours, postgres.url),
      }),
    };
    const enough: boolean[] = [];
    for (const [part, pair] of Object.entries(pairs)) if (wanted(part)) enough.push(await compare(await pair(), pace));
    if (!enough.every(Boolean)) process.exitCode = 1;
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (parts.some((part) => part !== 'tally' && wanted(part))) await benchServing();
if (wanted('tally')) await benchTally(Number(values.ballots ?? 100_000));
