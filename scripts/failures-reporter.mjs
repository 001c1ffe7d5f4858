// A reporter of node:test for whoever reads a failed run: what failed, at once and whole, and
// nothing of what passed.
import { inspect } from 'node:util';

/**
 * @typedef {{ name?: string, file?: string, line?: number, message?: string, todo?: unknown,
 *   details?: { error?: { message?: string, cause?: unknown, failureType?: string } },
 *   tests?: { name: string, file?: string }[] }} Data
 */

/** @param {unknown} cause */
const words = (cause) =>
  cause instanceof Error ? (cause.stack ?? cause.message) : typeof cause === 'string' ? cause : inspect(cause);

/** @param {AsyncIterable<{ type: string, data: Data }>} source */
export default async function* failures(source) {
  for await (const { type, data } of source) {
    if (type === 'test:stderr') yield data.message ?? '';
    if (type === 'test:interrupted') {
      for (const { name, file } of data.tests ?? []) yield `Interrupted while running: ${name} ${file ?? ''}\n`;
    }
    const error = data.details?.error;
    // A test that failed for its subtests tells nothing that these haven't told.
    if (type !== 'test:fail' || data.todo || error?.failureType === 'subtestsFailed') continue;
    yield `✖ ${data.name ?? ''} (${data.file ?? ''}:${data.line ?? ''})\n  ${words(error?.cause ?? error).replaceAll('\n', '\n  ')}\n`;
  }
}
