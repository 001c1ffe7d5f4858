// A reporter of node:test for programs: one line of JSON for each test that ran.

/** @typedef {{ name: string, message?: string, details?: { type?: string, error?: { message?: string, cause?: unknown, failureType?: string } } }} Data */

/** @param {unknown} cause */
const words = (cause) => (cause instanceof Error ? `${cause.message}\n${cause.stack ?? ''}` : String(cause));

/** @param {AsyncIterable<{ type: string, data: Data }>} source */
export default async function* tests(source) {
  for await (const { type, data } of source) {
    if (type === 'test:stderr') process.stderr.write(data.message ?? '');
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.error?.failureType === 'subtestsFailed')
      continue;
    const { error } = data.details ?? {};
    const why = error ? words(error.cause ?? error.message) : '';
    yield `${JSON.stringify({ name: data.name, suite: data.details?.type === 'suite', passed: type === 'test:pass', why })}\n`;
  }
}
