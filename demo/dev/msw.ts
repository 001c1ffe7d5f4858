import { memoryBackend } from '@otklik/core/backend/memory/memory.js';
import { serveBackend } from '@otklik/core/backend/memory/serve.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { housing } from '../content/index.ts';
import { memoryContent } from './memory-content.ts';

const script = '/mockServiceWorker.js';

/** What of Trusted Types is used here; TypeScript's own list of globals doesn't have it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The pages enforce Trusted Types here as well, and msw registers its worker by a plain address: that one is let in. */
function letWorkerIn(): void {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return;
  const policy = types.createPolicy('otklik', {
    createScriptURL(url) {
      if (url === script) return url;
      throw new TypeError(`not the worker's address: ${url}`);
    },
  });
  const { serviceWorker } = navigator;
  const register = serviceWorker.register.bind(serviceWorker);
  serviceWorker.register = (url, options) => register(policy.createScriptURL(String(url)), options);
}

/** A back end in this page's memory, behind msw's service worker: all is forgotten when the page is left. */
export async function startMock(): Promise<void> {
  const now = new Date();
  const { agency, files } = await memoryContent(
    housing(now),
    now,
    async (source) => new Uint8Array(await (await fetch(source)).arrayBuffer()),
  );
  const serve = serveBackend(memoryBackend({ agencies: [agency], calendar: productionCalendar }), (id, fileId) => {
    const file = id === agency.agency.id ? files.get(fileId) : undefined;
    return file ? new Response(file.bytes, { headers: { 'Content-Type': file.mediaType } }) : null;
  });
  letWorkerIn();
  const worker = setupWorker(http.all('*/api/*', ({ request }) => serve(request)));
  await worker.start({ serviceWorker: { url: script }, onUnhandledFrame: 'bypass', quiet: true });
}
