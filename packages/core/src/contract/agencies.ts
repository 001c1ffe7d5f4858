import * as v from 'valibot';
import { address, localizedTextSchema } from './common.ts';

/** Law's terms as an agency reads them; the defaults are those of 8-FZ, article 18. Days are calendar days. */
export const termsPolicySchema = v.strictObject({
  registrationDays: v.number(),
  answerDays: v.number(),
  deferralDays: v.number(),
  /** A deferral must be announced within so many days of registration. */
  deferralNoticeDays: v.number(),
  /** Which way a term goes whose last day is not a working day. */
  rollover: v.picklist(['preceding', 'next']),
  law: localizedTextSchema,
});
export type TermsPolicy = v.InferOutput<typeof termsPolicySchema>;

/** Where to take what this body's own form can't take, such as an appeal (59-FZ needs identification). */
export const portalSchema = v.strictObject({ title: localizedTextSchema, url: address });

/** A public body as its clients meet it. */
export const agencySchema = v.strictObject({
  id: v.string(),
  name: localizedTextSchema,
  shortName: localizedTextSchema,
  region: localizedTextSchema,
  postalAddress: localizedTextSchema,
  phone: v.string(),
  phoneHours: localizedTextSchema,
  /** IANA name, such as Europe/Astrakhan. All dates of the agency are dates there. */
  timeZone: v.string(),
  /** Whether personal data are handled by force of law or by consent (152-FZ, articles 6 and 9). */
  legalBasis: v.picklist(['law', 'consent']),
  legalNotice: localizedTextSchema,
  /** Names the text that was agreed to; kept with each consent. */
  legalNoticeVersion: v.string(),
  privacyPolicy: address,
  terms: termsPolicySchema,
  appealPortals: v.array(portalSchema),
  /** Invented content: a page that shows it must say so. */
  demonstration: v.boolean(),
});
export type Agency = v.InferOutput<typeof agencySchema>;
