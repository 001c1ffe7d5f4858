import type { Language, LocalizedText } from '../../contract/common.ts';
import type { ChannelContent, Hours } from '../../contract/touchpoints.ts';

/** What of a channel says when it is open. */
export type Timed = Pick<ChannelContent, 'always' | 'hours' | 'breaks' | 'holidays'>;

/** Short, from Monday on. */
export const dayNames: Record<Language, string[]> = {
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

const words = {
  ru: { lunch: 'обед', always: 'круглосуточно', holidays: 'и в праздники' },
  en: { lunch: 'lunch', always: 'at any hour', holidays: 'holidays too' },
} satisfies Record<Language, unknown>;

/** Three days or more in a row as пн–чт, others as вт, чт. */
function daysIn(days: number[], names: string[]): string {
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const row = days.length > 2 && last - first === days.length - 1 ? [first, last] : days;
  return row.map((day) => names[day - 1]).join(row === days ? ', ' : '–');
}

/** As people write it in a row: 9–16:45. */
const between = ({ from, to }: Hours): string => `${from}–${to}`.replace(/(?<![:\d])0(?=\d)|:00/g, '');

function inLanguage({ always, hours, breaks, holidays }: Timed, language: Language): string {
  const { lunch, always: round, holidays: off } = words[language];
  const names = dayNames[language];
  const open = hours.flatMap(({ days }) => days);
  const pieces = [
    ...hours.map((span) => `${daysIn(span.days, names)} ${between(span)}`),
    ...breaks.map((span) => {
      const days = open.every((day) => span.days.includes(day)) ? '' : `${daysIn(span.days, names)} `;
      return `${lunch} ${days}${between(span)}`;
    }),
    ...(holidays ? [off] : []),
  ];
  return (always ? [round] : pieces).map((piece) => piece.replaceAll(' ', '\u00a0')).join(', ');
}

/**
 * Hours as people write them: «пн–чт 9–18, пт 9–16:45, обед 13–13:45». A break names its days where
 * it isn't on all. A plain space stands only between pieces: lines may end there. No hours: null.
 */
export const hoursInWords = (channel: Timed): LocalizedText | null =>
  channel.always || channel.hours.length ? { ru: inLanguage(channel, 'ru'), en: inLanguage(channel, 'en') } : null;
