import * as v from 'valibot';
import { replyForms } from '../../domain/consultations/vocabulary.ts';
import { isChannelAddress, isRouteAddress } from '../../domain/touchpoints/address.ts';
import { listVersionStatuses } from '../../domain/touchpoints/lifecycle.ts';
import { audienceSchema, isoDate, isoMoment, languages, line, localizedTextSchema, slug, text } from '../common.ts';
import { accessFeatures, channelContentSchema, channelKinds, preferences, touchpointSchema } from '../touchpoints.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { count, day, localized, revision } from './inputs.ts';

/** How much one list may hold. */
const most = { channels: 200, touchpoints: 300, hours: 20, languages: 30 } as const;

const times = v.regex(/^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/, 'format');
const time = v.pipe(
  v.string('type'),
  v.trim(),
  times,
  v.transform((value) => value.padStart(5, '0')),
);

const hours = v.pipe(
  v.strictObject({
    days: v.pipe(
      v.array(v.pipe(v.number('type'), v.integer('format'), v.minValue(1, 'too_small'), v.maxValue(7, 'too_large'))),
      v.minLength(1, 'required'),
      v.check((days) => new Set(days).size === days.length, 'twice'),
      v.transform((days) => [...days].sort()),
    ),
    from: time,
    to: time,
  }),
  v.forward(
    v.check(({ from, to }) => from < to, 'not_after_from'),
    ['to'],
  ),
);
const schedule = v.pipe(v.array(hours), v.maxLength(most.hours, 'too_long'));

/** Not empty, none twice: what isn't there is left out. */
const several = <S extends v.GenericSchema<string>>(item: S, max: number) =>
  v.pipe(
    v.array(item),
    v.minLength(1, 'required'),
    v.maxLength(max, 'too_long'),
    v.check((all) => new Set(all).size === all.length, 'twice'),
  );

/** Names of languages as people use them: language, perhaps script, region or variants (BCP 47). */
const languageTag = v.pipe(v.string('type'), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/, 'format'));

/** A channel as staff enter it: what isn't there is null or empty, texts are whole. */
export const channelInputSchema = v.strictObject({
  id: slug,
  kind: v.picklist(channelKinds, 'choice_unknown'),
  preference: v.picklist(preferences, 'choice_unknown'),
  title: localized(line(300)),
  purpose: localized(text(1000)),
  contact: v.nullable(localized(text(500))),
  url: v.nullable(v.pipe(line(500), v.check(isChannelAddress, 'address'))),
  route: v.exactOptional(v.pipe(line(500), v.check(isRouteAddress, 'address'))),
  hours: schedule,
  breaks: schedule,
  always: v.boolean('type'),
  holidays: v.exactOptional(v.boolean('type')),
  answerTime: localized(line(300)),
  signIn: localized(line(300)),
  languages: v.exactOptional(several(languageTag, most.languages)),
  accessFeatures: v.exactOptional(several(v.picklist(accessFeatures, 'choice_unknown'), accessFeatures.length)),
  accessibility: v.nullable(localized(text(500))),
  replyForm: v.nullable(v.picklist(replyForms, 'choice_unknown')),
});

const touchpointInputSchema = v.strictObject({
  id: slug,
  title: localized(line(300)),
  channels: v.pipe(v.array(v.string('type')), v.minLength(1, 'required'), v.maxLength(most.channels, 'too_long')),
});

const contentEntries = {
  channels: v.pipe(v.array(channelInputSchema), v.maxLength(most.channels, 'too_long')),
  items: v.pipe(v.array(touchpointInputSchema), v.maxLength(most.touchpoints, 'too_long')),
};
interface Content {
  channels: { id: string }[];
  items: { id: string; channels: string[] }[];
}

