import * as v from 'valibot';
import { versionStatuses } from '../../domain/publications/lifecycle.ts';
import {
  audienceSchema,
  fileSchema,
  isoDate,
  isoMoment,
  languages,
  line,
  localizedTextSchema,
  slug,
  text,
} from '../common.ts';
import { pageLimit, publicationKindSchema } from '../publications.ts';
import { uploadNameSchema } from '../uploads.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { count, day, localized, reason, revision } from './inputs.ts';

/** Bytes of a body's safe HTML in UTF-8, all languages together. */
export const bodyBytes = 200_000;

/** A whole minute: answers that are kept are kept for as long. */
const minute = v.pipe(
  isoMoment,
  v.check((value) => Date.parse(value) % 60_000 === 0, 'whole_minute'),
  v.transform((value) => new Date(value).toISOString()),
);

const contentEntries = {
  audience: audienceSchema,
  kind: publicationKindSchema,
  topic: v.nullable(slug),
  title: localized(line(300)),
  /** In plain words, for everybody (order 078-О, 2.1, прозрачность). */
  summary: localized(text(1000)),
  /** HTML; what isn't of the safe subset is taken out. */
  body: localized(text(250_000)),
  /** Until when staff vouch for it. */
  reviewBy: v.nullable(day),
};
/** The text of a version, as authors write it. */
export const publicationContentSchema = v.strictObject(contentEntries);
export type PublicationInput = v.InferOutput<typeof publicationContentSchema>;

export const newPublicationSchema = v.strictObject({ id: slug, ...contentEntries });
/** `revision`: the one that was read and is changed. */
export const publicationChangeSchema = v.strictObject({ revision, ...contentEntries });

export const submissionSchema = v.strictObject({ revision });
export const returnSchema = v.strictObject({ revision, reason });
/** `revision`: the one that was read; `publishAt`: when it appears, now if left out. */
export const approvalSchema = v.strictObject({ revision, publishAt: v.optional(v.nullable(minute), null) });
export const withdrawalSchema = v.strictObject({ reason });

/** What somebody of the staff did: by position, never by name. */
const step = v.strictObject({ position: localizedTextSchema, at: isoMoment });
const explained = v.strictObject({ ...step.entries, reason: localizedTextSchema });

const headEntries = {
  /** The publication's. */
  id: v.string(),
  version: v.number(),
  revision: v.number(),
  status: v.picklist(versionStatuses),
  audience: audienceSchema,
  kind: publicationKindSchema,
  topic: v.nullable(v.string()),
  title: localizedTextSchema,
  reviewBy: v.nullable(isoDate),
  /** Whether whoever asks had a hand in it, and so can't approve it. */
  own: v.boolean(),
  changedAt: isoMoment,
  submitted: v.nullable(step),
  returned: v.nullable(explained),
  approved: v.nullable(step),
  withdrawn: v.nullable(explained),
  shownFrom: v.nullable(isoMoment),
  shownUntil: v.nullable(isoMoment),
};
export const versionHeadSchema = v.strictObject(headEntries);
export type VersionHead = v.InferOutput<typeof versionHeadSchema>;

export const staffVersionSchema = v.strictObject({
  ...headEntries,
  summary: localizedTextSchema,
  body: localizedTextSchema,
  /** Their addresses are those of the staff API. */
  attachments: v.array(fileSchema),
});
export type StaffVersion = v.InferOutput<typeof staffVersionSchema>;

export const staffPublicationSchema = v.strictObject({ id: v.string(), versions: v.array(versionHeadSchema) });
export type StaffPublication = v.InferOutput<typeof staffPublicationSchema>;

/**
 * `own`: that one had a hand in; `to-approve`: submitted by others; `review-due`: published, and
 * soon or already past the day until which staff vouch for it.
 */
export const versionLists = ['own', 'to-approve', 'review-due'] as const;

export const versionQuerySchema = v.strictObject({
  list: v.optional(v.picklist(versionLists, 'choice_unknown')),
  status: v.optional(v.picklist(versionStatuses, 'choice_unknown')),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200, 'too_long'))),
  limit: v.optional(v.pipe(count, v.maxValue(pageLimit.max, 'too_large'))),
});
export type VersionQuery = v.InferOutput<typeof versionQuerySchema>;

