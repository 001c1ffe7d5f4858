import { fileURLToPath } from 'node:url';
import type { Listening } from '../support/listen.ts';
import { bundle, serve } from '../support/pages.ts';

/** A site whose page has examples of all widgets (examples.page.ts). */
export async function examplesSite(): Promise<Listening> {
  const scripts = await bundle('examples', fileURLToPath(new URL('examples.page.ts', import.meta.url)));
  return serve(({ pathname }) => {
    if (pathname === '/')
      return {
        body: '<!doctype html><html lang="ru"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Примеры</title><script type="module" src="/examples.js"></script><body></body></html>',
      };
    const script = scripts.get(pathname);
    return script === undefined ? null : { body: script };
  });
}
