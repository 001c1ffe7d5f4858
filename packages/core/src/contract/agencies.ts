import * as v from 'valibot';
import { address, localizedTextSchema } from './common.ts';

/** Law's terms as an agency reads them; the defaults are those of 8-FZ, article 18. Days are calendar days. */
export const termsPolicySchema = v.strictObject({
  registrationDays: v.number(),
  answerDays: v.number(),
  deferralDays: v.number(),
  /** A deferral must be announced within so many days of registration. */
  deferralNoticeDays: v.number(),
  /** What another body is to answer goes there, and the client is told, within so many days of registration; 7 unless said. */
  forwardingDays: v.exactOptional(v.number()),
  /** So many months after a decision it can be appealed against; 3 unless said (КАС, article 219). */
  appealMonths: v.exactOptional(v.number()),
  /** Whether the time that a client takes to clarify doesn't count; it does unless said. */
  clarificationStopsClock: v.exactOptional(v.boolean()),
  /** Which way a term goes whose last day is not a working day. */
  rollover: v.picklist(['preceding', 'next']),
  law: localizedTextSchema,
});
export type TermsPolicy = v.InferOutput<typeof termsPolicySchema>;

/** How an agency works on consultations. */
export const consultationPolicySchema = v.strictObject({
  /** Whether answers and refusals need the approval of a head who has no part in them (order 078-О, 3.6). */
  approval: v.boolean(),
  /** So many days before its last day a term is near, each number a step of escalation. */
  nearDays: v.array(v.number()),
  /** So many days before the last working day staff are told that no deferral or forwarding will be possible. */
  windowDays: v.number(),
});
export type ConsultationPolicy = v.InferOutput<typeof consultationPolicySchema>;

/** Where to take what this body's own form can't take, such as an appeal (59-FZ needs identification). */
export const portalSchema = v.strictObject({ title: localizedTextSchema, url: address });
export type Portal = v.InferOutput<typeof portalSchema>;

/** A public body as its clients meet it. */
export const agencySchema = v.strictObject({
  id: v.string(),
  name: localizedTextSchema,
  shortName: localizedTextSchema,
  region: localizedTextSchema,
  postalAddress: localizedTextSchema,
  phone: v.string(),
  phoneHours: localizedTextSchema,
  /** Where replies to its notices go, and reminders to its staff; without it there are neither. */
  email: v.optional(v.string()),
  /** IANA name, such as Europe/Astrakhan. All dates of the agency are dates there. */
  timeZone: v.string(),
  /** Whether personal data are handled by force of law or by consent (152-FZ, articles 6 and 9). */
  legalBasis: v.picklist(['law', 'consent']),
  legalNotice: localizedTextSchema,
  /** Names the text that was agreed to; kept with each consent. */
  legalNoticeVersion: v.string(),
  privacyPolicy: address,
  terms: termsPolicySchema,
  /** For the agency's own servants, whom 8-FZ doesn't cover; without it those of domain/consultations/terms.ts. */
  internalTerms: v.exactOptional(termsPolicySchema),
  /** Without it that of domain/consultations/rules.ts: approval is needed. */
  consultations: v.exactOptional(consultationPolicySchema),
  appealPortals: v.array(portalSchema),
  /** What passports of open data say beside the above. */
  openData: v.optional(
    v.strictObject({
      /** ИНН: codes of data sets begin with it. */
      taxNumber: v.optional(v.string()),
      /** Position of the official responsible for open data, never a name. */
      responsible: localizedTextSchema,
      /** Default: the agency's. */
      phone: v.optional(v.string()),
    }),
  ),
  /** Invented content: a page that shows it must say so. */
  demonstration: v.boolean(),
});
export type Agency = v.InferOutput<typeof agencySchema>;
