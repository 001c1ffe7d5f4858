// Adds up what all runners counted and says what failed, readably.
import { readFileSync } from 'node:fs';

/** @typedef {import('./job.mjs').Ended} Ended @typedef {import('./job.mjs').Totals} Totals */

/** @param {string} file @returns {Totals | null} */
function readTotals(file) {
  try {
    const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '');
    return [passed, failed, skipped].every(Number.isInteger) ? { passed, failed, skipped } : null;
  } catch {
    return null;
  }
}

/** Why a job failed beside what it counted itself; null when that is all. @param {Ended} ended @param {Totals | null} totals */
function trouble({ job, code, hung }, totals) {
  if (hung) return `did not end within ${job.minutes ?? 5} minutes`;
  if (!job.totals) return null;
  if (!totals) return `gave no totals (exit code ${code})`;
  if (totals.passed + totals.failed === 0) return 'ran no test';
  return code !== 0 && totals.failed === 0 ? `ended with exit code ${code}` : null;
}

/** What a job adds to the sum: a runner that crashes or runs nothing is one failure. @param {Ended} ended */
export function judge(ended) {
  const totals = ended.job.totals ? readTotals(ended.job.totals) : null;
  const why = trouble(ended, totals);
  if (!ended.job.totals) {
    const passed = ended.code === 0 && !ended.hung;
    return { totals: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }, why };
  }
  const { passed, failed, skipped } = totals ?? { passed: 0, failed: 0, skipped: 0 };
  return { totals: { passed, failed: failed + (why ? 1 : 0), skipped }, why };
}

/** @param {Totals} totals */
export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/**
 * What the failures reporter said of each test that failed, cut where it is long: told again at the end,
 * since a log of which only the end is kept would else name nobody.
 * @param {string} output
 */
const failures = (output) =>
  [...output.matchAll(/^✖ .*(?:\n {2}.*)*/gmu)].map(([told]) => told.split('\n').slice(0, 12).join('\n'));

export class Report {
  /** @type {Totals} */
  sum = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  failed = [];

  /** @param {Ended} ended */
  add(ended) {
    const { totals, why } = judge(ended);
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) this.sum[key] += totals[key];
    const { name, totals: counts } = ended.job;
    const words = counts ? `: ${inWords(totals)}` : '';
    console.log(`${totals.failed ? '✗' : '✓'} ${name}${words}${why ? ` (${why})` : ''}  ${ended.seconds.toFixed(1)} s`);
    if (!totals.failed) return;
    this.failed.push([name, ...failures(ended.output).slice(0, 20)].join('\n'));
    console.log(
      ended.output
        .trim()
        .split('\n')
        .slice(-400)
        .map((line) => `    ${line}`)
        .join('\n'),
    );
  }

  /** @param {string} name @param {string} why */
  skip(name, why) {
    this.sum.skipped += 1;
    console.log(`- ${name}: skipped, ${why}`);
  }

  /** @param {string} name @param {unknown} error */
  fail(name, error) {
    this.sum.failed += 1;
    this.failed.push(name);
    console.log(`✗ ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** The last line is the sum, for people and programs. */
  end() {
    if (this.failed.length) console.log(`\nFailed: ${this.failed.join('\n')}`);
    // Where everything is to be there, as on a build machine, a skipped test is an unseen one.
    const strict = Boolean(process.env.OTKLIK_NO_SKIP) && this.sum.skipped > 0;
    if (strict) console.log('\nNothing may be skipped here.');
    console.log(inWords(this.sum));
    process.exitCode = this.sum.failed || strict ? 1 : 0;
  }
}
