import type { NoticeWay, Notices } from '../../contract/case.ts';
import type { FieldError } from '../../contract/problems.ts';
import { RuleBroken } from '../rule-broken.ts';

/** Where a client can be written to, and whether it wants to be. */
export interface NoticeAddresses {
  /** The address of the request itself; null: none was given. */
  given: string | null;
  /** One that was given later, by the case's code, for notices alone. */
  added: string | null;
  /** What was chosen; null: nothing yet. */
  by: NoticeWay | null;
}

/** As far as whoever holds the code may see an address: `a…@example.org`. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}…${address.slice(at)}`;
}

/** The address that notices go to, if any do. */
export const noticeAddress = ({ given, added, by }: NoticeAddresses): string | null =>
  by === 'none' ? null : (given ?? added);

export function noticesOf(addresses: NoticeAddresses): Notices {
  const to = addresses.given ?? addresses.added;
  return { by: noticeAddress(addresses) === null ? 'none' : 'email', to: to === null ? null : masked(to) };
}

/** What is wrong with a choice: without an address there is nowhere to write to. */
export const choiceProblem = (before: NoticeAddresses, by: NoticeWay, email: string | undefined): FieldError[] =>
  by === 'email' && before.given === null && before.added === null && email === undefined
    ? [{ path: 'email', code: 'required', params: {} }]
    : [];

/**
 * What is chosen by the code. The code alone must not lead notices away from who asked, nor tell by trying
 * whose address it is: so an address is taken only where the request has none.
 * @throws RuleBroken address_known
 */
export function chooseNotices(before: NoticeAddresses, by: NoticeWay, email: string | undefined): NoticeAddresses {
  if (email !== undefined && before.given !== null) throw new RuleBroken('address_known');
  return { ...before, by, added: email ?? before.added };
}
