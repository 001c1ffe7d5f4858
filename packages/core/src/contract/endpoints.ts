import type * as v from 'valibot';
import { agencySchema } from './agencies.ts';
import { caseEndpoints } from './case-endpoints.ts';
import {
  caseFilesSchema,
  caseSchema,
  clarificationSchema,
  consultationSchema,
  receiptSchema,
  topicSchema,
  noticeChoiceSchema,
  visitBookingSchema,
  withdrawalOfCaseSchema,
} from './consultations.ts';
import { fileSchema, localizedTextSchema, pageOf } from './common.ts';
import { problemSchema, type ProblemCode } from './problems.ts';
import {
  publicationQuerySchema,
  publicationSchema,
  publicationSummarySchema,
  publishedVersionSchema,
} from './publications.ts';
import { slotSchema } from './slots.ts';
import { staffSchemas } from './staff/endpoints.ts';
import {
  ballotAcceptedSchema,
  ballotSchema,
  batchSchema,
  manifestSchema,
  releasePageSchema,
  surveySummarySchema,
  themeSchema,
} from './surveys.ts';
import { audienceQuerySchema, touchpointListSchema } from './touchpoints.ts';
import { contentProblems, partType, uploadCreatedSchema, uploadRequestSchema, uploadSchema } from './uploads.ts';

/** Every schema that the API names; the OpenAPI document and the server's answers come from these. */
export const schemas = {
  LocalizedText: localizedTextSchema,
  File: fileSchema,
  Problem: problemSchema,
  Agency: agencySchema,
  PublicationSummary: publicationSummarySchema,
  PublicationPage: pageOf(publicationSummarySchema),
  Publication: publicationSchema,
  PublishedVersionPage: pageOf(publishedVersionSchema),
  TouchpointList: touchpointListSchema,
  ConsultationTopicPage: pageOf(topicSchema),
  Consultation: consultationSchema,
  Receipt: receiptSchema,
  UploadRequest: uploadRequestSchema,
  UploadCreated: uploadCreatedSchema,
  Upload: uploadSchema,
  Case: caseSchema,
  Clarification: clarificationSchema,
  CaseWithdrawal: withdrawalOfCaseSchema,
  CaseFiles: caseFilesSchema,
  NoticeChoice: noticeChoiceSchema,
  VisitBooking: visitBookingSchema,
  SlotPage: pageOf(slotSchema),
  SurveyPage: pageOf(surveySummarySchema),
  Manifest: manifestSchema,
  Batch: batchSchema,
  Ballot: ballotSchema,
  BallotAccepted: ballotAcceptedSchema,
  ReleasePage: releasePageSchema,
  ThemePage: pageOf(themeSchema),
  ...staffSchemas,
} as const;
export type SchemaName = keyof typeof schemas;

/** Who may call from a page of another origin. `public`: anyone. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters. */
  path: string;
  summary: string;
  query?: v.GenericSchema<unknown, Record<string, unknown>>;
  /** Request headers that the endpoint needs, with what they are. */
  headers?: Record<string, string>;
  /** Those that it can do without. */
  optionalHeaders?: Record<string, string>;
  body?: SchemaName;
  /** Media type of a body that is bytes, in place of `body`. */
  rawBody?: string;
  status: 200 | 201 | 204;
  /** null: nothing (204), or a file as it is. */
  answer: SchemaName | null;
  /** Codes beside those that any request can meet (see `anyProblem`). */
  problems: readonly ProblemCode[];
}

export const anyProblem = ['internal', 'unavailable'] as const satisfies ProblemCode[];
export const bodyProblems = ['body_not_json', 'body_too_large', 'media_type_unsupported', 'fields_invalid'] as const;

export const apiRoot = '/api/v1';
const agency = `${apiRoot}/agencies/{agency}`;
const uploadToken = { 'Upload-Token': 'As the creation of the upload answered it; keep it secret' };
const uploadProblems = ['agency_unknown', 'upload_token_missing', 'upload_unknown'] as const;

