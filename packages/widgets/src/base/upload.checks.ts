import { fileFormats, formatOfName, kindOfBytes } from '@otklik/core/domain/files/formats.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import { nameToSend } from '@otklik/core/domain/files/name.js';
import type { UploadProblem } from './upload.row.ts';

/** Why a file needn't be sent at all: by its name, its size and its first bytes. */
export async function checkBefore(file: File): Promise<UploadProblem | null> {
  const name = nameToSend(file.name);
  const format = formatOfName(name);
  const { fileBytes } = fileLimits;
  if (!format) return { code: 'file_type_unsupported', params: {} };
  if ([...name].length > 200) return { code: 'name.too_long', params: { max: 200 } };
  if (file.size === 0) return { code: 'file_empty', params: {} };
  if (file.size > fileBytes) return { code: 'file_too_large', params: { max: fileBytes } };
  const { kind } = fileFormats[format];
  let seen;
  try {
    seen = kindOfBytes(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  } catch {
    return { code: 'file_unreadable', params: {} };
  }
  const unannounced = seen === null && (kind === 'text' || kind === 'signature');
  return seen === kind || unannounced ? null : { code: 'file_name_mismatch', params: { format } };
}
