import { bodyLimit } from '@otklik/core/backend/memory/serve.js';
import { csvType } from '@otklik/core/contract/staff/touchpoints.js';
import type { FastifyInstance } from 'fastify';
import { requireAgency } from '../../agencies/port.ts';
import { takeBytes } from '../../http/body.ts';
import type { RouteContext, Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import { versionNumber } from '../../publications/versions/reads.ts';
import { listOfCsv, sendList } from './file.ts';
import { audienceOf, changeList, listVersions, readVersion, requireList } from './rules.ts';

type Params = Readonly<Record<string, string>>;

/** The list and version that an address names. @throws BackendError touchpoint_list_unknown, version_unknown */
const named = ({ audience, version }: Params) => ({
  audience: audienceOf(audience),
  version: versionNumber(version),
});

/** Lists as files: taken in, and given out. */
function fileRoutes(app: FastifyInstance, context: RouteContext): void {
  const { services } = context;
  const edit = ({ params, revision }: { params: Params; revision: number }) =>
    ({ type: 'edit', version: versionNumber(params.version), revision }) as const;

  staffEndpoint(app, context, 'exportTouchpointVersion', async ({ agency, params, query, reply }) => {
    const { audience, version } = named(params);
    const { timeZone } = await requireAgency(services.database.db, agency);
    const list = await requireList(services, agency, audience, version);
    return sendList(reply, { id: agency, timeZone }, list, query);
  });
  staffEndpoint(app, context, 'importTouchpointJson', async ({ params, query, body, ...worker }) => {
    const { channels, items } = body;
    return changeList(services, worker, audienceOf(params.audience), edit({ params, ...query }), { channels, items });
  });
  // In a scope of its own: nothing else takes CSV.
  void app.register(async (scope) => {
    takeBytes(scope, csvType, bodyLimit);
    staffEndpoint(scope, context, 'importTouchpointCsv', async ({ params, query, request, ...worker }) => {
      const { audience } = named(params);
      return changeList(services, worker, audience, edit({ params, ...query }), listOfCsv(request.body as Buffer));
    });
  });
}

/** Touchpoint lists as staff work on them: prepared by authors, approved by heads. */
export const touchpointVersionRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listTouchpointVersions', async ({ params, ...worker }) =>
    listVersions(services, worker, audienceOf(params.audience)),
  );
  staffEndpoint(app, context, 'createTouchpointVersion', async ({ params, ...worker }) =>
    changeList(services, worker, audienceOf(params.audience), { type: 'renew' }),
  );
  staffEndpoint(app, context, 'readTouchpointVersion', async ({ params, ...worker }) => {
    const { audience, version } = named(params);
    return readVersion(services, worker, audience, version);
  });
  staffEndpoint(app, context, 'changeTouchpointVersion', async ({ params, body, ...worker }) => {
    const { audience, version } = named(params);
    const { revision, ...content } = body;
    return changeList(services, worker, audience, { type: 'edit', version, revision }, content);
  });
  staffEndpoint(app, context, 'submitTouchpointVersion', async ({ params, body, ...worker }) => {
    const { audience, version } = named(params);
    return changeList(services, worker, audience, { type: 'submit', version, ...body });
  });
  staffEndpoint(app, context, 'returnTouchpointVersion', async ({ params, body, ...worker }) => {
    const { audience, version } = named(params);
    return changeList(services, worker, audience, { type: 'return', version, ...body });
  });
  staffEndpoint(app, context, 'approveTouchpointVersion', async ({ params, body, ...worker }) => {
    const { audience, version } = named(params);
    return changeList(services, worker, audience, { type: 'approve', version, ...body });
  });
  fileRoutes(app, context);
};
