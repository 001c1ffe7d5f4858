import { BackendError } from '@otklik/core/backend/error.js';
import type { AttachmentInput, StaffVersion } from '@otklik/core/contract/staff/publications.js';
import type { Tx } from '../../database/open.ts';
import { claimFiles, deleteFile, type StoredFile } from '../../files/files.ts';
import type { Services } from '../../services.ts';
import { insertAttachment, type VersionName } from '../store.ts';
import type { Worker } from '../../staff/worker.ts';
import { changeVersions } from './rules.ts';
import { countAttachments, deleteAttachment } from './store.ts';

type Needs = Pick<Services, 'database' | 'keys' | 'now' | 'report' | 'fileLimits'>;

/** Files that one version can have. */
export const filesPerVersion = 30;

/** The one upload, taken over. @throws BackendError fields_invalid: what is wrong with it, at `upload` */
async function claim(
  services: Needs,
  tx: Tx,
  agency: string,
  upload: AttachmentInput['upload'],
  publication: string,
): Promise<StoredFile> {
  try {
    const [file] = await claimFiles(services, tx, agency, [upload], { publication });
    if (file) return file;
  } catch (error) {
    if (!(error instanceof BackendError) || error.code !== 'fields_invalid') throw error;
    throw new BackendError(
      'fields_invalid',
      {},
      error.fields.map((field) => ({ ...field, path: 'upload' })),
    );
  }
  throw new BackendError('fields_invalid', {}, [{ path: 'upload', code: 'upload_unknown', params: {} }]);
}

/**
 * Attaches an uploaded file: an edit like any other, so what was submitted is a draft again.
 * @throws BackendError publication_unknown, version_unknown, revision_outdated, fields_invalid
 * @throws RuleBroken
 */
export function attachFile(
  services: Needs,
  worker: Worker,
  name: VersionName,
  { revision, upload, title, language }: AttachmentInput,
): Promise<StaffVersion> {
  const { agency } = worker;
  return changeVersions(services, worker, name.id, {
    action: { type: 'edit', version: name.version, revision },
    alongside: async (tx) => {
      if ((await countAttachments(tx, agency, name)) >= filesPerVersion)
        throw new BackendError('fields_invalid', {}, [
          { path: 'upload', code: 'too_many', params: { max: filesPerVersion } },
        ]);
      const { id } = await claim(services, tx, agency, upload, name.id);
      await insertAttachment(tx, agency, name, { id, title, language }, id);
      return { action: 'file_attached', data: { file: id } };
    },
  });
}

/**
 * Takes a file away from a version that isn't approved; versions that have it too keep it.
 * @throws BackendError as attachFile, attachment_unknown
 * @throws RuleBroken
 */
export function detachFile(
  services: Needs,
  worker: Worker,
  name: VersionName,
  revision: number,
  attachment: string,
): Promise<StaffVersion> {
  const { agency } = worker;
  return changeVersions(services, worker, name.id, {
    action: { type: 'edit', version: name.version, revision },
    alongside: async (tx) => {
      const found = await deleteAttachment(tx, agency, name, attachment);
      if (!found) throw new BackendError('attachment_unknown', { id: attachment });
      if (!found.shared) await deleteFile(tx, agency, { publication: name.id }, found.file);
      return { action: 'file_detached', data: { file: attachment } };
    },
  });
}
