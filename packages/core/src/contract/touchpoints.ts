import * as v from 'valibot';
import { address, audienceSchema, isoDate, localizedTextSchema } from './common.ts';

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

/** Days as in ISO 8601, 1 = Monday; times of day in the agency's time zone, 24 hours. */
export const hoursSchema = v.strictObject({
  days: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  from: v.string(),
  to: v.string(),
});
export type Hours = v.InferOutput<typeof hoursSchema>;

/** A way to reach the agency (канал связи). */
export const channelSchema = v.strictObject({
  id: v.string(),
  kind: v.picklist(channelKinds),
  preference: v.picklist(preferences),
  title: localizedTextSchema,
  purpose: localizedTextSchema,
  /** Number, address or place as a person writes it down; null where there is none. */
  contact: v.nullable(localizedTextSchema),
  /** tel:, mailto: or web address. */
  url: v.nullable(address),
  /** Empty: no hours of its own, see `always`. */
  hours: v.array(hoursSchema),
  breaks: v.array(hoursSchema),
  /** Taken in at any hour of any day. */
  always: v.boolean(),
  answerTime: localizedTextSchema,
  signIn: localizedTextSchema,
  accessibility: v.nullable(localizedTextSchema),
  /** The reply form that a consultation takes on when this channel is picked. */
  replyForm: v.nullable(v.picklist(['email', 'post', 'phone', 'visit', 'case'])),
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
  next: v.null(),
});
export type TouchpointList = v.InferOutput<typeof touchpointListSchema>;

export const audienceQuerySchema = v.strictObject({ audience: v.optional(audienceSchema, 'external') });
