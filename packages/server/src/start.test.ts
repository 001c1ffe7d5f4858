import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Case, Receipt } from '@otklik/core/contract/consultations.js';
import { startServer, type Running, type StartOptions } from './start.ts';
import { StartError } from './start-error.ts';
import { onPostgres } from './testing/app.ts';
import { testConsultation } from './testing/content.ts';
import { openInstallations, startProgram, type Variables } from './testing/program.ts';
import { serverContent } from './testing/server.ts';

const installations = openInstallations();
const { root, add: installation } = installations;
after(() => installations.remove());

const startWith = (environment: Variables, options: StartOptions = {}): Promise<Running> =>
  startServer({ content: [serverContent], environment, log: () => undefined, ...options });
async function refuses(environment: Variables, sentence: RegExp): Promise<void> {
  let running: Running;
  try {
    running = await startWith(environment);
  } catch (error) {
    assert.ok(error instanceof StartError, String(error));
    assert.match(error.message, sentence);
    return;
  }
  await running.stop();
  assert.fail('it started');
}

const api = (address: string, path: string, init: RequestInit = {}) =>
  fetch(`${address}/api/v1/agencies/test${path}`, init);
const file = async (address: string, key: string): Promise<Receipt> => {
  const answer = await api(address, '/consultations', {
    method: 'POST',
    body: JSON.stringify(testConsultation()),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
  });
  assert.equal(answer.status, 201);
  return (await answer.json()) as Receipt;
};

describe('the server', () => {
  let variables: Variables;
  before(async () => {
    variables = await installation();
  });

  test('keeps what it was given, over stopping and starting', async () => {
    const first = await startWith(variables);
    const receipt = await file(first.address, 'key-of-the-first-start');
    const batch: unknown = await (await api(first.address, '/surveys/access/batch')).json();
    await first.stop();
    const second = await startWith(variables);
    const found = await api(second.address, '/case', { headers: { 'Case-Code': receipt.code } });
    assert.equal(((await found.json()) as Case).number, receipt.number);
    assert.deepEqual(await file(second.address, 'key-of-the-first-start'), receipt);
    assert.deepEqual(await (await api(second.address, '/surveys/access/batch')).json(), batch, 'the box waits too');
    await second.stop();
  });

  test('refuses keys that are missing or belong to other data', async () => {
    await refuses(
      { ...variables, OTKLIK_KEYS: join(root, 'nowhere') },
      /^The keys folder .*nowhere is missing, but the database already holds data/,
    );
    assert.equal(existsSync(join(root, 'nowhere')), false);
    const other = await installation();
    await (await startWith(other)).stop();
    await refuses({ ...variables, OTKLIK_KEYS: other.OTKLIK_KEYS ?? '' }, /^The keys in .* belong to other data/);
  });

  test('does not start on a copy of its data without its keys: nobody opens the box there', async () => {
    if (onPostgres) return;
    const copy = { ...variables, OTKLIK_DATA: join(root, 'copy'), OTKLIK_KEYS: join(root, 'copied-keys') };
    cpSync(variables.OTKLIK_DATA ?? '', copy.OTKLIK_DATA, { recursive: true });
    await refuses(copy, /^The keys folder .* is missing/);
  });

  test('says which port is taken, before anything else', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;
    await refuses(
      { ...variables, PORT: String(port), OTKLIK_DATA: join(root, 'untouched') },
      new RegExp(`^Port ${port} is taken by another program`),
    );
    assert.equal(existsSync(join(root, 'untouched')), false);
    other.close();
  });

  test('says what is wrong in the environment', async () => {
    await refuses({ ...variables, PORT: 'http' }, /^PORT is «http»/);
    await refuses(
      { ...variables, DATABASE_URL: 'postgresql://user:hunter2@127.0.0.1:1/name' },
      /^The database 127\.0\.0\.1:1\/name can't be reached: nothing listens there/,
    );
    await refuses({ ...variables, OTKLIK_KEYS: '/dev/null/keys' }, /^The keys folder/);
  });

  test('takes its content in once, and anew if that was cut short', async () => {
    const own = await installation();
    const started = await startWith(own);
    await file(started.address, 'key-of-somebody-real');
    await started.stop();
    const again = await startWith(own, {
      content: [{ ...serverContent, agency: { ...serverContent.agency, id: 'late' } }],
    });
    assert.equal((await fetch(`${again.address}/api/v1/agencies/late`)).status, 404);
    assert.equal((await api(again.address, '')).status, 200);
    await again.stop();

    const broken = await installation();
    const failing = { ...serverContent, ballots: { never: [] } };
    await assert.rejects(startWith(broken, { content: [failing] }), /survey that isn't there/);
    const mended = await startWith(broken);
    assert.equal((await file(mended.address, 'key-after-the-repair')).number, 'И-1/26');
    await mended.stop();
  });
});

describe('the program', () => {
  test('says where it is reached, and ends cleanly when asked', async () => {
    const variables = await installation();
    const { child, said, saidLine } = startProgram(variables);
    const address = await saidLine(/Portal +(http:\/\/localhost:\d+)\/\n/);
    await saidLine(/API description +http:\/\/localhost:\d+\/api\/openapi\.json\n/);
    assert.equal((await fetch(`${address}/readyz`)).status, 200);
    if (!onPostgres) await refuses(variables, /^The data folder .* is in use by another process/);
    child.kill('SIGINT');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0, said());
    assert.doesNotMatch(said(), /Error|at .*\.ts/);
    const next = await startWith(variables);
    await next.stop();
  });

  test('says in one sentence why it can not start, and ends with 1', async () => {
    const { child, said } = startProgram({ PORT: 'seventy' });
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 1);
    assert.equal(said().trim(), 'PORT is «seventy», but must be a number from 0 to 65535.');
  });
});
