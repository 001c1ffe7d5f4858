import type { Role } from '@otklik/core/contract/staff/accounts.js';
import type { Actor } from '@otklik/core/domain/four-eyes.js';
import type { Staff } from './store.ts';

/** Somebody of the staff at work in an agency, with the roles that they have there. */
export interface Worker {
  staff: Staff;
  roles: readonly Role[];
  agency: string;
}

/** The same as the rules know them. */
export const actorOf = ({ staff: { id, position }, roles }: Worker): Actor => ({ id, position, roles });
