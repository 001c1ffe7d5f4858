import * as v from 'valibot';
import { definitionEntries } from '../../domain/surveys/definition.ts';
import { isoMoment, line, localizedTextSchema, slug, text } from '../common.ts';
import { fieldErrorSchema } from '../problems.ts';
import { decisionKinds, manifestSchema, themeSchema } from '../surveys.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { count, localized, reason, revision } from './inputs.ts';

/** `draft`: may change; `open`: takes answers, never changes; `ended`: took some, or was open at least. */
export const surveyVersionStates = ['draft', 'open', 'ended'] as const;
export type SurveyVersionState = (typeof surveyVersionStates)[number];

/** A survey that begins: its first version, a draft. */
export const newSurveySchema = v.strictObject({ id: slug, ...definitionEntries });
export type NewSurvey = v.InferOutput<typeof newSurveySchema>;
/** `revision`: the one that was read and is changed. */
export const surveyChangeSchema = v.strictObject({ revision, ...definitionEntries });
export const surveyOpeningSchema = v.strictObject({ revision });
export const surveyClosingSchema = v.strictObject({ reason });

const by = v.strictObject({ position: localizedTextSchema, at: isoMoment });
const headEntries = {
  version: v.number(),
  revision: v.number(),
  state: v.picklist(surveyVersionStates),
  /** Whether whoever asks had a hand in it, and so can't open it. */
  own: v.boolean(),
  changedAt: isoMoment,
  opened: v.nullable(by),
  ended: v.nullable(by),
};
export const surveyVersionHeadSchema = v.strictObject(headEntries);
export type SurveyVersionHead = v.InferOutput<typeof surveyVersionHeadSchema>;
/** With what is asked, and the hash that every ballot is bound to. */
export const staffSurveyVersionSchema = v.strictObject({
  ...headEntries,
  manifest: manifestSchema,
  manifestHash: v.string(),
});
export type StaffSurveyVersion = v.InferOutput<typeof staffSurveyVersionSchema>;
export const staffSurveySchema = v.strictObject({
  id: v.string(),
  title: localizedTextSchema,
  /** Newest first. */
  versions: v.array(surveyVersionHeadSchema),
  /** Texts that nobody has read yet. */
  unread: v.number(),
});
export type StaffSurvey = v.InferOutput<typeof staffSurveySchema>;

/** A survey that is ready to be used, as a definition (domain.md, "Survey (4.1)"). */
export const readySurveySchema = v.strictObject({ id: v.string(), definition: v.strictObject(definitionEntries) });

/** A SurveyJS definition, as JSON. */
export const surveyJsSchema = v.strictObject({ surveyjs: v.unknown() });
/** What came of it, with what couldn't be taken over: `path` in what was sent. */
export const surveyJsImportSchema = v.strictObject({
  definition: v.strictObject(definitionEntries),
  leftOut: v.array(fieldErrorSchema),
});

/** `unread`: nobody has decided; `published`: stands under a theme; `withheld`: stays with staff. */
export const textStates = ['unread', 'published', 'withheld'] as const;
export type TextState = (typeof textStates)[number];
export const surveyTextSchema = v.strictObject({
  id: v.string(),
  question: v.string(),
  /** As it was written. Nothing tells by whom or when. */
  body: v.string(),
  state: v.picklist(textStates),
  theme: v.nullable(v.string()),
  /** What is published of it. */
  excerpt: v.nullable(v.string()),
});
export type SurveyText = v.InferOutput<typeof surveyTextSchema>;
export const textReviewSchema = v.strictObject({
  state: v.picklist(textStates, 'choice_unknown'),
  /** Needed to publish. */
  theme: v.optional(v.nullable(slug), null),
  /** Without personal data; the whole text if left out. */
  excerpt: v.optional(v.nullable(text(4000)), null),
});
export type TextReview = v.InferOutput<typeof textReviewSchema>;
export const textQuerySchema = v.strictObject({
  state: v.optional(v.picklist(textStates, 'choice_unknown')),
  question: v.optional(slug),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200, 'too_long'))),
  limit: v.optional(v.pipe(count, v.maxValue(100, 'too_large'))),
});
export type TextQuery = v.InferOutput<typeof textQuerySchema>;

