import { fileFormats, formatOfName, kindOfBytes } from '@otklik/core/domain/files/formats.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import type { UploadProblem } from './upload.row.ts';

/** Marks that turn the direction of text; the server takes no name with them. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const control = /[\u0000-\u001f\u007f-\u009f]/g;

/** A name as the API takes it: one form of each letter, no marks that can't be seen. */
export const nameToSend = (name: string): string =>
  name.normalize('NFC').replace(turning, '').replace(control, '').trim();

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
