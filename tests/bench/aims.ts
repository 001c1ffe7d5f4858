/* What benches print, and whether what was aimed at is met. */

export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
export const each = (all: readonly number[], show: (one: number) => string): string => all.map(show).join(' ');

let missed = 0;

/** Words for whether an aim is met; one that is missed is counted. */
export function verdict(good: boolean, aim: string): string {
  if (!good) missed++;
  return good ? `meets ${aim}` : `MISSES ${aim}`;
}

/** How many were missed. */
export const missedAims = (): number => missed;