/** Where in a list something refers to nothing or stands twice. */
function* referenceProblems({ channels, items }: Content): Generator<{ path: (string | number)[]; code: string }> {
  for (const [name, list] of Object.entries({ channels, items })) {
    const ids = list.map(({ id }) => id);
    for (const [at, id] of ids.entries()) if (ids.indexOf(id) < at) yield { path: [name, at, 'id'], code: 'twice' };
  }
  const known = new Set(channels.map(({ id }) => id));
  for (const [at, item] of items.entries())
    for (const [index, id] of item.channels.entries()) {
      const path = ['items', at, 'channels', index];
      if (!known.has(id)) yield { path, code: 'choice_unknown' };
      else if (item.channels.indexOf(id) < index) yield { path, code: 'twice' };
    }
}

/** Ids are unique, and touchpoints name channels of the list. */
const references = <T extends Content>() =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { path, code } of referenceProblems(dataset.value)) {
      const items = path.map((key) => ({ type: 'unknown', origin: 'value', input: dataset.value, key, value: key }));
      addIssue({ message: code, path: items as [v.IssuePathItem, ...v.IssuePathItem[]] });
    }
  });

const plainContent = v.strictObject(contentEntries);
/** Channels and touchpoints of a list, as staff enter or import them. */
export const touchpointContentSchema = v.pipe(plainContent, references<v.InferOutput<typeof plainContent>>());
export type TouchpointContentInput = v.InferOutput<typeof touchpointContentSchema>;

const plainChange = v.strictObject({ revision, ...contentEntries });
/** `revision`: the one that was read and is changed. */
export const touchpointChangeSchema = v.pipe(plainChange, references<v.InferOutput<typeof plainChange>>());

const plainFile = v.strictObject({
  audience: v.optional(v.unknown()),
  document: v.optional(v.unknown()),
  timeZone: v.optional(v.unknown()),
  appealPortals: v.optional(v.unknown()),
  ...contentEntries,
});
/**
 * The file that JSON export makes, and JSON import takes; also what `src` of otklik-channels takes.
 * Only channels and touchpoints are imported: a document approves what the head has read.
 */
export const touchpointFileSchema = v.pipe(plainFile, references<v.InferOutput<typeof plainFile>>());

/** Approves a revision by a document; the list is in force from a day. */
export const touchpointApprovalSchema = v.strictObject({
  revision,
  document: v.strictObject({ title: localized(line(300)), number: line(60), date: day }),
  inForceFrom: day,
});

/** What somebody of the staff did: by position, never by name. */
const step = v.strictObject({ position: localizedTextSchema, at: isoMoment });

const headEntries = {
  audience: audienceSchema,
  version: v.number(),
  revision: v.number(),
  status: v.picklist(listVersionStatuses),
  /** Whether whoever asks had a hand in it, and so can't approve it. */
  own: v.boolean(),
  /** Which approves it; null: none yet, or none known. */
  document: v.nullable(v.strictObject({ title: localizedTextSchema, number: v.string(), date: isoDate })),
  /** First day; null: not approved yet, or since ever. */
  inForceFrom: v.nullable(isoDate),
  /** First day of the version that takes its place. */
  inForceUntil: v.nullable(isoDate),
  changedAt: isoMoment,
  submitted: v.nullable(step),
  returned: v.nullable(v.strictObject({ ...step.entries, reason: localizedTextSchema })),
  approved: v.nullable(step),
};
export const touchpointVersionHeadSchema = v.strictObject(headEntries);
export type TouchpointVersionHead = v.InferOutput<typeof touchpointVersionHeadSchema>;

export const touchpointVersionSchema = v.strictObject({
  ...headEntries,
  channels: v.array(channelContentSchema),
  items: v.array(touchpointSchema),
});
export type TouchpointVersion = v.InferOutput<typeof touchpointVersionSchema>;

export const exportFormats = ['json', 'csv'] as const;
export const touchpointExportQuerySchema = v.strictObject({
  format: v.optional(v.picklist(exportFormats, 'choice_unknown'), 'json'),
  /** Of the words in a CSV file: its columns, kinds, days. Any is understood when it comes back. */
  language: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
});
export const touchpointImportQuerySchema = v.strictObject({ revision: count });

/** Media type of CSV: RFC 7111. */
export const csvType = 'text/csv';

