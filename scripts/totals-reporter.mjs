// A reporter of node:test that writes what it counted as JSON: {passed, failed, skipped}. Beside a
// reporter for people, so that scripts/test.mjs needn't read numbers out of text.

/**
 * @param {AsyncIterable<{ type: string, data: { counts?: Record<string, number>, file?: string } }>} source
 */
export default async function* totals(source) {
  /** @type {Record<string, number>} */
  let counts = {};
  for await (const { type, data } of source) {
    // One summary a file, and one without a file: the whole.
    if (type === 'test:summary' && !data.file && data.counts) counts = data.counts;
  }
  const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = counts;
  yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo });
}
