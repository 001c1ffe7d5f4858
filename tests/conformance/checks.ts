export interface Result {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  why?: string;
}

/** Thrown by a check that this back end's content gives nothing to try on. */
export class NothingToCheck extends Error {}

/** Runs one check after another; each stands for itself. */
export class Checks {
  readonly results: Result[] = [];
  readonly #tell: (result: Result) => void;

  constructor(tell: (result: Result) => void = () => undefined) {
    this.#tell = tell;
  }

  /** @returns what the check found, for the checks after it; undefined when it failed. */
  async check<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    try {
      const found = await run();
      this.#add({ name, outcome: 'passed' });
      return found;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#add({ name, outcome: error instanceof NothingToCheck ? 'skipped' : 'failed', why });
      return undefined;
    }
  }

  #add(result: Result): void {
    this.results.push(result);
    this.#tell(result);
  }
}