/** The API, endpoint by endpoint, in the order of design.md. */
export const endpoints = {
  readAgency: {
    method: 'GET',
    path: agency,
    summary: 'The agency: names, addresses, time zone, legal notice, terms',
    status: 200,
    answer: 'Agency',
    problems: ['agency_unknown'],
  },
  listPublications: {
    method: 'GET',
    path: `${agency}/publications`,
    summary: 'Publications, newest first',
    query: publicationQuerySchema,
    status: 200,
    answer: 'PublicationPage',
    problems: ['agency_unknown', 'query_invalid', 'cursor_invalid'],
  },
  readPublication: {
    method: 'GET',
    path: `${agency}/publications/{id}`,
    summary: 'One publication, whole',
    status: 200,
    answer: 'Publication',
    problems: ['agency_unknown', 'publication_unknown'],
  },
  listPublicationVersions: {
    method: 'GET',
    path: `${agency}/publications/{id}/versions`,
    summary: 'Versions of a publication, newest first: who approved each, and when it stood',
    status: 200,
    answer: 'PublishedVersionPage',
    problems: ['agency_unknown', 'publication_unknown'],
  },
  readPublicationVersion: {
    method: 'GET',
    path: `${agency}/publications/{id}/versions/{version}`,
    summary: 'A version that the public sees or has seen, whole; of its files those that still are to be had',
    status: 200,
    answer: 'Publication',
    problems: ['agency_unknown', 'publication_unknown', 'version_unknown'],
  },
  readAttachment: {
    method: 'GET',
    path: `${agency}/attachments/{id}`,
    summary: 'A file of a publication',
    status: 200,
    answer: null,
    problems: ['agency_unknown', 'attachment_unknown'],
  },
  readTouchpoints: {
    method: 'GET',
    path: `${agency}/touchpoints`,
    summary: 'The touchpoint list of an audience, with channels and their hours',
    query: audienceQuerySchema,
    status: 200,
    answer: 'TouchpointList',
    problems: ['agency_unknown', 'query_invalid'],
  },
  listConsultationTopics: {
    method: 'GET',
    path: `${agency}/consultation-topics`,
    summary: 'Topics that one can ask about',
    query: audienceQuerySchema,
    status: 200,
    answer: 'ConsultationTopicPage',
    problems: ['agency_unknown', 'query_invalid'],
  },
  createUpload: {
    method: 'POST',
    path: `${agency}/uploads`,
    summary: 'Begin to upload a file, part by part; the same key with the same body gives the same upload',
    headers: { 'Idempotency-Key': 'Random, 16 to 64 characters of base64url or a UUID; keep it secret' },
    body: 'UploadRequest',
    status: 201,
    answer: 'UploadCreated',
    problems: [
      'agency_unknown',
      'idempotency_key_missing',
      'idempotency_key_invalid',
      'idempotency_conflict',
      'file_too_large',
      'uploads_full',
      'too_many_attempts',
      ...bodyProblems,
    ],
  },
  readUpload: {
    method: 'GET',
    path: `${agency}/uploads/{id}`,
    summary: 'How far an upload is; also as HEAD: Upload-Offset and Upload-Length say it',
    headers: uploadToken,
    status: 200,
    answer: 'Upload',
    problems: uploadProblems,
  },
  appendToUpload: {
    method: 'PATCH',
    path: `${agency}/uploads/{id}`,
    summary: 'Append a part where the last one ended; the last part ends the upload, and what the file is gets checked',
    headers: { ...uploadToken, 'Upload-Offset': 'Where the part begins, bytes from the beginning of the file' },
    rawBody: partType,
    status: 200,
    answer: 'Upload',
    problems: [
      ...uploadProblems,
      'upload_offset_invalid',
      'upload_offset_wrong',
      'upload_part_too_small',
      'body_too_large',
      'media_type_unsupported',
      ...contentProblems,
    ],
  },
  deleteUpload: {
    method: 'DELETE',
    path: `${agency}/uploads/{id}`,
    summary: 'Delete an upload that is attached to nothing yet',
    headers: uploadToken,
    status: 204,
    answer: null,
    // The latter three of whoever sends a body that nobody asked for.
    problems: [...uploadProblems, 'body_not_json', 'body_too_large', 'media_type_unsupported'],
  },
  fileConsultation: {
    method: 'POST',
    path: `${agency}/consultations`,
    summary: 'File a consultation; the same key with the same body gives the same receipt',
    headers: { 'Idempotency-Key': 'Random, 16 to 64 characters of base64url or a UUID; keep it secret' },
    optionalHeaders: {
      'Consultation-Proof':
        'Work done for this agency, key and body, in place of a captcha; without it fewer are taken at a time, and staff look at each before it is answered to',
    },
    body: 'Consultation',
    status: 201,
    answer: 'Receipt',
    problems: [
      'agency_unknown',
      'idempotency_key_missing',
      'idempotency_key_invalid',
      'idempotency_conflict',
      'proof_needed',
      'proof_invalid',
      'too_many_attempts',
      ...bodyProblems,
    ],
  },
  ...caseEndpoints,
  listSurveys: {
    method: 'GET',
    path: `${agency}/surveys`,
    summary: 'Surveys that are open',
    query: audienceQuerySchema,
    status: 200,
    answer: 'SurveyPage',
    problems: ['agency_unknown', 'query_invalid'],
  },
  readManifest: {
    method: 'GET',
    path: `${agency}/surveys/{id}/manifest`,
    summary: 'What a survey asks and promises, the same for everyone',
    status: 200,
    answer: 'Manifest',
    problems: ['agency_unknown', 'survey_unknown'],
  },
  readManifestVersion: {
    method: 'GET',
    path: `${agency}/surveys/{id}/versions/{version}`,
    summary: 'A manifest that is or was open: results of earlier versions are read with it',
    status: 200,
    answer: 'Manifest',
    problems: ['agency_unknown', 'survey_unknown', 'version_unknown'],
  },
  readBatch: {
    method: 'GET',
    path: `${agency}/surveys/{id}/batch`,
    summary: 'The key that ballots are sealed to now',
    status: 200,
    answer: 'Batch',
    problems: ['agency_unknown', 'survey_unknown', 'survey_closed'],
  },
  castBallot: {
    method: 'POST',
    path: `${agency}/surveys/{id}/ballots`,
    summary: 'Cast one sealed ballot',
    body: 'Ballot',
    status: 201,
    answer: 'BallotAccepted',
    problems: [
      'agency_unknown',
      'survey_unknown',
      'survey_closed',
      'batch_closed',
      'proof_outdated',
      'proof_invalid',
      'proof_needed',
      'too_many_attempts',
      ...bodyProblems,
    ],
  },
  listReleases: {
    method: 'GET',
    path: `${agency}/surveys/{id}/releases`,
    summary: 'Published results, newest first',
    status: 200,
    answer: 'ReleasePage',
    problems: ['agency_unknown', 'survey_unknown'],
  },
  readReleasesFile: {
    method: 'GET',
    path: `${agency}/surveys/{id}/releases.csv`,
    summary: 'Published results, newest first, figure by figure: CSV',
    status: 200,
    answer: null,
    problems: ['agency_unknown', 'survey_unknown'],
  },
  listThemes: {
    method: 'GET',
    path: `${agency}/surveys/{id}/themes`,
    summary: 'Published suggestions by theme, with what was decided and why; the last decided first',
    status: 200,
    answer: 'ThemePage',
    problems: ['agency_unknown', 'survey_unknown'],
  },
  readOpenDataList: {
    method: 'GET',
    path: `${agency}/open-data/list.csv`,
    summary: 'The sets of open data, with the addresses of their passports: CSV',
    status: 200,
    answer: null,
    problems: ['agency_unknown', 'open_data_unknown'],
  },
  readOpenDataFile: {
    method: 'GET',
    path: `${agency}/open-data/{id}/{file}`,
    summary: 'meta.csv, the passport of a set of open data, and the data and structure files that it names: CSV',
    status: 200,
    answer: null,
    problems: ['agency_unknown', 'open_data_unknown'],
  },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof endpoints;
