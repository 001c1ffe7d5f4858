import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { codeOfKey } from '@otklik/server/consultations/codes.js';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import type { RouteContext } from '@otklik/server/http/routes.js';
import type { StartOptions } from '@otklik/server/start.js';
import { housing, type Demonstration } from './content/index.ts';
import { demoSite } from './site.ts';

/** The whole demonstration: the back end with the agency's own pages, and a portal that embeds its widgets. */
export function demonstration(now: Date): StartOptions & {
  content: Demonstration[];
  register: (app: FastifyInstance, context: RouteContext) => Promise<void>;
} {
  const content = housing(now);
  return {
    content: [content],
    assets: fileURLToPath(new URL('../packages/widgets/dist/v1', import.meta.url)),
    pages: [
      { title: 'Portal', path: '/' },
      { title: 'Hosted pages', path: '/housing/publications' },
      { title: 'Case codes', path: '/demo/case.html' },
      { title: 'Themes', path: '/demo/themes.html' },
    ],
    register: async (app, context) => {
      const { services, publicUrl } = context;
      await app.register(async (scope) => hostedPages(scope, context));
      const codes = content.cases
        // What is for internal clients isn't shown to the public, not even that it exists.
        .filter(({ consultation }) => consultation.audience !== 'internal')
        .map(({ key, status, about }) => ({
          status,
          about: about.ru,
          code: codeOfKey(services.keys, content.agency.id, key),
        }));
      await app.register(demoSite({ origin: publicUrl ?? undefined, codes }));
    },
  };
}
