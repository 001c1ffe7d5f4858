import type { Agency } from '../contract/agencies.ts';
import type { Audience, Page } from '../contract/common.ts';
import type { Case, ConsultationInput, ConsultationTopic, Receipt } from '../contract/consultations.ts';
import type { Publication, PublicationQuery, PublicationSummary } from '../contract/publications.ts';
import type { Ballot, Batch, Manifest, Release, SurveySummary } from '../contract/surveys.ts';
import type { TouchpointList } from '../contract/touchpoints.ts';

/** Given with every call; `signal` ends it early. */
export interface CallOptions {
  signal?: AbortSignal;
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
    options?: CallOptions,
  ): Promise<Receipt>;
  readCase(agency: string, code: string, options?: CallOptions): Promise<Case>;
}

export interface SurveysPort {
  listSurveys(agency: string, audience: Audience, options?: CallOptions): Promise<Page<SurveySummary>>;
  readManifest(agency: string, survey: string, options?: CallOptions): Promise<Manifest>;
  readBatch(agency: string, survey: string, options?: CallOptions): Promise<Batch>;
  castBallot(agency: string, survey: string, ballot: Ballot, options?: CallOptions): Promise<void>;
  listReleases(agency: string, survey: string, options?: CallOptions): Promise<Page<Release>>;
}

export interface Backend extends AgenciesPort, PublicationsPort, TouchpointsPort, ConsultationsPort, SurveysPort {}
