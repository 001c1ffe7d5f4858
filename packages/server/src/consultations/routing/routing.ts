import { BackendError } from '@otklik/core/backend/error.js';
import { audiences } from '@otklik/core/contract/common.js';
import type { StaffTopic } from '@otklik/core/contract/staff/cases.js';
import { isName, isUuid } from '../../http/names.ts';
import { withJournal } from '../../journal/journal.ts';
import type { Services } from '../../services.ts';
import { consultantsAmong } from '../../staff/store.ts';
import type { Worker } from '../../staff/worker.ts';
import { listRoutedTopics, lockTopic, replaceResponsibles } from './store.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report'>;

/** Topics, with those whom they go to. */
export const routedTopics = async (
  { database: { db } }: Pick<Services, 'database'>,
  agency: string,
): Promise<{ items: StaffTopic[]; next: null }> => ({ items: await listRoutedTopics(db, agency), next: null });

/** Codes of what can't be in the list, by its place there. */
function faultsIn(accounts: readonly string[], consultants: ReadonlySet<string>) {
  return accounts.flatMap((id, index) => {
    if (!consultants.has(id)) return [{ path: `responsible.${index}`, code: 'account_unknown', params: {} }];
    return accounts.indexOf(id) < index ? [{ path: `responsible.${index}`, code: 'twice', params: {} }] : [];
  });
}

/**
 * Sets whom new cases of a topic go to: the first of them gets each one, all of them are told. Cases
 * that are there already stay with whoever has them.
 * @throws BackendError topic_unknown, fields_invalid: responsible.N account_unknown, twice
 */
export async function routeTopic(
  services: Needs,
  { agency, staff }: Worker,
  { audience: part, topic = '' }: Readonly<Record<string, string>>,
  accounts: readonly string[],
): Promise<{ items: StaffTopic[]; next: null }> {
  const audience = audiences.find((one) => one === part);
  await withJournal(services, async (tx, append) => {
    if (!audience || !isName(topic) || !(await lockTopic(tx, agency, audience, topic)))
      throw new BackendError('topic_unknown');
    const faults = faultsIn(accounts, await consultantsAmong(tx, agency, accounts.filter(isUuid)));
    if (faults.length > 0) throw new BackendError('fields_invalid', {}, faults);
    await replaceResponsibles(tx, agency, audience, topic, accounts);
    append({
      ...{ agency, at: services.now(), staff: staff.id, position: staff.position },
      ...{ subject: 'consultations', id: `${audience}/${topic}`, action: 'routed' },
      data: { responsible: accounts },
    });
  });
  return routedTopics(services, agency);
}
