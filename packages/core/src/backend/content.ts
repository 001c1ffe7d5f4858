import type { Agency } from '../contract/agencies.ts';
import type { Audience, Language, LocalizedText } from '../contract/common.ts';
import type { ConsultationInput, ConsultationTopic } from '../contract/consultations.ts';
import type { EarlierVersion, Publication } from '../contract/publications.ts';
import type { Answers, Manifest, Theme } from '../contract/surveys.ts';
import type { TouchpointListContent } from '../contract/touchpoints.ts';
import type { By, CaseAction } from '../domain/consultations/actions.ts';
import type { SlotTime } from '../domain/consultations/slots.ts';
import type { FileFormat } from '../domain/files/formats.ts';

/** A file to be taken in: `source` is where its bytes are (file: on a server, http: in a browser). */
export interface FileContent {
  id: string;
  title: LocalizedText;
  mediaType: string;
  /** As people know it: PDF, XLSX. */
  format: FileFormat;
  language: Language;
  source: URL;
}

export interface PublicationContent extends Omit<Publication, 'attachments'> {
  audience: Audience;
  attachments: FileContent[];
  /** Oldest first. Each stood from its approval on. */
  earlier?: EarlierVersion[];
}

/** A consultation and what was done with it, each step at its moment, by somebody, and by the rules of the lifecycle. */
export interface CaseContent {
  /** Its idempotency key; the case's code is derived from it. */
  key: string;
  consultation: ConsultationInput;
  receivedAt: Date;
  /** What staff lay beside it; drafts among its steps name these files by their ids, the rest of them is filled in. */
  files?: FileContent[];
  steps: { at: Date; by: By; action: CaseAction }[];
}

/** All that an agency starts with. A back end takes it in by its own rules. */
export interface AgencyContent {
  agency: Agency;
  publications: PublicationContent[];
  touchpoints: Partial<Record<Audience, TouchpointListContent>>;
  topics: Partial<Record<Audience, ConsultationTopic[]>>;
  surveys: Manifest[];
  cases: CaseContent[];
  /** Times for visits and calls that are free at first. */
  slots?: SlotTime[];
  /** Answers of each survey, release by release: sealed, cast and tallied as any others. */
  ballots: Record<string, Answers[][]>;
  /** What was decided on suggestions of each survey: these are texts of its ballots, word for word. */
  themes?: Record<string, Theme[]>;
}
