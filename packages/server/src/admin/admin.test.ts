import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSession } from '../staff/sessions.ts';
import { openWorld, onPostgres, type World } from '../testing/app.ts';
import { testContent } from '../testing/content.ts';
import { accountCommands } from './accounts.ts';
import { runAdmin } from './run.ts';

let world: World;
before(async () => {
  world = await openWorld([testContent({})]);
});
after(() => world.close());

const run = (name: string, options: Record<string, string>): Promise<string[]> => {
  const command = accountCommands.find(({ usage }) => usage.startsWith(`${name} --`));
  assert.ok(command, name);
  return command.run(world.services, options);
};

test('an account is made, listed, given roles, a new password, switched off and on', async () => {
  const made = await run('account add', {
    agency: 'test',
    login: 'i.head',
    position: 'Руководитель',
    roles: 'head, author',
  });
  const password = made[0]?.split(': ')[1] ?? '';
  const signIn = (login: string, secret: string) =>
    openSession(world.services, '192.0.2.1', { login, password: secret });
  assert.equal((await signIn('i.head', password)).staff.position.ru, 'Руководитель');
  assert.deepEqual(await run('account list', { agency: 'test' }), ['i.head  author, head  Руководитель']);
  await run('account roles', { agency: 'test', login: 'i.head', roles: 'administrator' });
  assert.deepEqual(await run('account list', { agency: 'test' }), ['i.head  administrator  Руководитель']);
  const renewed = (await run('account password', { login: 'i.head' }))[0]?.split(': ')[1] ?? '';
  await assert.rejects(signIn('i.head', password), { code: 'credentials_wrong' });
  await run('account off', { login: 'i.head' });
  await assert.rejects(signIn('i.head', renewed), { code: 'credentials_wrong' });
  await run('account on', { login: 'i.head' });
  assert.equal((await signIn('I.HEAD', renewed)).staff.login, 'i.head');
});

test('an account’s notices go where it is said', async () => {
  const who = { agency: 'test', login: 'reached', position: 'П', roles: 'consultant' };
  await run('account add', { ...who, email: 'reached@example.gov' });
  const emailOf = async (): Promise<string | null> => {
    const staff = world.database.db.selectFrom('staff').select('email').where('login', '=', 'reached');
    return (await staff.executeTakeFirstOrThrow()).email;
  };
  assert.equal(await emailOf(), 'reached@example.gov');
  await run('account email', { login: 'reached', email: 'other@example.gov' });
  assert.equal(await emailOf(), 'other@example.gov');
  await run('account email', { login: 'reached', email: 'none' });
  assert.equal(await emailOf(), null);
  await assert.rejects(run('account email', { login: 'reached', email: 'x' }), /--email can't be used \(email_at\)/);
  await assert.rejects(
    run('account add', { ...who, login: 'wrong', email: 'x' }),
    /--email can't be used \(email_at\)/,
  );
});

test('what can’t be done is said in one sentence', async () => {
  await assert.rejects(run('account list', { agency: 'nowhere' }), /no agency «nowhere»/);
  await assert.rejects(run('account password', { login: 'nobody' }), /no account «nobody»/);
  const add = { agency: 'test', login: 'x y', position: 'П', roles: 'author' };
  await assert.rejects(run('account add', add), /--login can't be used/);
  await assert.rejects(run('account add', { ...add, login: 'xy', roles: 'king' }), /no role «king»/);
  await assert.rejects(run('account add', { ...add, login: 'i.head' }), /«i.head» is taken/);
});

const nowhere = mkdtempSync(join(tmpdir(), 'otklik-admin-'));
after(() => rmSync(nowhere, { recursive: true }));
const environment = { OTKLIK_DATA: join(nowhere, 'data'), OTKLIK_KEYS: join(nowhere, 'keys') };

test('arguments: help, an unknown command, a missing and an unknown option, no data', async () => {
  assert.match((await runAdmin([], environment)).join('\n'), /account add --agency/);
  await assert.rejects(runAdmin(['account', 'eat'], environment), /no command «account eat»/);
  await assert.rejects(runAdmin(['account', 'list'], environment), /--agency is missing/);
  await assert.rejects(runAdmin(['account', 'list', '--agent', 'x'], environment), /Unknown option '--agent'.*Usage/);
  await assert.rejects(runAdmin(['account', 'list', '--agency', 'x'], environment), /There are no data yet/);
});

// PostgreSQL has no such owner: there it is nothing to be tested, not something skipped.
if (!onPostgres)
  test('embedded data that a server holds are left alone', async () => {
    const held = { OTKLIK_DATA: join(world.folder, 'data'), OTKLIK_KEYS: join(world.folder, 'keys') };
    await assert.rejects(runAdmin(['account', 'list', '--agency', 'test'], held), /in use/);
  });