/** A file that was uploaded (`/uploads`), to be attached to a version. */
export const attachmentInputSchema = v.strictObject({
  revision,
  /** As the upload was answered: the token is a secret. */
  upload: uploadNameSchema,
  /** As people are to read it. */
  title: localized(line(300)),
  /** Of the file. */
  language: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
});
export type AttachmentInput = v.InferOutput<typeof attachmentInputSchema>;

export const publicationStaffSchemas = {
  NewPublication: newPublicationSchema,
  PublicationChange: publicationChangeSchema,
  Submission: submissionSchema,
  Return: returnSchema,
  Approval: approvalSchema,
  Withdrawal: withdrawalSchema,
  AttachmentInput: attachmentInputSchema,
  VersionPage: v.strictObject({ items: v.array(versionHeadSchema), next: v.nullable(v.string()) }),
  StaffVersion: staffVersionSchema,
  StaffPublication: staffPublicationSchema,
} as const;

const publications = '/api/v1/staff/agencies/{agency}/publications';
const version = `${publications}/{id}/versions/{version}`;
const readers = ['author', 'head'] as const;
const unknown = ['publication_unknown', 'version_unknown'] as const;

export const publicationStaffEndpoints = {
  listVersions: {
    method: 'GET',
    path: publications,
    access: readers,
    summary:
      'Versions of publications, last changed first; without a status, those that are superseded or withdrawn are left out',
    query: versionQuerySchema,
    status: 200,
    answer: 'VersionPage',
    problems: ['cursor_invalid'],
  },
  createPublication: {
    method: 'POST',
    path: publications,
    access: ['author'],
    summary: 'Begin a publication: its first version, a draft',
    body: 'NewPublication',
    status: 201,
    answer: 'StaffVersion',
    problems: ['publication_taken'],
  },
  readStaffPublication: {
    method: 'GET',
    path: `${publications}/{id}`,
    access: readers,
    summary: 'All versions of a publication, newest first, without their texts',
    status: 200,
    answer: 'StaffPublication',
    problems: ['publication_unknown'],
  },
  createVersion: {
    method: 'POST',
    path: `${publications}/{id}/versions`,
    access: ['author'],
    summary: 'Begin the next version, with text and files of the newest; the one that stands goes on standing',
    status: 201,
    answer: 'StaffVersion',
    problems: ['publication_unknown', 'rule_broken'],
  },
  readVersion: {
    method: 'GET',
    path: version,
    access: readers,
    summary: 'One version, whole',
    status: 200,
    answer: 'StaffVersion',
    problems: unknown,
  },
  changeVersion: {
    method: 'PUT',
    path: version,
    access: ['author'],
    summary: 'Change the text; what was submitted is a draft again',
    body: 'PublicationChange',
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  submitVersion: {
    method: 'POST',
    path: `${version}/submission`,
    access: ['author'],
    summary: 'Submit a draft for approval',
    body: 'Submission',
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  returnVersion: {
    method: 'POST',
    path: `${version}/return`,
    access: ['head'],
    summary: 'Return what was submitted, with the reason',
    body: 'Return',
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  approveVersion: {
    method: 'POST',
    path: `${version}/approval`,
    access: ['head'],
    summary: 'Approve the revision that was read, to be published now or at a time; never one’s own',
    body: 'Approval',
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  withdrawVersion: {
    method: 'POST',
    path: `${version}/withdrawal`,
    access: ['head'],
    summary: 'Withdraw what is public or is to be, with the reason',
    body: 'Withdrawal',
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'rule_broken'],
  },
  attachFile: {
    method: 'POST',
    path: `${version}/attachments`,
    access: ['author'],
    summary: 'Attach an uploaded file to a version that isn’t approved yet',
    body: 'AttachmentInput',
    status: 201,
    answer: 'StaffVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  detachFile: {
    method: 'DELETE',
    path: `${version}/attachments/{attachment}`,
    access: ['author'],
    summary: 'Take a file away from a version that isn’t approved yet',
    query: v.strictObject({ revision: count }),
    status: 200,
    answer: 'StaffVersion',
    problems: [...unknown, 'attachment_unknown', 'revision_outdated', 'rule_broken'],
  },
  previewAttachment: {
    method: 'GET',
    path: `${version}/attachments/{attachment}`,
    access: readers,
    summary: 'A file of a version, whether it is public or not',
    status: 200,
    answer: null,
    problems: [...unknown, 'attachment_unknown'],
  },
} as const satisfies Record<string, StaffEndpoint>;
