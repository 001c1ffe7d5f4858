import * as v from 'valibot';

/**
 * Every error of the API, with its HTTP status. Codes are stable; sentences are made by whoever
 * shows them, never by the server.
 */
export const problems = {
  body_not_json: 400,
  query_invalid: 400,
  cursor_invalid: 400,
  idempotency_key_missing: 400,
  idempotency_key_invalid: 400,
  case_code_missing: 400,
  case_code_invalid: 400,
  upload_token_missing: 400,
  upload_offset_invalid: 400,
  not_signed_in: 401,
  credentials_wrong: 401,
  not_permitted: 403,
  password_change_required: 403,
  origin_foreign: 403,
  agency_unknown: 404,
  account_unknown: 404,
  publication_unknown: 404,
  version_unknown: 404,
  touchpoint_list_unknown: 404,
  attachment_unknown: 404,
  case_unknown: 404,
  survey_unknown: 404,
  theme_unknown: 404,
  text_unknown: 404,
  upload_unknown: 404,
  file_unknown: 404,
  slot_unknown: 404,
  topic_unknown: 404,
  open_data_unknown: 404,
  route_unknown: 404,
  method_unknown: 405,
  request_too_slow: 408,
  idempotency_conflict: 409,
  batch_closed: 409,
  /** It takes no answers any more. */
  survey_closed: 409,
  /** The work was done for an hour that is over: read the batch again. */
  proof_outdated: 409,
  survey_taken: 409,
  theme_taken: 409,
  login_taken: 409,
  publication_taken: 409,
  account_shared: 409,
  last_administrator: 409,
  /** What is there already ends elsewhere: at params.offset. */
  upload_offset_wrong: 409,
  /** Somebody has the slot. */
  slot_taken: 409,
  /** A rule of law or procedure stands against it; which one is in params.rule. */
  rule_broken: 409,
  /** What was to be changed has changed meanwhile: read it again. */
  revision_outdated: 409,
  body_too_large: 413,
  file_too_large: 413,
  media_type_unsupported: 415,
  fields_invalid: 422,
  upload_part_too_small: 422,
  /** What is wrong with a file; of something in an archive, params.entry names it. */
  file_empty: 422,
  file_type_unsupported: 422,
  file_name_mismatch: 422,
  file_damaged: 422,
  file_foreign_data: 422,
  file_active_content: 422,
  file_encrypted: 422,
  file_too_complex: 422,
  image_too_large: 422,
  archive_too_large: 422,
  archive_too_deep: 422,
  archive_path_unsafe: 422,
  signature_attached: 422,
  /** What is sent along as work done for it isn't, or not for this. */
  proof_invalid: 422,
  too_many_attempts: 429,
  /** So much comes from there that more work is asked for: params.bits; without any: in params.retryAfter seconds. */
  proof_needed: 429,
  internal: 500,
  unavailable: 503,
  uploads_full: 503,
} as const;
export type ProblemCode = keyof typeof problems;

export type Params = Record<string, string | number | boolean>;

/** What is wrong with one field: `path` is dotted (`contact.email`). */
export const fieldErrorSchema = v.strictObject({
  path: v.string(),
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export interface FieldError {
  path: string;
  code: string;
  params: Params;
}

/** RFC 9457 problem details, with members `code`, `params` and `fields` of ours. */
export const problemSchema = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  params: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  fields: v.optional(v.array(fieldErrorSchema)),
});
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  params: Params;
  fields?: FieldError[];
}
