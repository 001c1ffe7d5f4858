import * as v from 'valibot';
import { audienceSchema, isoDate, isoMoment, localizedTextSchema, pageOf } from './common.ts';
import { questionSchema } from './survey-questions.ts';

export * from './survey-questions.ts';

/** How staff admit who answers, and who can open a box (anonymity.md). */
export const levelSchema = v.picklist(['open']);

/** One page of a survey that is asked step by step, with the questions on it. */
export const stepSchema = v.strictObject({ title: localizedTextSchema, questions: v.array(v.string()) });
export type Step = v.InferOutput<typeof stepSchema>;

/** A table of two questions that is published, too: how those who gave one answer answered the other. */
export const crossTabSchema = v.strictObject({ rows: v.string(), columns: v.string() });
export type CrossTab = v.InferOutput<typeof crossTabSchema>;

/** Below what figures aren't published (domain.md, 9; domain/disclosure says how they are used). */
export const thresholdsSchema = v.strictObject({
  /** Nothing under so many answers. */
  answers: v.number(),
  /** Under so many no subgroups, and scales in three bands. */
  subgroup: v.number(),
  /** Figures from 1 to one less are hidden. */
  cell: v.number(),
  /** How wide the range must be, at least, that can be found out of a hidden figure. */
  width: v.number(),
  /** In a small group more than so many per cent are told as a large majority. */
  majority: v.number(),
});
export type SurveyThresholds = v.InferOutput<typeof thresholdsSchema>;

/**
 * What a survey asks and promises: static, the same for everyone, without keys. Its hash
 * (SHA-256 of its canonical JSON, RFC 8785) is bound into every ballot.
 */
