import { hash, timingSafeEqual } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { idempotencyKeySchema } from '@otklik/core/contract/consultations.js';
import type { ProblemCode } from '@otklik/core/contract/problems.js';
import {
  contentProblems,
  uploadRequestSchema,
  type Upload,
  type UploadCreated,
  type UploadRequest,
} from '@otklik/core/contract/uploads.js';
import { fileLimits, type FileLimits } from '@otklik/core/domain/files/limits.js';
import { requireAgency } from '../agencies/port.ts';
import { isUuid } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { uploadBrake, type UploadBrake } from './brake.ts';
import { fileChecker, type Checker } from './checker.ts';
import {
  appendPart,
  bytesOf,
  completeUpload,
  deleteUpload,
  findUpload,
  findUploadByKey,
  insertUpload,
  lockUpload,
  refuseUpload,
  waitingBytes,
  type Waiting,
} from './store.ts';

/** What uploads need beside the database; one for each process. */
export interface Uploads {
  limits: FileLimits;
  brake: UploadBrake;
  check: Checker;
  /** Checks under way, by file: however often the end is sent, it is checked once. */
  checking: Map<string, Promise<void>>;
}

export const openUploads = (now: () => Date, limits: FileLimits = fileLimits): Uploads => ({
  limits,
  brake: uploadBrake(now, limits),
  check: fileChecker(limits),
  checking: new Map(),
});

/** Names an upload and proves that it is the sender's own. */
export interface UploadName {
  id: string;
  token: string;
}

type Keys = Services['keys'];

const tokenOfKey = (keys: Keys, agency: string, key: string): string =>
  keys.mac('upload-token', agency, key).toString('base64url');

const tokenHash = (keys: Keys, agency: string, token: string): Buffer => keys.mac('upload-token-hash', agency, token);

/** Whether a file waits for an owner, and the token is its own. */
export const isOwn = (
  { keys, now }: Pick<Services, 'keys' | 'now'>,
  agency: string,
  { token_hash, expires_at }: Waiting,
  token: string,
): boolean =>
  token_hash !== null &&
  expires_at !== null &&
  expires_at > now() &&
  timingSafeEqual(token_hash, tokenHash(keys, agency, token));

const view = ({ id, name, size, received, state, format, media_type, problem, expires_at }: Waiting): Upload => ({
  ...{ id, name, size, state, format, problem },
  offset: received,
  mediaType: media_type,
  expiresAt: (expires_at ?? new Date(0)).toISOString(),
});

/**
 * Begins an upload. The same key with the same request gives the same upload, however often.
 * @throws BackendError agency_unknown, idempotency_*, fields_invalid, file_too_large, uploads_full, too_many_attempts
 */
export async function createUpload(
  { database: { db }, keys, now }: Services,
  { limits, brake }: Uploads,
  { address }: Pick<Caller, 'address'>,
  agency: string,
  input: unknown,
  idempotencyKey: string,
): Promise<UploadCreated> {
  await requireAgency(db, agency);
  if (!idempotencyKey) throw new BackendError('idempotency_key_missing');
  if (!check(idempotencyKeySchema, idempotencyKey).ok) throw new BackendError('idempotency_key_invalid');
  const checked = check(uploadRequestSchema, input);
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  const { name, size } = checked.value;
  if (size > limits.fileBytes) throw new BackendError('file_too_large', { max: limits.fileBytes });

  const keyHash = keys.mac('upload-key', agency, idempotencyKey);
  const token = tokenOfKey(keys, agency, idempotencyKey);
  const begun = async (): Promise<Waiting | undefined> => findUploadByKey(db, agency, keyHash);
  let upload = await begun();
  if (!upload) {
    brake(address, size);
    if ((await waitingBytes(db)) + size > limits.waitingBytes) throw new BackendError('uploads_full');
    const created_at = now();
    const expires_at = new Date(created_at.getTime() + limits.waitingHours * 3_600_000);
    const token_hash = tokenHash(keys, agency, token);
    upload =
      (await insertUpload(db, { agency, name, size, key_hash: keyHash, token_hash, created_at, expires_at })) ??
      // Another request with the same key was first.
      (await begun());
  }
  if (!upload || !isSame(upload, checked.value) || !isOwn({ keys, now }, agency, upload, token))
    throw new BackendError('idempotency_conflict');
  const { id, offset, expiresAt } = view(upload);
  const partBytes = { min: Math.min(limits.leastPartBytes, size), max: limits.partBytes };
  return { id, name, size, offset, expiresAt, token, partBytes };
}

