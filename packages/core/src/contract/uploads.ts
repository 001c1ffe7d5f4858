import * as v from 'valibot';
import { fileFormats, formatOfName, type FileFormat } from '../domain/files/formats.ts';
import { partType } from '../domain/files/limits.ts';
import { turning } from '../domain/files/name.ts';
import { isoMoment, line } from './common.ts';
import { problems, type ProblemCode } from './problems.ts';

/** Name of a file, without folders, with the extension of a format that is taken. */
export const fileNameSchema = v.pipe(
  line(200),
  v.normalize('NFC'),
  v.check((name) => !/[/\\]/.test(name) && name.search(turning) < 0, 'format'),
  v.check((name) => formatOfName(name) !== null, 'file_type_unsupported'),
);

/** What is going to be uploaded. */
export const uploadRequestSchema = v.strictObject({
  name: fileNameSchema,
  /** Bytes. */
  size: v.pipe(v.number('type'), v.integer('format'), v.minValue(1, 'file_empty')),
});
export type UploadRequest = v.InferInput<typeof uploadRequestSchema>;

/** Names an upload and proves that it is the sender's own: as the creation was answered. The token is a secret. */
export const uploadNameSchema = v.strictObject({
  id: v.pipe(v.string('type'), v.maxLength(64, 'too_long')),
  token: v.pipe(v.string('type'), v.maxLength(200, 'too_long')),
});
export type UploadName = v.InferOutput<typeof uploadNameSchema>;

/** Uploads that one request may name. */
export const uploadNamesSchema = v.pipe(v.array(uploadNameSchema, 'type'), v.maxLength(20, 'too_many'));

const uploadEntries = {
  id: v.string(),
  name: v.string(),
  /** Bytes, as declared. */
  size: v.number(),
  /** Bytes that are there: where the next part begins. */
  offset: v.number(),
  /** Until when it waits for what it is to be attached to. */
  expiresAt: isoMoment,
};

/** A new upload. The token stands here and nowhere else: it is a secret, and goes with every further request. */
export const uploadCreatedSchema = v.strictObject({
  ...uploadEntries,
  token: v.string(),
  /** Bytes that a part may have, and that all but the last must have. */
  partBytes: v.strictObject({ min: v.number(), max: v.number() }),
});
export type UploadCreated = v.InferOutput<typeof uploadCreatedSchema>;

/** `open`: bytes are missing, or not yet looked at; `complete`: good; `refused`: see `problem`, nothing of it is kept. */
export const uploadStates = ['open', 'complete', 'refused'] as const;

export const uploadSchema = v.strictObject({
  ...uploadEntries,
  state: v.picklist(uploadStates),
  /** Once complete. */
  format: v.nullable(v.picklist(Object.keys(fileFormats) as [FileFormat, ...FileFormat[]])),
  mediaType: v.nullable(v.string()),
  problem: v.nullable(
    v.strictObject({
      code: v.picklist(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
      params: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
    }),
  ),
});
export type Upload = v.InferOutput<typeof uploadSchema>;

/** What the bytes of a finished file can be refused for. */
export const contentProblems = [
  'file_empty',
  'file_type_unsupported',
  'file_name_mismatch',
  'file_damaged',
  'file_foreign_data',
  'file_active_content',
  'file_encrypted',
  'file_too_complex',
  'image_too_large',
  'archive_too_large',
  'archive_too_deep',
  'archive_path_unsafe',
  'signature_attached',
] as const satisfies ProblemCode[];

export { partType };
