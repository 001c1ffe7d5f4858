/**
 * Comes before every test file (web-test-runner.config.mjs imports it there): a test during which
 * something broke the content security policy fails, whatever else it showed.
 */
declare global {
  interface Window {
    /** Filled by a script at the top of the page, before anything else runs. */
    otklikViolations: SecurityPolicyViolationEvent[];
  }
}

/** Violations are told in a task of their own, after what caused them. */
const told = (): Promise<void> => new Promise((resolve) => setTimeout(() => setTimeout(resolve)));

/** Takes the violations so far away, for a test that causes one on purpose. */
export async function takeViolations(): Promise<SecurityPolicyViolationEvent[]> {
  await told();
  return window.otklikViolations.splice(0);
}

const describeViolation = ({
  effectiveDirective,
  blockedURI,
  sample,
  sourceFile,
  lineNumber,
}: SecurityPolicyViolationEvent): string =>
  `${effectiveDirective} blocked ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`;

afterEach('content security policy', async () => {
  const violations = await takeViolations();
  if (violations.length)
    throw new Error(`Broke the content security policy:\n${violations.map(describeViolation).join('\n')}`);
});
