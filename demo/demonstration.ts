import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { codeOfKey } from '@otklik/server/consultations/codes.js';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import type { RouteContext } from '@otklik/server/http/routes.js';
import { offerMissing } from '@otklik/server/slots/rules.js';
import type { StartOptions } from '@otklik/server/start.js';
import { agency } from './content/agency.ts';
import { housing, type Demonstration } from './content/index.ts';
import { slots } from './content/slots.ts';
import { demoSite } from './site.ts';

const hour = 3_600_000;

/** Times for visits and calls never run out: those that are missing are added at each start, and while it runs. */
async function offerTimes(app: FastifyInstance, { services, now }: RouteContext): Promise<void> {
  const offer = (): Promise<void> => offerMissing(services, agency.id, slots(now()));
  await offer();
  // A time that can't be added now is added an hour later.
  const timer = setInterval(() => void offer().catch(() => undefined), hour);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

/** The whole demonstration: the back end with the agency's own pages, and a portal that embeds its widgets. */
export function demonstration(now: Date): StartOptions & {
  content: Demonstration[];
  register: (app: FastifyInstance, context: RouteContext) => Promise<void>;
} {
  const content = housing(now);
  const assets = fileURLToPath(new URL('../packages/widgets/dist/v1', import.meta.url));
  return {
    content: [content],
    assets,
    pages: [
      { title: 'Portal', path: '/' },
      { title: 'Hosted pages', path: '/housing/publications' },
      { title: 'Case codes', path: '/demo/case.html' },
      { title: 'Themes', path: '/demo/themes.html' },
      { title: 'Code for your site', path: '/demo/configurator.html' },
    ],
    register: async (app, context) => {
      const { services, publicUrl } = context;
      await offerTimes(app, context);
      await app.register(async (scope) => hostedPages(scope, context));
      const codes = content.cases
        // What is for internal clients isn't shown to the public, not even that it exists.
        .filter(({ consultation }) => consultation.audience !== 'internal')
        .map(({ key, status, about }) => ({
          status,
          about: about.ru,
          code: codeOfKey(services.keys, content.agency.id, key),
        }));
      await app.register(demoSite({ origin: publicUrl ?? undefined, codes, assets }));
    },
  };
}
