// What ours is measured against: as little as can do the same. `node bare.ts filing` takes a
// consultation over node:http and writes the same rows in one transaction of `pg`; `node bare.ts
// ballots` takes sealed ballots in so; `reading FILE` sends the bytes of a file from bare Fastify. Both listen on PORT.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import fastify from 'fastify';
import pg from 'pg';

const port = Number(process.env.PORT);

interface Body {
  applicant: { kind: string; name: string };
  topic: string;
  question: string;
  replyForm: string;
  contact: { email?: string };
}

/** Rows of these tables but for what they hold, as read from ours by the bench: `{table: {column: value}}`. */
type Template = Record<string, Record<string, unknown>>;

const insertOf = (table: string, row: Record<string, unknown>): { text: string; columns: string[] } => {
  const columns = Object.keys(row);
  const places = columns.map((_, at) => `$${at + 1}`).join(', ');
  return { text: `insert into ${table} (${columns.map((one) => `"${one}"`).join(', ')}) values (${places})`, columns };
};

function filing(template: Template): void {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 10 });
  const inserts = Object.entries(template).map(([table, row]) => ({ table, row, ...insertOf(table, row) }));
  const write = async (key: string, body: Body): Promise<string> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ last: number }>({
        name: 'number',
        text: `insert into case_numbers (agency, audience, year, last) values ('test', 'external', 2099, 1)
          on conflict (agency, audience, year) do update set last = case_numbers.last + 1 returning last`,
      });
      const number = `Б-${rows[0]?.last}/99`;
      const id = randomUUID();
      const hash = (purpose: string): Buffer =>
        createHash('sha256')
          .update(purpose + key)
          .digest();
      const own: Record<string, unknown> = {
        number,
        question: body.question,
        name: body.applicant.name,
        email: body.contact.email,
        key_hash: hash('key'),
        body_hash: hash('body'),
        code_hash: hash('code'),
      };
      for (const { table, row, text, columns } of inserts) {
        const values = columns.map((column) => {
          if (column === 'id') return table === 'consultations' ? id : randomUUID();
          if (column === 'consultation') return id;
          return own[column] ?? row[column];
        });
        await client.query({ name: table, text, values });
      }
      await client.query('commit');
      return JSON.stringify({ number });
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      write(String(request.headers['idempotency-key']), JSON.parse(Buffer.concat(chunks).toString()) as Body).then(
        (answer) => response.writeHead(201, { 'Content-Type': 'application/json' }).end(answer),
        (error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        },
      );
    });
  }).listen(port, '127.0.0.1', () => console.log('ready'));
}

/** Takes sealed ballots in: the same row, of the batch that `ballotShots` names. */
function ballots(): void {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 10 });
  const write = async ({ batch, sealed }: { batch: string; sealed: string }): Promise<void> => {
    const bytes = Buffer.from(sealed, 'base64url');
    const digest = createHash('sha256').update(bytes).digest();
    await pool.query({
      name: 'ballot',
      text: 'insert into bare_ballots (batch, digest, sealed) values ($1, $2, $3) on conflict do nothing',
      values: [batch, digest, bytes],
    });
  };
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      write(JSON.parse(Buffer.concat(chunks).toString()) as { batch: string; sealed: string }).then(
        () => response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"accepted":true}'),
        (error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        },
      );
    });
  }).listen(port, '127.0.0.1', () => console.log('ready'));
}

async function reading(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const app = fastify();
  app.get('/*', (_request, reply) => reply.header('Content-Type', 'application/json; charset=utf-8').send(bytes));
  await app.listen({ port, host: '127.0.0.1' });
  console.log('ready');
}

const [, , mode, file = ''] = process.argv;
if (mode === 'filing') filing(JSON.parse(readFileSync(file, 'utf8')) as Template);
else if (mode === 'ballots') ballots();
else await reading(file);
