import { checkArchive } from './archive.ts';
import { fileFormats, formatOfName, kindOfBytes } from './formats.ts';
import { checkImage } from './images.ts';
import { fileLimits, type FileLimits } from './limits.ts';
import { checkOffice } from './office.ts';
import { checkPdf } from './pdf.ts';
import { refuse, type Check, type Content, type Tools } from './refuse.ts';
import { checkSignature } from './signature.ts';
import { checkText } from './text.ts';

export type { Content, Inflated, Tools } from './refuse.ts';

/** Formats that nothing at their beginning announces, or not in every form. */
const unannounced = new Set(['text', 'signature']);

async function examine(name: string, bytes: Uint8Array, outer: Check): Promise<Content> {
  const format = formatOfName(name);
  if (!format) return refuse('file_type_unsupported');
  if (bytes.length === 0) refuse('file_empty');
  const { kind, mediaType } = fileFormats[format];
  const announced = kindOfBytes(bytes);
  if (announced !== kind && (announced !== null || !unannounced.has(kind))) refuse('file_name_mismatch', { format });
  const check = { ...outer, depth: outer.depth + (kind === 'zip' ? 1 : 0) };
  if (check.depth > check.limits.depth) refuse('archive_too_deep', { max: check.limits.depth });
  switch (kind) {
    case 'pdf':
      await checkPdf(bytes, check);
      break;
    case 'zip':
      await (format === 'ZIP' ? checkArchive(bytes, check) : checkOffice(format, bytes, check));
      break;
    case 'signature':
      checkSignature(bytes);
      break;
    case 'text':
      return { format, mediaType: `${mediaType}; charset=${checkText(bytes, format)}`, bytes };
    default:
      return { format, mediaType, bytes: checkImage(kind, bytes, check) };
  }
  return { format, mediaType, bytes };
}

/**
 * What a file is, by its bytes; it must be what its name says, whole, and with nothing in it that
 * runs, hides or swells. No virus scanner: it keeps out what has no business in a document.
 * @throws BackendError file_too_large {max}, file_empty, file_type_unsupported, file_name_mismatch
 *   {format}, file_damaged, file_foreign_data, file_active_content {found}, file_encrypted,
 *   image_too_large {pixels}, archive_too_large, archive_too_deep, archive_path_unsafe,
 *   signature_attached; of something in an archive with its name in `entry`
 */
export async function checkContent(
  name: string,
  bytes: Uint8Array,
  tools: Tools,
  limits: FileLimits = fileLimits,
): Promise<Content> {
  if (bytes.length > limits.fileBytes) refuse('file_too_large', { max: limits.fileBytes });
  const left = { bytes: limits.unpackedBytes, entries: limits.entries };
  return examine(name, bytes, { tools, limits, left, depth: 0, examine });
}