/** A telephone's picture may have become smaller since. */
const isSame = (upload: Waiting, { name, size }: UploadRequest): boolean =>
  upload.name === name && (upload.size === size || (upload.state === 'complete' && upload.size < size));

/** Names the upload that a key made, even where it belongs to something by now. */
export async function nameOfUpload(
  { database: { db }, keys }: Services,
  agency: string,
  key: string,
): Promise<UploadName | undefined> {
  const found = await findUploadByKey(db, agency, keys.mac('upload-key', agency, key));
  return found && { id: found.id, token: tokenOfKey(keys, agency, key) };
}

async function owned(
  services: Services,
  agency: string,
  { id, token }: UploadName,
  find: () => Promise<Waiting | undefined>,
): Promise<Waiting> {
  if (!token) throw new BackendError('upload_token_missing');
  const found = isUuid(id) ? await find() : undefined;
  if (!found || !isOwn(services, agency, found, token)) throw new BackendError('upload_unknown');
  return found;
}

/** @throws BackendError agency_unknown, upload_token_missing, upload_unknown */
export async function readUpload(services: Services, agency: string, name: UploadName): Promise<Upload> {
  const { db } = services.database;
  await requireAgency(db, agency);
  return view(await owned(services, agency, name, () => findUpload(db, agency, name.id)));
}

/** @throws BackendError agency_unknown, upload_token_missing, upload_unknown */
export async function dropUpload(services: Services, agency: string, name: UploadName): Promise<void> {
  await requireAgency(services.database.db, agency);
  await services.database.db.transaction().execute(async (tx) => {
    const { id } = await owned(services, agency, name, () => lockUpload(tx, agency, name.id));
    await deleteUpload(tx, id);
  });
}

const isContentProblem = (code: string): code is ProblemCode => contentProblems.some((one) => one === code);

/** Looks at what the bytes are, outside of any transaction, and writes down what was found. */
async function finish({ database: { db } }: Services, { check: checkFile }: Uploads, upload: Waiting): Promise<void> {
  const { agency, id, name } = upload;
  const bytes = await bytesOf(db, id);
  let write: Parameters<ReturnType<typeof db.transaction>['execute']>[0];
  try {
    const { bytes: kept, format, mediaType } = await checkFile(name, bytes);
    const content = { format, mediaType, size: kept.length, digest: hash('sha256', kept, 'buffer') };
    write = (tx) => completeUpload(tx, id, content, kept.length < bytes.length ? kept : null);
  } catch (error) {
    if (!(error instanceof BackendError) || !isContentProblem(error.code)) throw error;
    const problem = { code: error.code, params: error.params };
    write = (tx) => refuseUpload(tx, id, problem);
  }
  await db.transaction().execute(async (tx) => {
    const now = await lockUpload(tx, agency, id);
    if (now?.state === 'open') await write(tx);
  });
}

/**
 * Appends a part at `offset`. With the last one the file is checked; sent again, or empty at the
 * end, it gives the same answer.
 * @throws BackendError agency_unknown, upload_*, body_too_large, and what the file is refused for
 */
export async function appendToUpload(
  services: Services,
  uploads: Uploads,
  agency: string,
  name: UploadName,
  offset: number | null,
  part: Buffer,
): Promise<Upload> {
  const { db } = services.database;
  const { limits, checking } = uploads;
  await requireAgency(db, agency);
  const at = await db.transaction().execute(async (tx) => {
    const upload = await owned(services, agency, name, () => lockUpload(tx, agency, name.id));
    const { id, size, received, state } = upload;
    if (offset === null) throw new BackendError('upload_offset_invalid');
    if (state === 'refused') return upload;
    if (offset !== received) throw new BackendError('upload_offset_wrong', { offset: received });
    const left = size - received;
    if (part.length > left) throw new BackendError('body_too_large', { max: left });
    if (part.length < Math.min(left, limits.leastPartBytes))
      throw new BackendError('upload_part_too_small', { min: Math.min(left, limits.leastPartBytes) });
    if (part.length > 0) await appendPart(tx, id, offset, part);
    return { ...upload, received: offset + part.length };
  });
  if (at.state === 'open' && at.received === at.size) {
    const check = checking.get(at.id) ?? finish(services, uploads, at).finally(() => checking.delete(at.id));
    checking.set(at.id, check);
    await check;
  }
  const after = await readUpload(services, agency, name);
  if (after.problem) throw new BackendError(after.problem.code, after.problem.params);
  return after;
}
