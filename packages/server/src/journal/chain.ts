import type { Keys } from '../keys/open.ts';

/** An entry named by its number and mac: with it everything before it is fixed. Number 0: no entry yet. */
export interface Head {
  sequence: number;
  mac: Buffer;
}

/** What the first entry follows on. */
export const beginning = (keys: Keys): Head => ({ sequence: 0, mac: keys.mac('journal', 'beginning') });

/** The mac of an entry: of its content, its number, and through `previous` of all entries before it. */
export const macOf = (keys: Keys, previous: Buffer, sequence: number, content: string): Buffer =>
  keys.mac('journal', previous.toString('hex'), String(sequence), content);
