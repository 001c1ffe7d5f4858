// A reporter of node:test that writes what it counted as lines of JSON, the last one standing, so
// that scripts/test.mjs needn't read numbers out of text, nor loses them when a test hangs.

/** @typedef {{ nesting: number, details?: { type?: string, error?: { failureType?: string } }, skip?: unknown, todo?: unknown }} Data */

/** @param {AsyncIterable<{ type: string, data: Data }>} source */
export default async function* totals(source) {
  const seen = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    // A whole file (scripts/test/together.mjs) counts only when it failed for something of its own.
    const failure = data.details?.error?.failureType;
    if (data.nesting === 0 && (type === 'test:pass' || failure === 'subtestsFailed')) continue;
    const kind = data.skip || data.todo ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    seen[kind] += 1;
    yield `${JSON.stringify(seen)}\n`;
  }
}
