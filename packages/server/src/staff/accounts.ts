import { BackendError } from '@otklik/core/backend/error.js';
import type { AccountChange, AccountInput, AccountWithPassword } from '@otklik/core/contract/staff/accounts.js';
import { isUuid } from '../http/names.ts';
import { withJournal, type JournalEntry } from '../journal/journal.ts';
import type { Services } from '../services.ts';
import { hashPassword, newPassword } from './passwords.ts';
import {
  agenciesOf,
  deleteSessionsOf,
  insertStaff,
  listAccounts,
  lockAdministrators,
  replaceRoles,
  updateStaff,
  type Staff,
} from './store.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;

/** Who did something to an account, so that a second one doesn't come out of nowhere; null: the command line. */
type By = Pick<Staff, 'id' | 'position'> | null;

const entry = (
  by: By,
  agency: string,
  id: string,
  at: Date,
  action: string,
  data: JournalEntry['data'],
): JournalEntry => ({
  ...{ agency, at, staff: by?.id ?? null, position: by?.position ?? null, subject: 'staff', id, action, data },
});

export type NewAccount = Omit<AccountInput, 'email'> & Partial<Pick<AccountInput, 'email'>>;

/** @throws BackendError login_taken */
export async function createAccount(
  services: Needs,
  agency: string,
  { login, position, roles, email = null }: NewAccount,
  by: By = null,
): Promise<AccountWithPassword> {
  const password = newPassword();
  const hash = await hashPassword(password);
  return withJournal(services, async (tx, append) => {
    const id = await insertStaff(tx, { login, position, email }, hash);
    if (!id) throw new BackendError('login_taken', { login });
    await replaceRoles(tx, id, agency, roles);
    append(entry(by, agency, id, services.now(), 'made', { roles }));
    return { account: { id, login, position, active: true, roles, email }, password };
  });
}

/**
 * Changes an account of the agency. What belongs to the account as a whole (position, activity,
 * address, password) can't be changed by the administrators of one of several agencies that it works for.
 * @throws BackendError account_unknown, account_shared, last_administrator
 */
export async function changeAccount(
  services: Needs,
  agency: string,
  id: string,
  { position, roles, active, email, resetPassword }: AccountChange,
  by: By = null,
): Promise<AccountWithPassword> {
  if (!isUuid(id)) throw new BackendError('account_unknown', { id });
  const password = resetPassword ? newPassword() : null;
  const hash = password && (await hashPassword(password));
  return withJournal(services, async (tx, append) => {
    // Locked first: two administrators must not remove each other at once.
    const administrators = await lockAdministrators(tx, agency);
    const [account] = await listAccounts(tx, agency, id);
    if (!account) throw new BackendError('account_unknown', { id });
    const whole = position !== undefined || active !== undefined || email !== undefined || hash !== null;
    if (whole && (await agenciesOf(tx, id)).length > 1) throw new BackendError('account_shared', { id });
    const after = {
      ...account,
      ...(position && { position }),
      ...(roles && { roles }),
      ...(active !== undefined && { active }),
      ...(email !== undefined && { email }),
    };
    const stays = after.active && after.roles.includes('administrator');
    if (!stays && administrators.every((one) => one === id) && administrators.length > 0)
      throw new BackendError('last_administrator', { id });
    if (roles) await replaceRoles(tx, id, agency, roles);
    await updateStaff(tx, id, {
      ...(position && { position }),
      ...(active !== undefined && { active }),
      ...(email !== undefined && { email }),
      ...(hash && { password: { hash, temporary: true } }),
    });
    if (hash || active === false) await deleteSessionsOf(tx, id);
    const told = {
      ...(roles && { roles }),
      ...(active !== undefined && { active }),
      ...(position && { position }),
      ...(hash && { password: 'new' }),
      // Its owner's own: that it changed, not which it is.
      ...(email !== undefined && { email: 'changed' }),
    };
    append(entry(by, agency, id, services.now(), 'changed', told));
    return { account: after, password };
  });
}
