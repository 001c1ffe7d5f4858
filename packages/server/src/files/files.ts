import { hash } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Content } from '@otklik/core/domain/files/content.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import type { Db, Tx } from '../database/open.ts';
import { isUuid } from '../http/names.ts';
import type { Services } from '../services.ts';
import {
  deleteExpired,
  deleteFiles,
  findFile,
  giveFile,
  insertFile,
  listFiles,
  lockUpload,
  type FileOwner,
  type StoredFile,
} from './store.ts';
import { isOwn, type UploadName } from './uploads.ts';

export { listFiles, type FileOwner, type StoredFile } from './store.ts';
export type { UploadName } from './uploads.ts';

/**
 * Gives uploads to what they were uploaded for, in its transaction: each complete, nobody's yet,
 * and the sender's own by its token. Lock the owner's row first, or two at once pass its quota.
 * @returns them, in the order given
 * @throws BackendError fields_invalid with `files.0` … : upload_unknown, upload_unfinished,
 *   upload_refused, repeated; or `files`: too_many {max}
 */
export async function claimFiles(
  services: Pick<Services, 'keys' | 'now' | 'fileLimits'>,
  tx: Tx,
  agency: string,
  uploads: readonly UploadName[],
  owner: FileOwner,
): Promise<StoredFile[]> {
  if (uploads.length === 0) return [];
  const max = (services.fileLimits ?? fileLimits).perCase;
  const there = (await listFiles(tx, agency, owner)).length;
  if ('consultation' in owner && there + uploads.length > max)
    throw new BackendError('fields_invalid', {}, [{ path: 'files', code: 'too_many', params: { max } }]);
  const wrong: FieldError[] = [];
  const claimed: StoredFile[] = [];
  for (const [index, { id, token }] of uploads.entries()) {
    const code = await (async () => {
      if (uploads.findIndex((other) => other.id === id) < index) return 'repeated';
      const upload = isUuid(id) ? await lockUpload(tx, agency, id) : undefined;
      if (!upload || !isOwn(services, agency, upload, token)) return 'upload_unknown';
      const { name, state, format, media_type, size, digest } = upload;
      if (state === 'refused') return 'upload_refused';
      if (!format || !media_type || !digest) return 'upload_unfinished';
      await giveFile(tx, id, owner);
      claimed.push({ id, name, format, mediaType: media_type, size, digest });
      return null;
    })();
    if (code) wrong.push({ path: `files.${index}`, code, params: {} });
  }
  if (wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);
  return claimed;
}

/** Stores a file of the staff's own, for its owner. `content`: as a Checker found it, before the transaction. */
export const storeFile = (
  tx: Tx,
  agency: string,
  name: string,
  { format, mediaType, bytes }: Content & { bytes: Buffer },
  owner: FileOwner,
  moment: Date,
): Promise<StoredFile> =>
  insertFile(tx, agency, { name, format, mediaType, digest: hash('sha256', bytes, 'buffer') }, bytes, owner, moment);

/** A file of this owner, with its bytes. */
export const readFile = async (
  db: Db,
  agency: string,
  owner: FileOwner,
  id: string,
): Promise<(StoredFile & { bytes: Buffer }) | undefined> => (isUuid(id) ? findFile(db, agency, owner, id) : undefined);

/** Deletes what an owner has. @returns how many there were */
export const deleteFilesOf = (tx: Tx, agency: string, owner: FileOwner): Promise<number> =>
  deleteFiles(tx, agency, owner);

/** Deletes one file of an owner. @returns whether it was there */
export const deleteFile = async (tx: Tx, agency: string, owner: FileOwner, id: string): Promise<boolean> =>
  isUuid(id) && (await deleteFiles(tx, agency, owner, id)) > 0;

/** Deletes what waited too long for an owner. @returns how many there were */
export const expireFiles = ({ database }: Pick<Services, 'database'>, moment: Date): Promise<number> =>
  deleteExpired(database.db, moment);
