import type { Audience, LocalizedText } from '../../contract/common.ts';
import type { Portal } from '../../contract/agencies.ts';
import {
  accessFeatures,
  channelKinds,
  preferences,
  type Channel,
  type ChannelContent,
  type ChannelKind,
  type Hours,
  type Preference,
  type Touchpoint,
  type TouchpointList,
} from '../../contract/touchpoints.ts';
import type { CalendarDay } from '../calendar.ts';
import { replyForms } from '../consultations/vocabulary.ts';
import { isChannelAddress, isRouteAddress } from './address.ts';
import { touchpointList } from './list.ts';

/* Whoever writes a list by hand leaves out what there isn't, and errs; another version says more or less. */

type Loose = Record<string, unknown>;

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Null where there is no text at all; a plain string is Russian. */
function local(value: unknown): LocalizedText | null {
  const given = typeof value === 'string' ? { ru: value } : isRecord(value) ? value : {};
  const [ru, en] = [text(given.ru), text(given.en)];
  if (!ru && !en) return null;
  return { ru: ru || en, ...(en && { en }) };
}

const oneOf = <T extends string>(value: unknown, all: readonly T[]): T | undefined => all.find((one) => one === value);

const time = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;
/** Hours that a clock can show, on days that a week has; others can't be told, so they are left out. */
const hoursOf = (value: unknown): Hours[] =>
  records(value).flatMap(({ days, from, to }) => {
    const known = Array.isArray(days) ? [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day)) : [];
    const [begin, end] = [text(from), text(to)];
    return known[0] && time.test(begin) && time.test(end) ? [{ days: known, from: begin, to: end }] : [];
  });

/** What a kind that nobody knows, or that isn't told, is taken for: a way to look things up, without a button of its own. */
const plainKind: ChannelKind = 'website';
const plainPreference: Preference = 'self';

function channelOf(given: Loose): ChannelContent | null {
  const [id, title] = [text(given.id), local(given.title)];
  if (!id || !title) return null;
  const [url, route, languages] = [text(given.url), text(given.route), strings(given.languages)];
  const features = accessFeatures.filter((one) => strings(given.accessFeatures).includes(one));
  return {
    ...{ id, title, kind: oneOf(given.kind, channelKinds) ?? plainKind },
    preference: oneOf(given.preference, preferences) ?? plainPreference,
    purpose: local(given.purpose) ?? { ru: '' },
    contact: local(given.contact),
    url: isChannelAddress(url) ? url : null,
    ...(isRouteAddress(route) && { route }),
    ...{ hours: hoursOf(given.hours), breaks: hoursOf(given.breaks) },
    always: given.always === true,
    ...(given.holidays === true && { holidays: true }),
    ...{ answerTime: local(given.answerTime) ?? { ru: '' }, signIn: local(given.signIn) ?? { ru: '' } },
    ...(languages[0] && { languages }),
    ...(features[0] && { accessFeatures: features }),
    accessibility: local(given.accessibility),
    replyForm: oneOf(given.replyForm, replyForms) ?? null,
  };
}

function itemOf(given: Loose): Touchpoint | null {
  const [id, title] = [text(given.id), local(given.title)];
  return id && title ? { id, title, channels: strings(given.channels) } : null;
}

const date = /^\d{4}-\d\d-\d\d$/;
const dateOf = (value: unknown): string =>
  date.test(text(value)) && !Number.isNaN(Date.parse(text(value))) ? text(value) : '';

function documentOf(value: unknown): TouchpointList['document'] {
  if (!isRecord(value)) return null;
  const [title, number, day] = [local(value.title), text(value.number), dateOf(value.date)];
  return title && number && day ? { title, number, date: day } : null;
}

const portalOf = ({ title, url }: Loose): Portal | null => {
  const [name, to] = [local(title), text(url)];
  return name && /^(?:https?:|\/)/i.test(to) && isChannelAddress(to) ? { title: name, url: to } : null;
};

function calendarOf(value: unknown): CalendarDay[] {
  return records(value).flatMap(({ date: on, kind }) => {
    const [day, known] = [dateOf(on), oneOf(kind, ['off', 'short', 'working'] as const)];
    return day && known ? [{ date: day, kind: known }] : [];
  });
}

/** The first of each id. */
const distinct = <T extends { id: string }>(all: readonly (T | null)[]): T[] => {
  const found = new Map<string, T>();
  for (const one of all) if (one && !found.has(one.id)) found.set(one.id, one);
  return [...found.values()];
};

/**
 * A list of whatever claims to be one: what can be shown is kept, schedules follow from hours, zone
 * and calendar, addresses that lead anywhere else than a channel may are dropped.
 * @throws where nothing is left of what has channels, where it has none, and for a zone that doesn't exist
 */
export function mendedList(value: unknown, audience: Audience, moment: Date): TouchpointList {
  if (!isRecord(value) || !Array.isArray(value.channels)) throw new Error('no list of channels');
  const channels = distinct(records(value.channels).map(channelOf));
  if (!channels[0] && value.channels.length > 0) throw new Error('none of its channels is one');
  const zone = text(value.timeZone);
  // Throws for a zone that doesn't exist, and takes none for the reader's own.
  const { timeZone } = new Intl.DateTimeFormat('ru', zone ? { timeZone: zone } : {}).resolvedOptions();
  const known = new Set(channels.map(({ id }: Pick<Channel, 'id'>) => id));
  const items = distinct(records(value.items).map(itemOf))
    .map((item) => ({ ...item, channels: item.channels.filter((id) => known.has(id)) }))
    .filter((item) => item.channels[0]);
  const content = { document: documentOf(value.document), channels, items };
  const portals = records(value.appealPortals)
    .map(portalOf)
    .filter((one) => one !== null);
  return touchpointList(content, audience, moment, timeZone, calendarOf(value.calendar), portals);
}
