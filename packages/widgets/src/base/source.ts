import type { Backend } from '@otklik/core/backend/port.js';
import type { Connection } from './element.ts';

type Method = (...asked: unknown[]) => Promise<unknown>;

/** A file of the host's own site as the back end; what reads it comes when it is asked for the first time. */
export const sourceOf = (load: () => Promise<Partial<Backend>>, rest?: Connection | null): Connection => ({
  agency: '',
  audience: 'external',
  origin: '',
  ...rest,
  backend: new Proxy({} as Backend, {
    get:
      (_, name): Method =>
      async (...asked) =>
        ((await load()) as Record<string | symbol, Method | undefined>)[name]?.(...asked),
  }),
});
