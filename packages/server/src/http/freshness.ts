/** The version of each agency's content; a text each, that is compared and nothing else. */
export type Versions = ReadonlyMap<string, string>;

export interface Freshness {
  /** As the database says, or said `every` ms ago at most. A promise only while it is asked. */
  versions(): Versions | Promise<Versions>;
  /** Something was written: who comes next asks anew. */
  expire(): void;
}

/**
 * Asks for the versions when somebody wants them and the last answer is too old; never by itself.
 * @param every ms; 0: each time.
 * @param elapsed ms since any moment, never running back.
 */
export function freshness(
  read: () => Promise<Versions>,
  every: number,
  elapsed: () => number = () => performance.now(),
): Freshness {
  let known: Versions = new Map();
  let asked = -Infinity;
  let asking: Promise<Versions> | null = null;

  const ask = (): Promise<Versions> => {
    const start = elapsed();
    const question = read().then((versions) => {
      // What was asked before something was written doesn't count for who comes after.
      if (asking === question) [known, asked, asking] = [versions, start, null];
      return versions;
    });
    asking = question;
    question.catch(() => {
      if (asking === question) asking = null;
    });
    return question;
  };

  return {
    versions: () => asking ?? (elapsed() - asked < every ? known : ask()),
    expire: () => {
      asked = -Infinity;
      asking = null;
    },
  };
}
