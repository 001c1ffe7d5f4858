// The content security policy of design.md on every page of the widgets' tests, Trusted Types
// enforced, and every test file watched for what breaks it.
import { randomBytes } from 'node:crypto';

/** @param {string} nonce of the runner's own inline scripts @param {string} origin */
const policy = (nonce, origin) =>
  [
    "default-src 'none'",
    `script-src ${origin} 'nonce-${nonce}'`,
    // The socket is the runner's own.
    `connect-src ${origin} ${origin.replace('http', 'ws')}`,
    `img-src ${origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html otklik 'allow-duplicates'",
  ].join('; ');

const collector = `<script>
  window.otklikViolations = [];
  document.addEventListener('securitypolicyviolation', (event) => window.otklikViolations.push(event));
</script>`;

/**
 * Goes before all other middleware, so that it sees the page as the runner has finished it.
 * @type {import('@web/dev-server-core').Middleware}
 */
export async function policedPages(context, next) {
  await next();
  if (context.path !== '/' || typeof context.body !== 'string') return;
  const nonce = randomBytes(16).toString('base64url');
  const page = context.body.replace('<head>', `<head>${collector}`);
  context.body = page.replaceAll('<script', `<script nonce="${nonce}"`);
  context.set('Content-Security-Policy', policy(nonce, context.origin));
}

/** @returns {import('@web/dev-server-core').Plugin} */
export function watchedTests() {
  return {
    name: 'otklik-watched-tests',
    transform(context) {
      if (!/\.(test|browser)\.ts$/.test(context.path)) return undefined;
      // On the first line, so that line numbers stay as they are.
      return { body: `import '/packages/widgets/src/testing/violations.ts'; ${String(context.body)}` };
    },
  };
}
