import type { Services } from '../services.ts';

/** One command of `npm run admin`: does what has no page yet. */
export interface Command {
  /** As it is typed, options included: `account add --agency A --login L`. */
  usage: string;
  /** One line of help. */
  summary: string;
  /** Options that must be given, and those that may; each takes a value. */
  needs: readonly string[];
  takes?: readonly string[];
  /** @returns lines to be printed. @throws AdminError with one plain sentence */
  run(services: Services, options: Readonly<Record<string, string>>): Promise<string[]>;
}

/** What the administrator did wrong, or can't be done; one plain sentence. */
export class AdminError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AdminError';
  }
}