const themeEntries = {
  question: slug,
  title: localized(line(300)),
  decision: v.picklist(decisionKinds, 'choice_unknown'),
  reason: localized(text(2000)),
};
export const newThemeSchema = v.strictObject({ id: slug, ...themeEntries });
export const themeChangeSchema = v.strictObject({ revision, ...themeEntries });
export const themePublicationSchema = v.strictObject({ revision });
export const staffThemeSchema = v.strictObject({
  ...themeSchema.entries,
  revision: v.number(),
  published: v.boolean(),
  /** Whether whoever asks had a hand in it, and so can't publish it. */
  own: v.boolean(),
  /** Null until it is published. */
  decidedOn: v.nullable(themeSchema.entries.decidedOn),
  decidedBy: v.nullable(localizedTextSchema),
});
export type StaffTheme = v.InferOutput<typeof staffThemeSchema>;

const page = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), next: v.nullable(v.string()) });

export const surveyStaffSchemas = {
  NewSurvey: newSurveySchema,
  SurveyChange: surveyChangeSchema,
  SurveyOpening: surveyOpeningSchema,
  SurveyClosing: surveyClosingSchema,
  StaffSurvey: staffSurveySchema,
  StaffSurveyPage: page(staffSurveySchema),
  StaffSurveyVersion: staffSurveyVersionSchema,
  ReadySurveyPage: page(readySurveySchema),
  SurveyJs: surveyJsSchema,
  SurveyJsImport: surveyJsImportSchema,
  SurveyText: surveyTextSchema,
  SurveyTextPage: page(surveyTextSchema),
  TextReview: textReviewSchema,
  NewTheme: newThemeSchema,
  ThemeChange: themeChangeSchema,
  ThemePublication: themePublicationSchema,
  StaffTheme: staffThemeSchema,
  StaffThemePage: page(staffThemeSchema),
} as const;

const root = '/api/v1/staff/agencies/{agency}';
const surveys = `${root}/surveys`;
const survey = `${surveys}/{id}`;
const version = `${survey}/versions/{version}`;
const theme = `${survey}/themes/{theme}`;
const both = ['analyst', 'head'] as const;
const unknown = ['survey_unknown', 'version_unknown'] as const;
const themeUnknown = ['survey_unknown', 'theme_unknown'] as const;

