// A reporter of web-test-runner that writes what it counted into the file OTKLIK_TOTALS.
import { writeFileSync } from 'node:fs';

/**
 * @typedef {{ passed: boolean, skipped: boolean }} One
 * @typedef {{ tests: One[], suites: Suite[] }} Suite
 * @param {Suite} suite @returns {One[]}
 */
const testsIn = (suite) => [...suite.tests, ...suite.suites.flatMap(testsIn)];

/** @returns {import('@web/test-runner').Reporter} */
export function totalsOfWidgets() {
  return {
    onTestRunFinished({ sessions }) {
      const totals = { passed: 0, failed: 0, skipped: 0 };
      for (const { testResults, passed, errors } of sessions) {
        const tests = testResults ? testsIn(testResults) : [];
        let failed = 0;
        for (const test of tests) {
          if (test.skipped) totals.skipped += 1;
          else if (test.passed) totals.passed += 1;
          else failed += 1;
        }
        // A page that broke beside its tests, or in place of them.
        if ((!passed && failed === 0) || errors.length > 0 || tests.length === 0) failed += 1;
        totals.failed += failed;
      }
      if (process.env.OTKLIK_TOTALS) writeFileSync(process.env.OTKLIK_TOTALS, JSON.stringify(totals));
    },
  };
}
