// A reporter of node:test that writes what it counted as lines of JSON, the last one standing, so
// that scripts/test.mjs needn't read numbers out of text, nor loses them when a test hangs.

/** @typedef {{ counts?: Record<string, number>, file?: string, details?: { type?: string }, skip?: unknown, todo?: unknown }} Data */

/** @param {AsyncIterable<{ type: string, data: Data }>} source */
export default async function* totals(source) {
  const seen = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if ((type === 'test:pass' || type === 'test:fail') && data.details?.type !== 'suite') {
      const kind = data.skip || data.todo ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
      seen[kind] += 1;
      yield `${JSON.stringify(seen)}\n`;
    }
    // One summary a file, and one without a file: the whole.
    if (type === 'test:summary' && !data.file && data.counts) {
      const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = data.counts;
      yield `${JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo })}\n`;
    }
  }
}