export const surveyStaffEndpoints = {
  listStaffSurveys: {
    method: 'GET',
    path: surveys,
    access: both,
    summary: 'Surveys with their versions',
    status: 200,
    answer: 'StaffSurveyPage',
    problems: [],
  },
  createSurvey: {
    method: 'POST',
    path: surveys,
    access: ['analyst'],
    summary: 'Begin a survey: its first version, a draft',
    body: 'NewSurvey',
    status: 201,
    answer: 'StaffSurveyVersion',
    problems: ['survey_taken'],
  },
  listReadySurveys: {
    method: 'GET',
    path: `${root}/ready-surveys`,
    access: both,
    summary: 'Definitions that are ready to be used',
    status: 200,
    answer: 'ReadySurveyPage',
    problems: [],
  },
  importSurveyJs: {
    method: 'POST',
    path: `${root}/surveyjs-imports`,
    access: ['analyst'],
    summary: 'Make a definition of a SurveyJS one, with a list of what was left out; nothing is stored',
    body: 'SurveyJs',
    status: 200,
    answer: 'SurveyJsImport',
    problems: ['rule_broken'],
  },
  readStaffSurvey: {
    method: 'GET',
    path: survey,
    access: both,
    summary: 'A survey with its versions, newest first',
    status: 200,
    answer: 'StaffSurvey',
    problems: ['survey_unknown'],
  },
  closeSurvey: {
    method: 'POST',
    path: `${survey}/closing`,
    access: ['head'],
    summary: 'Close a survey: its open version takes no more answers, what is in its box is counted',
    body: 'SurveyClosing',
    status: 200,
    answer: 'StaffSurvey',
    problems: ['survey_unknown', 'rule_broken'],
  },
  createSurveyVersion: {
    method: 'POST',
    path: `${survey}/versions`,
    access: ['analyst'],
    summary: 'Begin the next version, as the newest is; the one that is open goes on',
    status: 201,
    answer: 'StaffSurveyVersion',
    problems: ['survey_unknown', 'rule_broken'],
  },
  readSurveyVersion: {
    method: 'GET',
    path: version,
    access: both,
    summary: 'One version, whole',
    status: 200,
    answer: 'StaffSurveyVersion',
    problems: unknown,
  },
  changeSurveyVersion: {
    method: 'PUT',
    path: version,
    access: ['analyst'],
    summary: 'Change a draft',
    body: 'SurveyChange',
    status: 200,
    answer: 'StaffSurveyVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  deleteSurveyVersion: {
    method: 'DELETE',
    path: version,
    access: ['analyst'],
    summary: 'Delete a draft',
    query: v.strictObject({ revision: count }),
    status: 204,
    answer: null,
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  openSurveyVersion: {
    method: 'POST',
    path: `${version}/opening`,
    access: ['head'],
    summary: 'Open the revision that was read: from now on it takes answers and never changes; never one’s own',
    body: 'SurveyOpening',
    status: 200,
    answer: 'StaffSurveyVersion',
    problems: [...unknown, 'revision_outdated', 'rule_broken'],
  },
  listSurveyTexts: {
    method: 'GET',
    path: `${survey}/texts`,
    access: both,
    summary: 'Free texts, in an order that says nothing',
    query: textQuerySchema,
    status: 200,
    answer: 'SurveyTextPage',
    problems: ['survey_unknown', 'cursor_invalid'],
  },
  reviewSurveyText: {
    method: 'PUT',
    path: `${survey}/texts/{text}`,
    access: ['analyst'],
    summary: 'Publish what is fit for it of a text under a theme, or withhold it',
    body: 'TextReview',
    status: 200,
    answer: 'SurveyText',
    problems: ['survey_unknown', 'text_unknown', 'theme_unknown', 'rule_broken'],
  },
  listStaffThemes: {
    method: 'GET',
    path: `${survey}/themes`,
    access: both,
    summary: 'Themes of suggestions, published or not',
    status: 200,
    answer: 'StaffThemePage',
    problems: ['survey_unknown'],
  },
  createTheme: {
    method: 'POST',
    path: `${survey}/themes`,
    access: ['analyst'],
    summary: 'Begin a theme, with what is proposed to be decided on it',
    body: 'NewTheme',
    status: 201,
    answer: 'StaffTheme',
    problems: ['survey_unknown', 'theme_taken', 'rule_broken'],
  },
  changeTheme: {
    method: 'PUT',
    path: theme,
    access: ['analyst'],
    summary: 'Change a theme that isn’t published',
    body: 'ThemeChange',
    status: 200,
    answer: 'StaffTheme',
    problems: [...themeUnknown, 'revision_outdated', 'rule_broken'],
  },
  deleteTheme: {
    method: 'DELETE',
    path: theme,
    access: ['analyst'],
    summary: 'Delete a theme that isn’t published; its texts are unread again',
    query: v.strictObject({ revision: count }),
    status: 204,
    answer: null,
    problems: [...themeUnknown, 'revision_outdated', 'rule_broken'],
  },
  publishTheme: {
    method: 'POST',
    path: `${theme}/publication`,
    access: ['head'],
    summary: 'Take the decision and publish it with its suggestions; never one’s own',
    body: 'ThemePublication',
    status: 200,
    answer: 'StaffTheme',
    problems: [...themeUnknown, 'revision_outdated', 'rule_broken'],
  },
  withdrawTheme: {
    method: 'DELETE',
    path: `${theme}/publication`,
    access: ['head'],
    summary: 'Take a theme back from the public',
    status: 200,
    answer: 'StaffTheme',
    problems: [...themeUnknown, 'rule_broken'],
  },
} as const satisfies Record<string, StaffEndpoint>;
