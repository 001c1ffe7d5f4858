/** An answer that can be given. */
export interface Choice {
  id: string;
  words: string;
}

/** With its figures. */
export interface Row extends Choice {
  /** Not a number where it is hidden. */
  count: number;
  /** In words. */
  figure: string;
  /** Of those who answered, where the number isn't hidden. */
  share: string | undefined;
}

export const percent = (part: number, of: number): string => `${Math.round((100 * part) / of)}%`;
