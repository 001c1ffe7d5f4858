import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Upload } from '@otklik/core/contract/uploads.js';
import type { FileFormat } from '@otklik/core/domain/files/formats.js';
import type { Db, Tx } from '../database/open.ts';
import type { Tables } from '../database/schema.ts';

/** What a file belongs to: it is kept as long as that. */
/** `consultation`: what its client sent; `answer`: what staff laid beside the consultation of this id. */
export type FileOwner = { consultation: string } | { answer: string } | { publication: string };

/** A file that was checked. */
export interface StoredFile {
  id: string;
  /** As its sender named it. */
  name: string;
  format: FileFormat;
  /** With the charset, for text. */
  mediaType: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the bytes. */
  digest: Buffer;
}

/** A file on its way, or waiting for an owner. */
export type Waiting = Selectable<Tables['files']>;

/** PGlite and the drivers copy what they send: no more at once. */
const chunk = 1_000_000;

const ownerColumns = (owner: FileOwner): { owner_kind: string; owner: string } => {
  const [[kind, id]] = Object.entries(owner) as [[string, string]];
  return { owner_kind: kind, owner: id };
};

const stored = ({ id, name, format, media_type, size, digest }: Waiting): StoredFile | undefined =>
  format && media_type && digest ? { id, name, format, mediaType: media_type, size, digest } : undefined;

/** @returns null when the idempotency key is there already. */
export async function insertUpload(
  db: Db,
  upload: Pick<Waiting, 'agency' | 'name' | 'size' | 'key_hash' | 'token_hash' | 'created_at' | 'expires_at'>,
): Promise<Waiting | null> {
  const row = await db
    .insertInto('files')
    .values({ ...upload, id: randomUUID(), state: 'open', received: 0 })
    .onConflict((conflict) => conflict.columns(['agency', 'key_hash']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export const findUploadByKey = (db: Db, agency: string, keyHash: Buffer): Promise<Waiting | undefined> =>
  db.selectFrom('files').selectAll().where('agency', '=', agency).where('key_hash', '=', keyHash).executeTakeFirst();

/** One that waits for an owner. */
const waiting = (db: Db, agency: string, id: string) =>
  db
    .selectFrom('files')
    .selectAll()
    .where('agency', '=', agency)
    .where('id', '=', id)
    .where('expires_at', 'is not', null);

export const findUpload = (db: Db, agency: string, id: string): Promise<Waiting | undefined> =>
  waiting(db, agency, id).executeTakeFirst();

/** As `findUpload`; its row stays locked until the transaction ends. */
export const lockUpload = (tx: Tx, agency: string, id: string): Promise<Waiting | undefined> =>
  waiting(tx, agency, id).forUpdate().executeTakeFirst();

export async function appendPart(tx: Tx, file: string, position: number, bytes: Buffer): Promise<void> {
  await tx.insertInto('file_parts').values({ file, position, bytes }).execute();
  await tx
    .updateTable('files')
    .set({ received: position + bytes.length })
    .where('id', '=', file)
    .execute();
}

async function insertBytes(tx: Tx, file: string, bytes: Buffer): Promise<void> {
  for (let position = 0; position < bytes.length; position += chunk) {
    const part = bytes.subarray(position, position + chunk);
    await tx.insertInto('file_parts').values({ file, position, bytes: part }).execute();
  }
}

export async function bytesOf(db: Db, file: string): Promise<Buffer> {
  const rows = await db.selectFrom('file_parts').select('bytes').where('file', '=', file).orderBy('position').execute();
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}

const deleteBytes = (tx: Tx, file: string): Promise<unknown> =>
  tx.deleteFrom('file_parts').where('file', '=', file).execute();

/** What checking found. `bytes`: to be kept in place of what came; null: all that came. */
export async function completeUpload(
  tx: Tx,
  file: string,
  { format, mediaType, size, digest }: Omit<StoredFile, 'id' | 'name'>,
  bytes: Buffer | null,
): Promise<void> {
  if (bytes) {
    await deleteBytes(tx, file);
    await insertBytes(tx, file, bytes);
  }
  await tx
    .updateTable('files')
    .set({ state: 'complete', format, media_type: mediaType, size, received: size, digest })
    .where('id', '=', file)
    .execute();
}

/** Keeps nothing of it but what was wrong. */
export async function refuseUpload(tx: Tx, file: string, problem: NonNullable<Upload['problem']>): Promise<void> {
  await deleteBytes(tx, file);
  await tx
    .updateTable('files')
    .set({ state: 'refused', received: 0, problem: JSON.stringify(problem) })
    .where('id', '=', file)
    .execute();
}

export async function deleteUpload(tx: Tx, file: string): Promise<void> {
  await tx.deleteFrom('files').where('id', '=', file).execute();
}

/** Bytes of all that waits, or may still come, of every agency. */
export async function waitingBytes(db: Db): Promise<number> {
  const { sum } = await db
    .selectFrom('files')
    .select(sql<string>`coalesce(sum(case when state = 'open' then size else received end), 0)`.as('sum'))
    .where('expires_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(sum);
}

/** @returns how many there were. */
export async function deleteExpired(db: Db, moment: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('files').where('expires_at', '<=', moment).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Gives a complete upload to its owner; its token and key open nothing any more. */
export async function giveFile(tx: Tx, file: string, owner: FileOwner): Promise<void> {
  await tx
    .updateTable('files')
    .set({ ...ownerColumns(owner), expires_at: null, token_hash: null })
    .where('id', '=', file)
    .execute();
}

export async function insertFile(
  tx: Tx,
  agency: string,
  file: Omit<StoredFile, 'id' | 'size'>,
  bytes: Buffer,
  owner: FileOwner,
  moment: Date,
): Promise<StoredFile> {
  const { name, format, mediaType, digest } = file;
  const id = randomUUID();
  const size = bytes.length;
  await tx
    .insertInto('files')
    .values({
      ...{ id, agency, name, format, size, digest },
      ...ownerColumns(owner),
      state: 'complete',
      received: size,
      media_type: mediaType,
      created_at: moment,
    })
    .execute();
  await insertBytes(tx, id, bytes);
  return { ...file, id, size };
}

const owned = (db: Db, agency: string, owner: FileOwner) => {
  const { owner_kind, owner: id } = ownerColumns(owner);
  return db
    .selectFrom('files')
    .selectAll()
    .where('agency', '=', agency)
    .where('owner_kind', '=', owner_kind)
    .where('owner', '=', id);
};

/** In the order in which they were begun. */
export async function listFiles(db: Db, agency: string, owner: FileOwner): Promise<StoredFile[]> {
  const rows = await owned(db, agency, owner).orderBy('created_at').orderBy('id').execute();
  return rows.flatMap((row) => stored(row) ?? []);
}

export async function findFile(
  db: Db,
  agency: string,
  owner: FileOwner,
  id: string,
): Promise<(StoredFile & { bytes: Buffer }) | undefined> {
  const row = await owned(db, agency, owner).where('id', '=', id).executeTakeFirst();
  const file = row && stored(row);
  return file && { ...file, bytes: await bytesOf(db, id) };
}

/** All files of an owner, or the one. @returns how many there were. */
export async function deleteFiles(tx: Tx, agency: string, owner: FileOwner, id?: string): Promise<number> {
  const { owner_kind, owner: owning } = ownerColumns(owner);
  let query = tx
    .deleteFrom('files')
    .where('agency', '=', agency)
    .where('owner_kind', '=', owner_kind)
    .where('owner', '=', owning);
  if (id !== undefined) query = query.where('id', '=', id);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}