export const manifestSchema = v.strictObject({
  survey: v.string(),
  version: v.number(),
  audience: audienceSchema,
  level: levelSchema,
  title: localizedTextSchema,
  intro: localizedTextSchema,
  questions: v.array(questionSchema),
  /** Asked one after the other, each question in one of them; none: all at once. */
  steps: v.array(stepSchema),
  crossTabs: v.array(crossTabSchema),
  thresholds: thresholdsSchema,
  /**
   * A release needs so many new ballots, and so many days since the one before. What is there when a survey
   * closes or a new version begins is counted at once, however little.
   */
  release: v.strictObject({ ballots: v.number(), days: v.number() }),
  /** The last day on which it takes answers, by the agency's clock; null: until it is closed. */
  closesOn: v.nullable(isoDate),
  /** Bytes to which every set of answers is padded before sealing. */
  ballotBytes: v.number(),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** A survey in a list. */
export const surveySummarySchema = v.strictObject({
  id: v.string(),
  title: localizedTextSchema,
  questions: v.number(),
});
export type SurveySummary = v.InferOutput<typeof surveySummarySchema>;

/** The key that ballots are sealed to now. `publicKey`: uncompressed P-256 point, base64url. */
export const batchSchema = v.strictObject({
  batch: v.string(),
  publicKey: v.string(),
  manifestHash: v.string(),
  /** The hour of the server's clock, in which work is done: 2026-12-01T06:00:00.000Z. */
  hour: isoMoment,
  /** How much work a ballot asks for now: zero bits of each puzzle (domain/proof.ts). */
  bits: v.number(),
});
export type Batch = v.InferOutput<typeof batchSchema>;

/** RFC 4648, section 5, without padding: no length leaves one symbol over. */
const base64url = v.pipe(v.string('type'), v.regex(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/, 'format'));

/**
 * One sealed ballot: encapsulated key and ciphertext (HPKE, RFC 9180), base64url, with the work that was
 * done for it in an hour of the server's clock (domain/surveys/work.ts). Nothing else is taken; of one
 * survey all are of one length.
 */
export const ballotSchema = v.strictObject({
  batch: v.pipe(v.string('type'), v.regex(/^[a-z0-9-]{1,40}$/, 'format')),
  sealed: v.pipe(base64url, v.minLength(1, 'required'), v.maxLength(60_000, 'too_long')),
  hour: v.pipe(v.string('type'), v.regex(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/, 'format')),
  proof: v.pipe(base64url, v.minLength(1, 'required'), v.maxLength(200, 'too_long')),
});
export type Ballot = v.InferOutput<typeof ballotSchema>;
export const ballotAcceptedSchema = v.strictObject({ accepted: v.literal(true) });

/** A figure that may be told by a range alone: from and to, both in it; alike where it is told exactly. */
export const spanSchema = v.strictObject({ from: v.number(), to: v.number() });
export type Span = v.InferOutput<typeof spanSchema>;

/** Why figures are withheld: too few answers, or some could be found out from what is published. */
export const withheldSchema = v.nullable(v.picklist(['few', 'audit']));
export type Withheld = v.InferOutput<typeof withheldSchema>;

/**
 * One figure of a release. `count`: null where it is hidden to protect the few. `majority`: in a small
 * group nearly all chose it, or didn't, and no more is told.
 */
export const tallyCountSchema = v.strictObject({
  option: v.string(),
  count: v.nullable(v.number()),
  majority: v.nullable(v.picklist(['chosen', 'not_chosen'])),
});
export const tallySchema = v.strictObject({
  question: v.string(),
  /** Of a matrix: its row. */
  row: v.nullable(v.string()),
  /** Ballots that answered this question; null where they are too few. */
  answered: v.nullable(v.number()),
  withheld: withheldSchema,
  /** Marks of a scale in three bands, for there are few answers: options `low`, `middle`, `high`, `unsure`. */
  banded: v.boolean(),
  counts: v.array(tallyCountSchema),
});
export type Tally = v.InferOutput<typeof tallySchema>;

/** A declared cross-tab: cells by rows and columns, in the order of the questions' answers. */
export const crossTallySchema = v.strictObject({
  ...crossTabSchema.entries,
  withheld: withheldSchema,
  /** Answers to the question of the rows, and of the columns. */
  rowOptions: v.array(v.string()),
  columnOptions: v.array(v.string()),
  /** Ballots that answered both; null where too few. */
  answered: v.nullable(v.number()),
  rowTotals: v.array(v.nullable(v.number())),
  columnTotals: v.array(v.nullable(v.number())),
  /** None where the table is withheld. */
  cells: v.array(v.array(v.nullable(v.number()))),
});
export type CrossTally = v.InferOutput<typeof crossTallySchema>;

/**
 * What a tally published. The numbers of ballots reconcile: accepted = counted + invalid. Of a small
 * group they are told in bands. At the open level nothing is issued to anybody: `issued` is null.
 */
export const releaseSchema = v.strictObject({
  id: v.string(),
  /** Of the survey, which its ballots answered. */
  version: v.number(),
  releasedOn: isoDate,
  issued: v.nullable(spanSchema),
  accepted: spanSchema,
  counted: spanSchema,
  invalid: spanSchema,
  /** Ballots whose key was gone, so that nobody can open them any more. */
  lost: spanSchema,
  tallies: v.array(tallySchema),
  crossTallies: v.array(crossTallySchema),
});
export type Release = v.InferOutput<typeof releaseSchema>;

/** Newest first; `open`: whether the survey takes answers now, which its manifest can't tell. */
export const releasePageSchema = v.strictObject({ ...pageOf(releaseSchema).entries, open: v.boolean() });
export type ReleasePage = v.InferOutput<typeof releasePageSchema>;

/** What came of a suggestion. */
export const decisionKinds = ['done', 'planned', 'partly', 'declined', 'considered'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Published suggestions on one subject, with what was decided and why («вы предложили – мы сделали»). */
export const themeSchema = v.strictObject({
  id: v.string(),
  question: v.string(),
  title: localizedTextSchema,
  /** In people's words, as staff published them after reading; none of an internal survey. */
  suggestions: v.array(v.string()),
  decision: v.picklist(decisionKinds),
  reason: localizedTextSchema,
  decidedOn: isoDate,
  /** Position of whoever decided; no name. */
  decidedBy: localizedTextSchema,
});
export type Theme = v.InferOutput<typeof themeSchema>;

/**
 * Answers before sealing, by what is asked (domain/surveys/asked.ts): a question's id, of a matrix
 * `question.row`. Ratings: '1' to '5', scores '0' to '10', both or 'unsure'; else ids of options.
 */
export type Answers = Record<string, string | string[]>;
