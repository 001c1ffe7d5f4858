import * as v from 'valibot';
import { portalSchema } from './agencies.ts';
import { address, audienceSchema, isoDate, isoMoment, localizedTextSchema } from './common.ts';

/** What a client prefers: to talk, to write, to come, to find it alone. */
export const preferences = ['talk', 'write', 'come', 'self'] as const;
export type Preference = (typeof preferences)[number];

export const channelKinds = [
  'phone',
  'hotline',
  'form',
  'portal',
  'email',
  'post',
  'visit',
  'messenger',
  'social',
  'center',
  'website',
  'stand',
  'meeting',
  'person',
  'survey',
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a place or a way has for people with disabilities: no steps to it, an interpreter, a loop for hearing aids. */
export const accessFeatures = ['step-free', 'sign-language', 'induction-loop'] as const;
export type AccessFeature = (typeof accessFeatures)[number];

/** Days as in ISO 8601, 1 = Monday; times of day in the agency's time zone, 24 hours: 9:00 or 09:00. */
export const hoursSchema = v.strictObject({
  days: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  from: v.string(),
  to: v.string(),
});
export type Hours = v.InferOutput<typeof hoursSchema>;

/** A time in one piece during which a channel takes calls, visitors or messages. */
export const openingSchema = v.strictObject({
  from: isoMoment,
  /** At this moment it is closed already. */
  to: isoMoment,
  /** Goes on after a break: who comes before it came into the break. */
  resumes: v.boolean(),
});
export type Opening = v.InferOutput<typeof openingSchema>;

/**
 * Hours as they come out: with days off, shorter days and working Saturdays of the production
 * calendar, split at breaks.
 */
export const scheduleSchema = v.strictObject({
  /** Hours for people to read; lines may end at a plain space, pieces hold together. Null: it has none. */
  words: v.nullable(localizedTextSchema),
  /** The next ones, at most 6 and at most 30 days ahead, the first perhaps begun. Empty under `always`. */
  openings: v.array(openingSchema),
});
export type Schedule = v.InferOutput<typeof scheduleSchema>;

/** A way to reach the agency (канал связи), as the agency's content or a file of the site's own says it. */
export const channelContentSchema = v.strictObject({
  id: v.string(),
  kind: v.picklist(channelKinds),
  preference: v.picklist(preferences),
  title: localizedTextSchema,
  purpose: localizedTextSchema,
  /** Number, address or place as a person writes it down; null where there is none. */
  contact: v.nullable(localizedTextSchema),
  /** tel:, mailto: or web address. */
  url: v.nullable(address),
  /** The way there: web address of a map, or geo: (RFC 5870). */
  route: v.exactOptional(address),
  /** Empty: no hours of its own, see `always`. */
  hours: v.array(hoursSchema),
  breaks: v.array(hoursSchema),
  /** Taken in at any hour of any day. */
  always: v.boolean(),
  /** Its hours hold on holidays too: the production calendar is none of its business. */
  holidays: v.exactOptional(v.boolean()),
  answerTime: localizedTextSchema,
  signIn: localizedTextSchema,
  /** In which it answers, as BCP 47 names them: ru, en, tt. */
  languages: v.exactOptional(v.array(v.string())),
  accessFeatures: v.exactOptional(v.array(v.picklist(accessFeatures))),
  accessibility: v.nullable(localizedTextSchema),
  /** The reply form that a consultation takes on when this channel is picked. */
  replyForm: v.nullable(v.picklist(['email', 'post', 'phone', 'visit', 'case'])),
});
export type ChannelContent = v.InferOutput<typeof channelContentSchema>;

/** Codes in words, for people to read. Null: nothing to say. */
export const channelWordsSchema = v.strictObject({
  languages: v.nullable(localizedTextSchema),
  /** Features and `accessibility` together. */
  access: v.nullable(localizedTextSchema),
});
export type ChannelWords = v.InferOutput<typeof channelWordsSchema>;

/** The same as the API gives it. */
export const channelSchema = v.strictObject({
  ...channelContentSchema.entries,
  schedule: scheduleSchema,
  words: v.exactOptional(channelWordsSchema),
});
export type Channel = v.InferOutput<typeof channelSchema>;

/** An occasion on which a client meets the agency (точка взаимодействия; order 078-О, 1.2). */
export const touchpointSchema = v.strictObject({
  id: v.string(),
  title: localizedTextSchema,
  channels: v.array(v.string()),
});
export type Touchpoint = v.InferOutput<typeof touchpointSchema>;

/** How a day differs from "Saturday and Sunday off". */
export const calendarDaySchema = v.strictObject({ date: isoDate, kind: v.picklist(['off', 'short', 'working']) });

/** The list approved for an audience (перечень; order 078-О, 3.3), with its approving document. */
export const touchpointListSchema = v.strictObject({
  audience: audienceSchema,
  document: v.nullable(v.strictObject({ title: localizedTextSchema, number: v.string(), date: isoDate })),
  timeZone: v.string(),
  /** Deviations of the production calendar, from yesterday for 60 days. */
  calendar: v.array(calendarDaySchema),
  channels: v.array(channelSchema),
  items: v.array(touchpointSchema),
  /** Where appeals (59-FZ) are taken, which need identification; of the agency, for external clients. */
  appealPortals: v.array(portalSchema),
  next: v.null(),
});
export type TouchpointList = v.InferOutput<typeof touchpointListSchema>;

/** What of a list was approved; the rest follows from the clock and the production calendar. */
export interface TouchpointListContent extends Pick<TouchpointList, 'document' | 'items'> {
  channels: ChannelContent[];
}

export const audienceQuerySchema = v.strictObject({ audience: v.optional(audienceSchema, 'external') });
