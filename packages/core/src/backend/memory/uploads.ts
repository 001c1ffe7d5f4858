import type { File } from '../../contract/common.ts';
import type { FieldError } from '../../contract/problems.ts';
import { uploadRequestSchema, type Upload, type UploadCreated, type UploadName } from '../../contract/uploads.ts';
import { caseFile } from '../../domain/consultations/case-files.ts';
import { fileFormats, formatOfName, kindOfBytes } from '../../domain/files/formats.ts';
import { fileLimits } from '../../domain/files/limits.ts';
import { BackendError } from '../error.ts';
import type { UploadsPort } from '../port.ts';
import { checked, checkKey } from './checked.ts';
import type { World } from './world.ts';

interface Kept {
  agency: string;
  key: string;
  /** null: it belongs to a case, and opens no longer by its own token. */
  token: string | null;
  upload: Upload;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Uploads of one back end in memory, and what becomes of them. */
export interface MemoryUploads {
  port: UploadsPort;
  /**
   * Uploads as files of a case, and what is wrong with each by its place in `names`. `there`: how
   * many its client sent before. Changes nothing.
   */
  examine(agency: string, names: readonly UploadName[], there?: number): { files: File[]; wrong: FieldError[] };
  /** Makes them a case's own. */
  give(agency: string, files: readonly File[]): void;
  /** What a case has of a file. */
  bytesOf(agency: string, id: string): Blob | undefined;
}

const { fileBytes, partBytes, leastPartBytes, waitingHours, perCase } = fileLimits;

const createdOf = ({ token, upload: { id, name, size, offset, expiresAt } }: Kept): UploadCreated => ({
  ...{ id, name, size, offset, expiresAt },
  token: token ?? '',
  partBytes: { min: Math.min(size, leastPartBytes), max: partBytes },
});

/** What the file is: only its name and its first bytes are looked at. */
function finish({ upload, bytes }: Kept): Upload {
  const format = formatOfName(upload.name) ?? 'TXT';
  const { kind, mediaType } = fileFormats[format];
  const seen = kindOfBytes(bytes);
  const fits = seen === kind || (seen === null && (kind === 'text' || kind === 'signature'));
  return fits
    ? { ...upload, state: 'complete', format, mediaType }
    : { ...upload, state: 'refused', problem: { code: 'file_name_mismatch', params: { format } } };
}

/** An upload as a file of a case, or why it can't become one. */
function fileOf(agency: string, upload: Upload | undefined): File | string {
  if (!upload) return 'upload_unknown';
  const { id, name, size, state, format, mediaType } = upload;
  if (state === 'refused') return 'upload_refused';
  return format && mediaType ? caseFile(agency, { id, name, format, mediaType, size }) : 'upload_unfinished';
}

/** As the server takes files, but for how closely it looks at them. */
export function memoryUploads({ now, find }: World): MemoryUploads {
  const uploads = new Map<string, Kept>();

  const waiting = (agency: string, { id, token }: UploadName): Kept | undefined => {
    const found = uploads.get(id);
    const own = found?.agency === agency && found.token !== null && found.token === token;
    return own && found.upload.expiresAt > now().toISOString() ? found : undefined;
  };
  const own = (agency: string, name: UploadName): Kept => {
    find(agency);
    if (!name.token) throw new BackendError('upload_token_missing');
    const found = waiting(agency, name);
    if (!found) throw new BackendError('upload_unknown');
    return found;
  };
  /** Forgets what waited too long to be attached. */
  const sweep = (): void => {
    const at = now().toISOString();
    for (const [id, { token, upload }] of uploads) if (token !== null && upload.expiresAt <= at) uploads.delete(id);
  };
  const begin = (agency: string, key: string, name: string, size: number): Kept => {
    const expiresAt = new Date(now().getTime() + waitingHours * 3_600_000).toISOString();
    const nothingYet = { offset: 0, state: 'open', format: null, mediaType: null, problem: null } as const;
    const upload: Upload = { id: crypto.randomUUID(), name, size, expiresAt, ...nothingYet };
    const fresh = { agency, key, token: crypto.randomUUID(), upload, bytes: new Uint8Array(size) };
    uploads.set(upload.id, fresh);
    return fresh;
  };

  return {
    port: {
      createUpload: async (agency, request, key) => {
        find(agency);
        checkKey(key);
        const { name, size } = checked(uploadRequestSchema, request);
        if (size > fileBytes) throw new BackendError('file_too_large', { max: fileBytes });
        sweep();
        const known = [...uploads.values()].find((one) => one.agency === agency && one.key === key);
        if (!known) return createdOf(begin(agency, key, name, size));
        const { id } = known.upload;
        const same = known.upload.name === name && known.upload.size === size;
        if (!same || !waiting(agency, { id, token: known.token ?? '' })) throw new BackendError('idempotency_conflict');
        return createdOf(known);
      },

      readUpload: async (agency, name) => own(agency, name).upload,

      appendToUpload: async (agency, name, offset, part) => {
        const kept = own(agency, name);
        const { size, offset: there, state } = kept.upload;
        if (!Number.isSafeInteger(offset) || offset < 0) throw new BackendError('upload_offset_invalid');
        if (state !== 'refused') {
          if (offset !== there) throw new BackendError('upload_offset_wrong', { offset: there });
          const left = size - there;
          const most = Math.min(left, partBytes);
          if (part.length > most) throw new BackendError('body_too_large', { max: most });
          const min = Math.min(left, leastPartBytes);
          if (part.length < min) throw new BackendError('upload_part_too_small', { min });
          kept.bytes.set(part, there);
          kept.upload = { ...kept.upload, offset: there + part.length };
          if (state === 'open' && kept.upload.offset === size) kept.upload = finish(kept);
        }
        const { problem } = kept.upload;
        if (problem) throw new BackendError(problem.code, problem.params);
        return kept.upload;
      },

      deleteUpload: async (agency, name) => {
        uploads.delete(own(agency, name).upload.id);
      },
    },

    examine: (agency, names, there = 0) => {
      if (there + names.length > perCase)
        return { files: [], wrong: [{ path: 'files', code: 'too_many', params: { max: perCase } }] };
      const files: File[] = [];
      const wrong: FieldError[] = [];
      for (const [index, name] of names.entries()) {
        const repeated = names.findIndex(({ id }) => id === name.id) < index;
        const file = repeated ? 'repeated' : fileOf(agency, waiting(agency, name)?.upload);
        if (typeof file === 'string') wrong.push({ path: `files.${index}`, code: file, params: {} });
        else files.push(file);
      }
      return { files, wrong };
    },

    give: (agency, files) => {
      for (const { id } of files) {
        const kept = uploads.get(id);
        if (kept?.agency === agency) kept.token = null;
      }
    },

    bytesOf: (agency, id) => {
      const kept = uploads.get(id);
      if (kept?.agency !== agency || kept.token !== null) return undefined;
      return new Blob([kept.bytes], { type: kept.upload.mediaType ?? '' });
    },
  };
}
