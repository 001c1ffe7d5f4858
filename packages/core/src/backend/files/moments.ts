/*
 * Dates as feeds write them. Not Date.parse: what it makes of a wrong date is another thing in every
 * engine ("Приказ 5" is a day of 2001 in one of them).
 */

/** How months begin, in English and Russian. */
const months = 'jan|янв feb|фев mar|мар apr|апр may|ма[йя] jun|июн jul|июл aug|авг sep|сен oct|окт nov|ноя dec|дек'
  .split(' ')
  .map((one) => new RegExp(`^(?:${one})`, 'i'));

/** Minutes ahead of UTC. */
const zones: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  мск: 180,
  samt: 240,
  yekt: 300,
  omst: 360,
  krat: 420,
  irkt: 480,
  yakt: 540,
  vlat: 600,
};

/** Year, month and day of month, both from 1, as they are written, and what follows. */
type Day = [year: string, month: number, day: string, rest: string];

const monthOf = (name: string): number => months.findIndex((month) => month.test(name)) + 1;

function dayOf(text: string): Day | null {
  // 2026-11-20, 2026-11, 2026 (W3C's note on dates)
  const iso = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?!\d)/.exec(text);
  if (iso) return [iso[1] ?? '', Number(iso[2] ?? 1), iso[3] ?? '1', text.slice(iso[0].length)];
  // 20.11.2026
  const dotted = /^(\d\d?)[./](\d\d?)[./](\d{4})(?!\d)/.exec(text);
  if (dotted) return [dotted[3] ?? '', Number(dotted[2]), dotted[1] ?? '', text.slice(dotted[0].length)];
  // Fri, 20 Nov 2026 (RFC 822), 20 ноября 2026 г.
  const named = /^(?:[^\d\s]+\s+)?(\d\d?)[\s-]+([a-zа-я]{3,10})\.?[\s-]+(\d{4}|\d\d)(?!\d)(?:\s*г(?:ода|\.))?/i.exec(
    text,
  );
  if (named) return [named[3] ?? '', monthOf(named[2] ?? ''), named[1] ?? '', text.slice(named[0].length)];
  // November 20, 2026
  const american = /^(?:[a-z]+,?\s+)?([a-z]{3,10})\.?\s+(\d\d?),?\s+(\d{4})(?!\d)/i.exec(text);
  if (american)
    return [american[3] ?? '', monthOf(american[1] ?? ''), american[2] ?? '', text.slice(american[0].length)];
  return null;
}

/** Minutes ahead of UTC, or null where no zone is told that anybody knows. */
function zoneOf(text: string): number | null {
  const ahead = /([+-])(\d\d?):?(\d\d)?\s*(?:\(|$)/.exec(text);
  if (ahead) return (ahead[1] === '-' ? -1 : 1) * (Number(ahead[2]) * 60 + Number(ahead[3] ?? 0));
  return zones[/^[a-zа-я]+/i.exec(text)?.[0].toLowerCase() ?? ''] ?? null;
}

/** Before this there was no feed: zero of some clock, or a field that nobody filled. */
const first = Date.UTC(1990, 0, 1);
const last = Date.UTC(2100, 0, 1);

/**
 * The moment that a feed names, in ISO 8601, or null for what isn't one. Without a zone it is read in
 * the reader's, in which it is shown: so it says what was written. A day alone is its noon there.
 */
export function momentOf(written: string): string | null {
  const found = dayOf(written.trim().slice(0, 80));
  if (!found) return null;
  const [digits, month, dayDigits, rest] = found;
  const year = Number(digits) + (digits.length === 2 ? 2000 : 0);
  const day = Number(dayDigits);
  const checked = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || checked.getUTCMonth() !== month - 1 || checked.getUTCDate() !== day) return null;
  const time = /^[T,\s]*(?:(?:в|at)\s+)?(\d\d?)[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*([ap]m\b)?\s*/i.exec(rest);
  const [, hours = '12', minutes = '0', seconds = '0', half = ''] = time ?? [];
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const zone = time && zoneOf(rest.slice(time[0].length));
  const parts = [year, month - 1, day, hour, Number(minutes), Number(seconds)] as const;
  const moment = zone === null ? new Date(...parts).getTime() : Date.UTC(...parts) - zone * 60_000;
  return moment >= first && moment < last ? new Date(moment).toISOString() : null;
}
