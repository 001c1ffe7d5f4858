import type { ColumnType, Generated } from 'kysely';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience, Language, LocalizedText } from '@otklik/core/contract/common.js';
import type {
  ApplicantKind,
  CaseEvent,
  CaseStatus,
  DerivationStep,
  ReplyForm,
} from '@otklik/core/contract/consultations.js';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import type { PublicationKind } from '@otklik/core/contract/publications.js';
import type { Manifest, Tally } from '@otklik/core/contract/surveys.js';
import type { TouchpointListContent } from '@otklik/core/contract/touchpoints.js';

/** A jsonb column: read as data, written as JSON text (the driver would take an array for one of SQL). */
type Json<T> = ColumnType<T, string, string>;
/** A moment: read as Date, written as Date or ISO 8601. */
type Moment = ColumnType<Date, Date | string, Date | string>;

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
}

interface PublicationTable {
  agency: string;
  id: string;
  audience: Audience;
  kind: PublicationKind;
  topic: string | null;
  title: Json<LocalizedText>;
  summary: Json<LocalizedText>;
  body: Json<LocalizedText>;
  published_at: Moment;
  review_by: string | null;
  version: number;
  prepared_by: Json<LocalizedText>;
  approved_by: Json<LocalizedText>;
  approved_at: Moment;
  search: ColumnType<string, never, never>;
}

interface AttachmentTable {
  agency: string;
  id: string;
  publication: string;
  position: number;
  title: Json<LocalizedText>;
  media_type: string;
  format: string;
  language: Language;
  size: number;
  /** SHA-256 of the bytes. */
  digest: Buffer;
  bytes: Buffer;
}

interface TouchpointListTable {
  agency: string;
  audience: Audience;
  document: Json<TouchpointListContent['document']>;
  channels: Json<TouchpointListContent['channels']>;
  items: Json<TouchpointListContent['items']>;
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
  status: CaseStatus;
  received_at: Moment;
  registered_on: string | null;
  register_by: string;
  due_by: string;
  closed_on: string | null;
  derivation: Json<DerivationStep[]>;
}

/** Personal data, apart from everything else. */
interface ApplicantTable {
  consultation: string;
  kind: ApplicantKind;
  name: string;
  email: string | null;
  phone: string | null;
  postal_address: string | null;
}

interface CaseEventTable {
  consultation: string;
  position: number;
  data: Json<CaseEvent>;
}

/** A notification that somebody waits for. */
interface JobTable {
  id: string;
  kind: CaseEvent['type'];
  consultation: string;
  created_at: Moment;
}

interface SurveyTable {
  agency: string;
  id: string;
  audience: Audience;
  position: number;
  manifest: Json<Manifest>;
  manifest_hash: string;
  /** Ballots whose key was gone; told by the next release. */
  lost: Generated<number>;
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
  counted: number;
  invalid: number;
  lost: number;
  tallies: Json<Tally[]>;
}

/** One free text, tied to nothing but its question; shown to nobody before staff have read it. */
interface SurveyTextTable {
  id: string;
  agency: string;
  survey: string;
  question: string;
  body: string;
  published: Generated<boolean>;
}

interface StaffTable {
  id: string;
  login: string;
  position: Json<LocalizedText>;
  /** See staff/passwords.ts. */
  password: string;
  password_temporary: boolean;
  active: Generated<boolean>;
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

export interface Tables {
  staff: StaffTable;
  staff_roles: StaffRoleTable;
  staff_sessions: StaffSessionTable;
  installation: InstallationTable;
  agencies: AgencyTable;
  publications: PublicationTable;
  attachments: AttachmentTable;
  touchpoint_lists: TouchpointListTable;
  consultation_topics: TopicTable;
  case_numbers: CaseNumberTable;
  consultations: ConsultationTable;
  applicants: ApplicantTable;
  case_events: CaseEventTable;
  jobs: JobTable;
  surveys: SurveyTable;
  batches: BatchTable;
  ballots: BallotTable;
  releases: ReleaseTable;
  survey_texts: SurveyTextTable;
}
