import { accountChangeSchema, accountInputSchema, roles, type Role } from '@otklik/core/contract/staff/accounts.js';
import { check } from '@otklik/core/contract/check.js';
import { findAgency } from '../agencies/store.ts';
import type { Db } from '../database/open.ts';
import { createAccount } from '../staff/accounts.ts';
import { hashPassword, newPassword } from '../staff/passwords.ts';
import { deleteSessionsOf, findCredentials, listAccounts, replaceRoles, updateStaff } from '../staff/store.ts';
import { AdminError, type Command } from './command.ts';

async function agencyOf(db: Db, id = ''): Promise<string> {
  if (!(await findAgency(db, id))) throw new AdminError(`There is no agency «${id}».`);
  return id;
}

function rolesOf(list = ''): Role[] {
  const wanted = list.split(/[\s,]+/).filter(Boolean);
  const unknown = wanted.filter((one) => !roles.includes(one as Role));
  if (unknown.length > 0) throw new AdminError(`There is no role «${unknown[0]}». Roles: ${roles.join(', ')}.`);
  return [...new Set(wanted)] as Role[];
}

async function accountOf(db: Db, login = ''): Promise<{ id: string; active: boolean }> {
  const found = await findCredentials(db, login.toLowerCase());
  if (!found) throw new AdminError(`There is no account «${login}».`);
  return found;
}

const passwordLines = (login: string, password: string): string[] => [
  `${login}: ${password}`,
  'This password is shown once. It must be changed when it is first used.',
];

export const accountCommands: readonly Command[] = [
  {
    usage: 'account add --agency housing --login i.head --position "Руководитель Службы" --roles head,administrator',
    summary: 'makes an account for one agency; prints its first password',
    needs: ['agency', 'login', 'position', 'roles'],
    takes: ['position-en', 'email'],
    run: async (services, { agency, login, position, roles: list, 'position-en': english, email }) => {
      const input = {
        login,
        position: { ru: position, ...(english && { en: english }) },
        roles: rolesOf(list),
        ...(email && { email }),
      };
      const checked = check(accountInputSchema, input);
      if (!checked.ok) {
        const { path, code } = checked.fields[0] ?? { path: '', code: '' };
        throw new AdminError(`The option --${path.split('.')[0]} can't be used (${code}).`);
      }
      const { db } = services.database;
      if (await findCredentials(db, checked.value.login))
        throw new AdminError(`The login «${checked.value.login}» is taken. Give it a role by «account roles».`);
      const made = await createAccount(services, await agencyOf(db, agency), checked.value);
      return passwordLines(made.account.login, made.password ?? '');
    },
  },
  {
    usage: 'account list --agency housing',
    summary: 'lists the accounts that have a role in an agency',
    needs: ['agency'],
    run: async ({ database: { db } }, { agency }) => {
      const accounts = await listAccounts(db, await agencyOf(db, agency));
      if (accounts.length === 0) return ['No accounts.'];
      return accounts.map(
        ({ login, position, active, roles: own }) =>
          `${login}  ${own.join(', ')}  ${position.ru}${active ? '' : '  (switched off)'}`,
      );
    },
  },
  {
    usage: 'account roles --agency housing --login i.head --roles head',
    summary: 'sets the roles of an account in an agency, instead of those that it has there',
    needs: ['agency', 'login', 'roles'],
    run: async ({ database: { db } }, { agency, login, roles: list }) => {
      const { id } = await accountOf(db, login);
      const own = rolesOf(list);
      const where = await agencyOf(db, agency);
      await db.transaction().execute((tx) => replaceRoles(tx, id, where, own));
      return [`${login}: ${own.join(', ') || 'no role'} in ${where}.`];
    },
  },
  {
    usage: 'account email --login i.head --email head@example.gov',
    summary: 'sets where notices for an account go; «--email none»: to the agency’s own address',
    needs: ['login', 'email'],
    run: async ({ database: { db } }, { login, email: given }) => {
      const { id } = await accountOf(db, login);
      const checked = check(accountChangeSchema, { email: given === 'none' ? null : given });
      if (!checked.ok) throw new AdminError(`The option --email can't be used (${checked.fields[0]?.code}).`);
      const { email = null } = checked.value;
      await db.transaction().execute((tx) => updateStaff(tx, id, { email }));
      return [`${login}: notices go to ${email ?? 'the agency’s own address'}.`];
    },
  },
  {
    usage: 'account password --login i.head',
    summary: 'gives an account a new password and ends its sessions',
    needs: ['login'],
    run: async ({ database: { db } }, { login = '' }) => {
      const { id } = await accountOf(db, login);
      const password = newPassword();
      const hash = await hashPassword(password);
      await db.transaction().execute(async (tx) => {
        await updateStaff(tx, id, { password: { hash, temporary: true } });
        await deleteSessionsOf(tx, id);
      });
      return passwordLines(login, password);
    },
  },
  ...(['off', 'on'] as const).map((state): Command => ({
    usage: `account ${state} --login i.head`,
    summary: state === 'off' ? 'switches an account off and ends its sessions' : 'switches an account on again',
    needs: ['login'],
    run: async ({ database: { db } }, { login }) => {
      const { id } = await accountOf(db, login);
      await db.transaction().execute(async (tx) => {
        await updateStaff(tx, id, { active: state === 'on' });
        await deleteSessionsOf(tx, id);
      });
      return [`${login} is switched ${state}.`];
    },
  })),
];
