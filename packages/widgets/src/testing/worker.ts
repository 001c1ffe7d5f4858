import { http, passthrough } from 'msw';
import { setupWorker } from 'msw/browser';

/** What answers requests: `serveBackend(…)` of core, or a function that fails on purpose. */
export type Answer = (request: Request) => Response | Promise<Response>;

interface Sink {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let answer: Answer | null = null;
let started: Promise<unknown> | null = null;

const worker = setupWorker(http.all('*/api/*', ({ request }) => (answer ? answer(request) : passthrough())));

/** msw registers its worker by a plain address, which Trusted Types refuse; ours is blessed on the way. */
function blessWorker(): void {
  const types = (window as { trustedTypes?: Sink }).trustedTypes;
  if (!types) return;
  const policy = types.createPolicy('otklik', { createScriptURL: (url) => url });
  const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
  navigator.serviceWorker.register = (url, options) => register(policy.createScriptURL(String(url)), options);
}

/**
 * Answers all requests to `/api/…` on any origin with `handler`, through msw's service worker, so
 * that the widgets' own fetch runs to its end. Starts the worker at the first call.
 */
export async function answerWith(handler: Answer | null): Promise<void> {
  answer = handler;
  if (!started) {
    blessWorker();
    started = worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/mockServiceWorker.js' },
    });
  }
  await started;
}
