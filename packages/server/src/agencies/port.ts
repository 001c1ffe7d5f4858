import { BackendError } from '@otklik/core/backend/error.js';
import type { AgenciesPort } from '@otklik/core/backend/port.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience } from '@otklik/core/contract/common.js';
import type { Db } from '../database/open.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { findAgency } from './store.ts';

export const unknownAgency = (id: string): BackendError => new BackendError('agency_unknown', { agency: id });

/** @throws BackendError agency_unknown */
export async function requireAgency(db: Db, id: string): Promise<Agency> {
  const found = isName(id) ? await findAgency(db, id) : undefined;
  if (!found) throw unknownAgency(id);
  return found;
}

/** Whether a caller may know that anything for this audience exists. */
export const seen = (audience: Audience, { internal }: Pick<Caller, 'internal'>): boolean =>
  audience === 'external' || internal;

export const agenciesPort = ({ database }: Services): AgenciesPort => ({
  readAgency: (agency) => requireAgency(database.db, agency),
});
