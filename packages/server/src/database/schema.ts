import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience, Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { NoticeWay } from '@otklik/core/contract/case.js';
import type { ApplicantKind, DerivationStep, ReplyForm } from '@otklik/core/contract/consultations.js';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import type { RecordEvent, RecordStatus } from '@otklik/core/contract/staff/consultations.js';
import type { PublicationKind } from '@otklik/core/contract/publications.js';
import type { SurveyVersionState, TextState } from '@otklik/core/contract/staff/surveys.js';
import type { DecisionKind, Manifest, Release } from '@otklik/core/contract/surveys.js';
import type { TouchpointListContent } from '@otklik/core/contract/touchpoints.js';
import type { Upload } from '@otklik/core/contract/uploads.js';
import type { CalendarDay } from '@otklik/core/domain/calendar.js';
import type { Need } from '@otklik/core/domain/consultations/vocabulary.js';
import type { Doubt, SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import type { FileFormat } from '@otklik/core/domain/files/formats.js';
import type { Step } from '@otklik/core/domain/four-eyes.js';
import type { Version, VersionState } from '@otklik/core/domain/publications/lifecycle.js';
import type { ListVersion, ListVersionState } from '@otklik/core/domain/touchpoints/lifecycle.js';

/** A jsonb column: read as data, written as JSON text (the driver would take an array for one of SQL). */
type Json<T> = ColumnType<T, string, string>;
/** A moment: read as Date, written as Date or ISO 8601. */
type Moment = ColumnType<Date, Date | string, Date | string>;
/** Those that may be missing. */
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type NullableMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

interface InstallationTable {
  single: Generated<boolean>;
  /** HMAC by the master secret: tells whether the keys folder belongs to these data. */
  fingerprint: Buffer;
  /** Whether the content that a new database starts with is in, whole. */
  content: 'pending' | 'complete';
}

interface AgencyTable {
  id: string;
  data: Json<Agency>;
  /** Years of the production calendar that an administrator set, in place of those that are shipped. */
  calendar: ColumnType<OwnCalendar, string | undefined, string>;
}
/** How days of a year differ from "Saturday and Sunday off", by year. */
export type OwnCalendar = Readonly<Record<string, readonly CalendarDay[]>>;

/** One version of a publication: its text and its way from draft to public (domain/publications/lifecycle.ts). */
interface PublicationVersionTable {
  agency: string;
  publication: string;
  version: number;
  state: VersionState;
  /** Counts the changes of the text. */
  revision: number;
  /** Accounts that had a hand in it. */
  editors: Json<readonly string[]>;
  audience: Audience;
  kind: PublicationKind;
  topic: string | null;
  title: Json<LocalizedText>;
  summary: Json<LocalizedText>;
  body: Json<LocalizedText>;
  review_by: string | null;
  submitted: NullableJson<Version['submitted']>;
  returned: NullableJson<Version['returned']>;
  approved: NullableJson<Version['approved']>;
  withdrawn: NullableJson<Version['withdrawn']>;
  /** When the publication first appeared, in whichever version; the order of lists. */
  published_at: NullableMoment;
  /** The public sees it from then on; null: never. */
  shown_from: NullableMoment;
  /** … and from then on no more. */
  shown_until: NullableMoment;
  changed_at: Moment;
  /** The date of review that staff were reminded of. */
  reminded_for: Generated<string | null>;
  search: ColumnType<string, never, never>;
}

/** A file of publications, as the public knows it. */
interface AttachmentTable {
  agency: string;
  id: string;
  title: Json<LocalizedText>;
  language: Language;
  /** In `files`. */
  file: string;
}

/** Files of a version. A file that stays when the text changes belongs to several. */
interface VersionAttachmentTable {
  agency: string;
  publication: string;
  version: number;
  position: number;
  attachment: string;
}

/** One version of a touchpoint list: its content and its way from draft to in force (domain/touchpoints/lifecycle.ts). */
interface TouchpointListVersionTable {
  agency: string;
  audience: Audience;
  version: number;
  state: ListVersionState;
  /** Counts the changes of the content. */
  revision: number;
  /** Accounts that had a hand in it. */
  editors: Json<readonly string[]>;
  document: NullableJson<ListVersion['document']>;
  /** First day; null: not approved yet, or since ever. */
  in_force_from: string | null;
  /** First day of the one that takes its place. */
  in_force_until: string | null;
  channels: Json<TouchpointListContent['channels']>;
  items: Json<TouchpointListContent['items']>;
  submitted: NullableJson<ListVersion['submitted']>;
  returned: NullableJson<ListVersion['returned']>;
  approved: NullableJson<ListVersion['approved']>;
  changed_at: Moment;
}

interface TopicTable {
  agency: string;
  audience: Audience;
  id: string;
  position: number;
  title: Json<LocalizedText>;
}

interface CaseNumberTable {
  agency: string;
  audience: Audience;
  year: number;
  last: number;
}

interface ConsultationTable {
  id: string;
  agency: string;
  audience: Audience;
  number: string;
  /** HMACs of idempotency key, body and code: none of the three is stored. */
  key_hash: Buffer;
  body_hash: Buffer;
  code_hash: Buffer;
  topic: string;
  /** As it stood when the consultation was filed. */
  topic_title: Json<LocalizedText>;
  question: string;
  reply_form: ReplyForm;
  language: Language;
  consent: string | null;
  /** What the receipt said: it is repeated word for word. */
  receipt: Json<{ registerBy: string; dueBy: string; derivation: DerivationStep[] }>;
  status: RecordStatus;
  received_at: Moment;
  registered_on: string | null;
  register_by: string;
  due_by: string;
  closed_on: string | null;
  derivation: Json<DerivationStep[]>;
  /** Name of the calendar that the dates were computed by (calendar/calendar.ts). */
  calendar: string | null;
  /** Account of who has it in hand. */
  responsible: string | null;
  /** Number and date under which the agency's document system knows it. */
  registry: NullableJson<{ number: string; date: string }>;
  /** What the person came for; null: it wasn't said. */
  need: Need | null;
  /** Why it may be junk; null: nothing says so, or staff have looked at it. */
  doubt: Doubt | null;
}

/** What a file of a case is called, and who brought it: the client, or staff for an answer. */
interface CaseFileTable {
  file: string;
  consultation: string;
  /** In the order in which they came. */
  position: GeneratedAlways<number>;
  party: 'client' | 'staff';
  title: Json<LocalizedText>;
  language: Language;
  added_at: Moment;
}

/** Whom new cases of a topic go to, the first one first. */
interface TopicResponsibleTable {
  agency: string;
  audience: Audience;
  topic: string;
  staff: string;
  position: number;
}

/** A time for a visit or a call; `consultation`: the case that has it. */
interface SlotTable {
  id: string;
  agency: string;
  kind: SlotKind;
  starts_at: Moment;
  ends_at: Moment;
  place: NullableJson<LocalizedText>;
  consultation: string | null;
}

/** What staff were told of a case's terms. */
interface CaseAlarmTable {
  consultation: string;
  /** domain/consultations/alarms.ts: alarmKey */
  alarm: string;
  told_at: Moment;
}

/** Personal data, apart from everything else. */
interface ApplicantTable {
  consultation: string;
  kind: ApplicantKind;
  name: string;
  email: string | null;
  phone: string | null;
  postal_address: string | null;
  /** How the client wants to be told; null: nothing was chosen. */
  notice_by: ColumnType<NoticeWay | null, NoticeWay | null | undefined, NoticeWay | null>;
  /** Given by the case's code, for notices alone. */
  notice_email: ColumnType<string | null, string | null | undefined, string | null>;
}

interface CaseEventTable {
  consultation: string;
  position: number;
  data: Json<RecordEvent>;
}

/** Something to be done outside of the database, such as telling somebody; tried until it is done or too old. */
interface JobTable {
  id: string;
  kind: string;
  /** Ids and codes alone, never anybody's data. */
  payload: Json<Record<string, string>>;
  /** Since when somebody waits for it: its age counts from here. */
  wanted_at: Moment;
  /** When it may be taken (again). Whoever takes it moves this on: taken until then. */
  due_at: Moment;
  /** How often it was taken. */
  attempts: Generated<number>;
  /** `dropped`: grew too old before anybody tried; `failed`: was tried and given up. */
  state: ColumnType<JobState, JobState | undefined, JobState>;
  ended_at: Moment | null;
  /** How it was told, or last tried. */
  channel: string | null;
  /** Code of what went wrong last: never a message, which may quote an address. */
  error: string | null;
}
export type JobState = 'waiting' | 'done' | 'failed' | 'dropped';

interface SurveyTable {
  agency: string;
  id: string;
  audience: Audience;
  position: number;
  /** Ballots whose key was gone; told by the next release. */
  lost: Generated<number>;
}

/** What a survey asks. Once it was opened it never changes: the database refuses it. */
interface SurveyVersionTable {
  agency: string;
  survey: string;
  version: number;
  /** Counts the changes of a draft. */
  revision: number;
  state: SurveyVersionState;
  /** Accounts that had a hand in it. */
  editors: Json<readonly string[]>;
  manifest: Json<Manifest>;
  manifest_hash: string;
  opened: NullableJson<Step>;
  ended: NullableJson<Step>;
  changed_at: Moment;
}

/** Suggestions on one subject, and what is decided on them. */
interface SurveyThemeTable {
  agency: string;
  survey: string;
  id: string;
  question: string;
  /** Counts the changes. */
  revision: number;
  /** Accounts that had a hand in it. */
  editors: Json<readonly string[]>;
  title: Json<LocalizedText>;
  decision: DecisionKind;
  reason: Json<LocalizedText>;
  /** `on`: the day, by the agency's clock; null: it isn't published. */
  decided: NullableJson<Step & { on: string }>;
}

interface BatchTable {
  id: string;
  agency: string;
  survey: string;
  public_key: string;
  manifest_hash: string;
  /** False once a tally has begun: it takes no more ballots. */
  open: Generated<boolean>;
}

/** Sealed ballots and nothing else: no time, no sequence, no address, no reference to a person. */
interface BallotTable {
  batch: string;
  digest: Buffer;
  sealed: Buffer;
}

interface ReleaseTable {
  agency: string;
  survey: string;
  sequence: number;
  released_on: string;
  figures: Json<Omit<Release, 'id' | 'releasedOn'>>;
}

/** One free text, tied to nothing but its question; shown to nobody before staff have read it. */
interface SurveyTextTable {
  id: string;
  agency: string;
  survey: string;
  question: string;
  body: string;
  state: Generated<TextState>;
  /** Under which it is published, and what of it. */
  theme: ColumnType<string | null, string | null | undefined, string | null>;
  excerpt: ColumnType<string | null, string | null | undefined, string | null>;
}

interface StaffTable {
  id: string;
  login: string;
  position: Json<LocalizedText>;
  /** See staff/passwords.ts. */
  password: string;
  password_temporary: boolean;
  active: Generated<boolean>;
  /** Where notices for staff go; null: to the agency's own address. */
  email: ColumnType<string | null, string | null | undefined, string | null>;
}

interface StaffRoleTable {
  staff: string;
  agency: string;
  role: Role;
}

interface StaffSessionTable {
  /** HMAC of the token: the token itself is only in the cookie. */
  token_hash: Buffer;
  staff: string;
  opened_at: Moment;
  seen_at: Moment;
}

/** Only ever added to: the database refuses anything else. */
interface JournalTable {
  /** 1, 2, 3 … without gaps. */
  sequence: number;
  /** Canonical JSON of a JournalEntry. */
  content: string;
  /** The mac of the entry before. */
  previous: Buffer;
  mac: Buffer;
}

/** One row: the last entry. Locked by whoever appends. */
interface JournalHeadTable {
  single: Generated<boolean>;
  sequence: number;
  mac: Buffer;
}

interface ContentVersionTable {
  agency: string;
  /** A bigint, as text; grows with each change. */
  version: ColumnType<string, never, never>;
}

/** A file that somebody brings: while it comes, while it waits for an owner, and then. */
interface FileTable {
  id: string;
  agency: string;
  state: Upload['state'];
  name: string;
  /** As declared; once complete, as it is. */
  size: number;
  received: number;
  format: FileFormat | null;
  media_type: string | null;
  /** SHA-256 of the bytes. */
  digest: Buffer | null;
  problem: Json<NonNullable<Upload['problem']>> | null;
  /** HMACs of idempotency key and token; staff's own files have neither. */
  key_hash: Buffer | null;
  token_hash: Buffer | null;
  created_at: Moment;
  /** null: it has an owner. */
  expires_at: Moment | null;
  owner_kind: string | null;
  owner: string | null;
}

interface FilePartTable {
  file: string;
  /** Where in the file it begins. */
  position: number;
  bytes: Buffer;
}

export interface Tables {
  files: FileTable;
  file_parts: FilePartTable;
  content_versions: ContentVersionTable;
  journal: JournalTable;
  journal_head: JournalHeadTable;
  staff: StaffTable;
  staff_roles: StaffRoleTable;
  staff_sessions: StaffSessionTable;
  installation: InstallationTable;
  agencies: AgencyTable;
  publication_versions: PublicationVersionTable;
  attachments: AttachmentTable;
  version_attachments: VersionAttachmentTable;
  touchpoint_list_versions: TouchpointListVersionTable;
  consultation_topics: TopicTable;
  case_numbers: CaseNumberTable;
  consultations: ConsultationTable;
  applicants: ApplicantTable;
  case_events: CaseEventTable;
  case_files: CaseFileTable;
  case_alarms: CaseAlarmTable;
  topic_responsibles: TopicResponsibleTable;
  slots: SlotTable;
  jobs: JobTable;
  surveys: SurveyTable;
  survey_versions: SurveyVersionTable;
  survey_themes: SurveyThemeTable;
  batches: BatchTable;
  ballots: BallotTable;
  releases: ReleaseTable;
  survey_texts: SurveyTextTable;
}
