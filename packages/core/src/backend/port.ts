import type { Agency } from '../contract/agencies.ts';
import type { Audience, Page } from '../contract/common.ts';
import type {
  Case,
  CaseFiles,
  Clarification,
  NoticeChoice,
  ConsultationInput,
  ConsultationTopic,
  Receipt,
  VisitBooking,
} from '../contract/consultations.ts';
import type { Publication, PublicationQuery, PublicationSummary, PublishedVersion } from '../contract/publications.ts';
import type { Slot, SlotQuery } from '../contract/slots.ts';
import type { Ballot, Batch, Manifest, ReleasePage, SurveySummary, Theme } from '../contract/surveys.ts';
import type { TouchpointList } from '../contract/touchpoints.ts';
import type { Upload, UploadCreated, UploadName, UploadRequest } from '../contract/uploads.ts';

/** Given with every call; `signal` ends it early. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** `proof`: work done for this agency, key and consultation, see domain/consultations/filing.ts. */
export interface FilingOptions extends CallOptions {
  proof?: string | undefined;
}

/** A case as it was read. */
export interface ReadCase extends Case {
  /** When, by the back end's clock, ISO 8601; an adapter that can't tell leaves it out. */
  readAt?: string;
}

/*
 * The port that widgets talk to. Methods are named as the API's operations; each rejects with
 * BackendError. An adapter implements the parts that it has: a feed has only publications.
 */

export interface AgenciesPort {
  readAgency(agency: string, options?: CallOptions): Promise<Agency>;
}

export interface PublicationsPort {
  listPublications(agency: string, query: PublicationQuery, options?: CallOptions): Promise<Page<PublicationSummary>>;
  readPublication(agency: string, id: string, options?: CallOptions): Promise<Publication>;
}

/** What publications said before; a feed doesn't know. */
export interface VersionsPort {
  /** Newest first. */
  listPublicationVersions(agency: string, id: string, options?: CallOptions): Promise<Page<PublishedVersion>>;
  readPublicationVersion(agency: string, id: string, version: number, options?: CallOptions): Promise<Publication>;
}

export interface TouchpointsPort {
  readTouchpoints(agency: string, audience: Audience, options?: CallOptions): Promise<TouchpointList>;
}

export interface ConsultationsPort {
  listConsultationTopics(agency: string, audience: Audience, options?: CallOptions): Promise<Page<ConsultationTopic>>;
  /** The same key with the same consultation gives the same receipt, however often it is sent. */
  fileConsultation(
    agency: string,
    consultation: ConsultationInput,
    idempotencyKey: string,
    options?: FilingOptions,
  ): Promise<Receipt>;
  readCase(agency: string, code: string, options?: CallOptions): Promise<ReadCase>;
}

export interface SurveysPort {
  listSurveys(agency: string, audience: Audience, options?: CallOptions): Promise<Page<SurveySummary>>;
  readManifest(agency: string, survey: string, options?: CallOptions): Promise<Manifest>;
  readBatch(agency: string, survey: string, options?: CallOptions): Promise<Batch>;
  castBallot(agency: string, survey: string, ballot: Ballot, options?: CallOptions): Promise<void>;
  /** A version that is or was open. */
  readManifestVersion(agency: string, survey: string, version: number, options?: CallOptions): Promise<Manifest>;
  listReleases(agency: string, survey: string, options?: CallOptions): Promise<ReleasePage>;
  /** The last decided first. */
  listThemes(agency: string, survey: string, options?: CallOptions): Promise<Page<Theme>>;
}

export interface Backend
  extends AgenciesPort, PublicationsPort, VersionsPort, TouchpointsPort, ConsultationsPort, SurveysPort {}

/** Files on their way, part by part. The id and the token of an upload are as its creation answered them. */
export interface UploadsPort {
  /** The same key with the same request gives the same upload, however often it is sent. */
  createUpload(
    agency: string,
    request: UploadRequest,
    idempotencyKey: string,
    options?: CallOptions,
  ): Promise<UploadCreated>;
  readUpload(agency: string, upload: UploadName, options?: CallOptions): Promise<Upload>;
  /** `offset`: where the part begins, bytes from the beginning of the file. The last part gets the file checked. */
  appendToUpload(
    agency: string,
    upload: UploadName,
    offset: number,
    part: Uint8Array<ArrayBuffer>,
    options?: CallOptions,
  ): Promise<Upload>;
  deleteUpload(agency: string, upload: UploadName, options?: CallOptions): Promise<void>;
}

/**
 * What a client does with an open case, by its code. What the law or the state of the case doesn't
 * allow rejects with `rule_broken` {rule}. Sent again, the same changes nothing.
 */
export interface CasePort {
  clarifyCase(agency: string, code: string, clarification: Clarification, options?: CallOptions): Promise<ReadCase>;
  setNotices(agency: string, code: string, choice: NoticeChoice, options?: CallOptions): Promise<ReadCase>;
  withdrawCase(agency: string, code: string, options?: CallOptions): Promise<ReadCase>;
  addCaseFiles(agency: string, code: string, files: CaseFiles, options?: CallOptions): Promise<ReadCase>;
  /** A file that the case shows, by its id; what it is called stands there. */
  readCaseFile(agency: string, code: string, id: string, options?: CallOptions): Promise<Blob>;
  /** Books a free slot, or moves the visit that is booked to it. */
  bookVisit(agency: string, code: string, booking: VisitBooking, options?: CallOptions): Promise<ReadCase>;
  cancelVisit(agency: string, code: string, options?: CallOptions): Promise<ReadCase>;
  listSlots(agency: string, query: SlotQuery, options?: CallOptions): Promise<Page<Slot>>;
}

/** All that the API offers clients. Widgets ask for no more than `Backend` before their first screen is there. */
export interface ClientBackend extends Backend, UploadsPort, CasePort {}
