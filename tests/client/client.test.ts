import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import ts from 'typescript';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import { createAccount } from '@otklik/server/staff/accounts.js';
import { changePassword, openSession } from '@otklik/server/staff/sessions.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { testContent } from '@otklik/server/testing/content.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let world: World;
let base = '';
let folder = '';
before(async () => {
  world = await openWorld([testContent()]);
  const app = await world.app();
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  folder = mkdtempSync(join(tmpdir(), 'otklik-client-'));
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Account {
  login: string;
  password: string;
}

async function account(login: string, role: Role): Promise<Account> {
  const { services } = world;
  const made = await createAccount(services, 'test', { login, position: { ru: `Должность ${login}` }, roles: [role] });
  const first = made.password ?? '';
  const password = `${login} has a long password`;
  const { staff, token } = await openSession(services, '', { login, password: first });
  await changePassword(services, '', staff, token, { current: first, next: password });
  return { login, password };
}

/** What the compiler finds wrong with the program that begins at a file, as it says it. */
function complaints(file: string): string[] {
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file: where, messageText }) =>
        `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}

test('a client that a public generator makes of the description files a consultation, answers it as staff, reads the answer', async () => {
  const description = await (await fetch(`${base}/api/openapi.json`)).text();
  writeFileSync(join(folder, 'openapi.json'), description);
  await createClient({
    input: join(folder, 'openapi.json'),
    output: { path: join(folder, 'generated'), module: { extension: '.ts' } },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent' },
  });
  const written = join(folder, 'journey.ts');
  cpSync(here('journey.ts'), written);
  assert.deepEqual(complaints(written), []);
  const { journey } = (await import(pathToFileURL(written).href)) as {
    journey: (base: string, ...staff: Account[]) => Promise<Case>;
  };
  const read = await journey(base, await account('consultant', 'consultant'), await account('head', 'head'));
  assert.equal(read.status, 'answered');
  const last = read.timeline.at(-1);
  assert.ok(last?.type === 'answered');
  assert.deepEqual(last.answer.text, { ru: 'Ремонт начнётся весной.' });
  assert.deepEqual(last.answer.signatory, { ru: 'Должность head' });
});
