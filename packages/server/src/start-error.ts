/**
 * Why the server can't start, as one plain sentence for the person who started it. Thrown by
 * whatever opens keys, database and port; `start` prints the message and ends with exit code 1.
 */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** The system's own short name of an error: EADDRINUSE, ENOENT, 28P01. */
export function codeOf(error: unknown): string {
  const code = error && typeof error === 'object' && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