export const touchpointStaffSchemas = {
  TouchpointChange: touchpointChangeSchema,
  TouchpointFile: touchpointFileSchema,
  TouchpointApproval: touchpointApprovalSchema,
  TouchpointVersionHeads: v.strictObject({ items: v.array(touchpointVersionHeadSchema), next: v.null() }),
  TouchpointVersion: touchpointVersionSchema,
} as const;

const list = '/api/v1/staff/agencies/{agency}/touchpoints/{audience}';
const version = `${list}/versions/{version}`;
const readers = ['author', 'head'] as const;
const unknown = ['touchpoint_list_unknown', 'version_unknown'] as const;
const changing = [...unknown, 'revision_outdated', 'rule_broken'] as const;

export const touchpointStaffEndpoints = {
  listTouchpointVersions: {
    method: 'GET',
    path: `${list}/versions`,
    access: readers,
    summary: 'All versions of the touchpoint list of an audience, newest first, without their content',
    status: 200,
    answer: 'TouchpointVersionHeads',
    problems: ['touchpoint_list_unknown'],
  },
  createTouchpointVersion: {
    method: 'POST',
    path: `${list}/versions`,
    access: ['author'],
    summary: 'Begin the next version, from the newest, or the first one, empty; the one in force stays so',
    status: 201,
    answer: 'TouchpointVersion',
    problems: ['touchpoint_list_unknown', 'rule_broken'],
  },
  readTouchpointVersion: {
    method: 'GET',
    path: version,
    access: readers,
    summary: 'One version, whole',
    status: 200,
    answer: 'TouchpointVersion',
    problems: unknown,
  },
  changeTouchpointVersion: {
    method: 'PUT',
    path: version,
    access: ['author'],
    summary: 'Replace channels and touchpoints; what was submitted is a draft again',
    body: 'TouchpointChange',
    status: 200,
    answer: 'TouchpointVersion',
    problems: changing,
  },
  submitTouchpointVersion: {
    method: 'POST',
    path: `${version}/submission`,
    access: ['author'],
    summary: 'Submit a draft for approval; its content must be whole',
    body: 'Submission',
    status: 200,
    answer: 'TouchpointVersion',
    problems: changing,
  },
  returnTouchpointVersion: {
    method: 'POST',
    path: `${version}/return`,
    access: ['head'],
    summary: 'Return what was submitted, with the reason',
    body: 'Return',
    status: 200,
    answer: 'TouchpointVersion',
    problems: changing,
  },
  approveTouchpointVersion: {
    method: 'POST',
    path: `${version}/approval`,
    access: ['head'],
    summary: 'Approve the revision that was read by a document, to be in force from a day; never one’s own',
    body: 'TouchpointApproval',
    status: 200,
    answer: 'TouchpointVersion',
    problems: changing,
  },
  exportTouchpointVersion: {
    method: 'GET',
    path: `${version}/export`,
    access: readers,
    summary: 'Channels and touchpoints as a file: JSON, or CSV for spreadsheets',
    query: touchpointExportQuerySchema,
    status: 200,
    answer: null,
    problems: unknown,
  },
  importTouchpointJson: {
    method: 'POST',
    path: `${version}/import/json`,
    access: ['author'],
    summary: 'Replace channels and touchpoints by those of a JSON file, all or nothing',
    query: touchpointImportQuerySchema,
    body: 'TouchpointFile',
    status: 200,
    answer: 'TouchpointVersion',
    problems: changing,
  },
  importTouchpointCsv: {
    method: 'POST',
    path: `${version}/import/csv`,
    access: ['author'],
    summary:
      'Replace channels and touchpoints by those of a CSV file in UTF-8, with ; or , between cells, all or nothing; errors name row and column',
    query: touchpointImportQuerySchema,
    rawBody: csvType,
    status: 200,
    answer: 'TouchpointVersion',
    problems: [...changing, 'fields_invalid', 'body_too_large', 'media_type_unsupported'],
  },
} as const satisfies Record<string, StaffEndpoint>;
