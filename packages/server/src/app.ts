import compress from '@fastify/compress';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { openApiDocument } from '@otklik/core/contract/openapi.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import type { CalendarDay } from '@otklik/core/domain/calendar.js';
import { fileLimits, type FileLimits } from '@otklik/core/domain/files/limits.js';
import { sql } from 'kysely';
import widgetsFile from '@otklik/widgets/package.json' with { type: 'json' };
import packageFile from '../package.json' with { type: 'json' };
import { agencyRoutes } from './agencies/routes.ts';
import { serverBackend } from './backend.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { caseAttempts } from './consultations/attempts.ts';
import { deskRoutes } from './consultations/desk/routes.ts';
import { consultationRoutes } from './consultations/routes.ts';
import { routingRoutes } from './consultations/routing/routes.ts';
import { uploadRoutes } from './files/routes.ts';
import { openUploads } from './files/uploads.ts';
import { readContentVersions } from './content/versions.ts';
import { filingBrake, filingPace, type FilingPace } from './consultations/brake.ts';
import type { Database } from './database/open.ts';
import { writeAnswers } from './http/answers.ts';
import { serveAssets } from './http/assets.ts';
import { apiPrefix } from './http/endpoint.ts';
import { internalRequests, plainAddress } from './http/audience.ts';
import { takeJson } from './http/body.ts';
import { tellChanges } from './http/changes.ts';
import { tagAnswers } from './http/etag.ts';
import { freshness } from './http/freshness.ts';
import { openToPages, safeHeaders, secureHeaders } from './http/headers.ts';
import { keepAnswers } from './http/kept.ts';
import { logRequests } from './http/log.ts';
import { cutOffSlow, formPatience } from './http/patience.ts';
import { refuseConnection, sendUnknown, tellProblems } from './http/problems.ts';
import type { RouteContext } from './http/routes.ts';
import type { Keys } from './keys/open.ts';
import { openDataRoutes } from './open-data/routes.ts';
import { feedRoutes } from './publications/feeds/routes.ts';
import { publicationRoutes } from './publications/routes.ts';
import { versionRoutes } from './publications/versions/routes.ts';
import type { Services } from './services.ts';
import { slotRoutes, slotStaffRoutes } from './slots/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { surveyDefinitionRoutes } from './surveys/definitions/routes.ts';
import { boxes } from './surveys/boxes.ts';
import { ballotLimiter, ballotPace, type BallotPace } from './surveys/limiter.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { surveyTextRoutes } from './surveys/texts/routes.ts';
import { touchpointRoutes } from './touchpoints/routes.ts';
import { touchpointVersionRoutes } from './touchpoints/versions/routes.ts';

export const version: string = packageFile.version;
/** Of the widgets' files that are served, `1.2.3`. */
export const widgetsVersion: string = widgetsFile.version;

export interface AppOptions {
  database: Database;
  keys: Keys;
  now?: () => Date;
  calendar?: readonly CalendarDay[];
  /** CIDR networks whose requests see what is for internal clients. Default: none. */
  internalNetworks?: readonly string[];
  /** Origins whose pages, opened in those networks, may embed it. Default: the back end's own alone. */
  internalOrigins?: readonly string[];
  /** Where the public reaches this back end, `https://otklik.example.gov`. */
  publicUrl?: string | null;
  /** Addresses or networks whose X-Forwarded-For is believed. Default: none. */
  trustedProxies?: readonly string[];
  /** Folder with the widgets' built files, served at /v1/ and under their version. */
  assets?: string;
  /** Folder with the files of earlier versions, each in a folder `v1.2.3`. */
  versions?: string;
  /** Pages beside the API: those of the back end itself, the demonstration. */
  register?: (app: FastifyInstance, context: RouteContext) => Promise<void>;
  /** A page for an address outside of /api that nothing answers to. Default: problem details. */
  notFound?: (request: FastifyRequest, reply: FastifyReply) => unknown;
  /** Gets one line for each request, but for those of surveys. Default: none is written. */
  log?: (line: string) => void;
  /** Gets every route as it is registered, as Fastify writes it: `GET /api/v1/agencies/:agency`. */
  onRoute?: (route: string) => void;
  /** Gets what is our own fault, without anybody's data. */
  report?: (line: string) => void;
  /** Called after each request that may have changed something: somebody may have to be told. */
  changed?: () => void;
  /** For how long the database isn't asked again whether the content has changed, ms. Another process's change may be seen so much later. */
  contentFor?: number;
  /** What files may cost, where it differs from core's limits. */
  fileLimits?: Partial<FileLimits>;
  /** How fast one network may file, where it differs from the default. */
  filing?: Partial<FilingPace>;
  /** How many ballots are taken in, and for how much work, where it differs from the default. */
  ballots?: Partial<BallotPace>;
  /** How long a request may take to come in, headers and body, ms: who sends slower is cut off. Default: a minute. A form with files has longer. */
  requestTimeout?: number;
  /** How wrong case codes are slowed down, ms; tests wait for nothing. */
  delay?: (ms: number) => Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function contextOf(options: AppOptions, report: (line: string) => void): RouteContext {
  const {
    database,
    keys,
    now = () => new Date(),
    calendar = productionCalendar,
    delay = wait,
    publicUrl = null,
  } = options;
  const services: Services = {
    database,
    keys,
    now,
    calendar,
    attempts: caseAttempts(now, delay),
    filings: filingBrake(now, { ...filingPace, ...options.filing }),
    signIns: caseAttempts(now, delay),
    ballots: ballotLimiter(now, { ...ballotPace, ...options.ballots }),
    boxes: boxes(),
    report,
    fileLimits: { ...fileLimits, ...options.fileLimits },
  };
  const isInternal = internalRequests({
    networks: options.internalNetworks ?? [],
    origins: [...(publicUrl ? [publicUrl] : []), ...(options.internalOrigins ?? [])],
  });
  const callerOf: RouteContext['callerOf'] = (request) => ({
    internal: isInternal(request),
    address: plainAddress(request.ip),
  });
  const uploads = openUploads(now, services.fileLimits);
  const backendFor: RouteContext['backendFor'] = (request) => serverBackend(services, callerOf(request));
  return { services, callerOf, backendFor, now, uploads, publicUrl };
}

async function api(app: FastifyInstance, context: RouteContext): Promise<void> {
  await openToPages(app);
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip', 'identity'] });
  takeJson(app);
  writeAnswers(app);
  app.setNotFoundHandler(sendUnknown);
  for (const routes of [
    agencyRoutes,
    publicationRoutes,
    touchpointRoutes,
    uploadRoutes,
    consultationRoutes,
    slotRoutes,
    surveyRoutes,
    openDataRoutes,
  ])
    routes(app, context);
  const description = openApiDocument(version);
  app.get('/openapi.json', async () => description);
}

/** The API of the staff: by session, for pages of the own origin alone. */
async function staffApi(app: FastifyInstance, context: RouteContext): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' });
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip', 'identity'] });
  takeJson(app);
  writeAnswers(app);
  for (const routes of [
    staffRoutes,
    versionRoutes,
    touchpointVersionRoutes,
    deskRoutes,
    slotStaffRoutes,
    calendarRoutes,
    routingRoutes,
    surveyDefinitionRoutes,
    surveyTextRoutes,
  ])
    routes(app, context);
}

/** What public reads answer is kept, in memory here and by its tag elsewhere. */
function rememberAnswers(app: FastifyInstance, context: RouteContext, { contentFor = 250 }: AppOptions): void {
  const { services, callerOf, now, publicUrl } = context;
  const fresh = freshness(async () => readContentVersions(services.database.db, now()), contentFor);
  keepAnswers(app, { fresh, now, publicUrl, isInternal: (request) => callerOf(request).internal });
  tagAnswers(app);
}

/** For whoever watches over the process: it lives; it can serve. */
function health(app: FastifyInstance, { services }: RouteContext): void {
  app.get('/healthz', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    void reply.header('Cache-Control', 'no-store');
    await sql`select 1`.execute(services.database.db);
    return { status: 'ready' };
  });
}

/** The whole back end as a value: it listens nowhere until told to, and can be asked in process. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { trustedProxies = [], requestTimeout = 60_000, report = (line: string) => console.error(line) } = options;
  const app = fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Of the slowest route; `cutOffSlow` is stricter.
    requestTimeout: Math.max(requestTimeout, formPatience),
    http: {
      // On any line they come before the files that a form needs so much longer for.
      headersTimeout: requestTimeout,
      // Node looks every half a minute: too seldom for a time as short as ours.
      connectionsCheckingInterval: Math.min(15_000, requestTimeout / 2),
    },
    routerOptions: { maxParamLength: 500 },
    // A path that can't be decoded.
    frameworkErrors: (_error, request, reply) =>
      void sendUnknown(request as FastifyRequest, (reply as FastifyReply).headers(safeHeaders)),
    clientErrorHandler: refuseConnection,
  });
  const { onRoute } = options;
  if (onRoute) app.addHook('onRoute', ({ method, url }) => [method].flat().forEach((one) => onRoute(`${one} ${url}`)));
  const context = contextOf(options, report);
  cutOffSlow(app, requestTimeout);
  secureHeaders(app);
  tellProblems(app, report);
  app.setNotFoundHandler(options.notFound ?? sendUnknown);
  if (options.log) logRequests(app, options.log);
  if (options.changed) tellChanges(app, options.changed);
  rememberAnswers(app, context, options);
  health(app, context);
  await app.register(async (scope) => api(scope, context), { prefix: apiPrefix });
  await app.register(async (scope) => staffApi(scope, context), { prefix: apiPrefix });
  await app.register(async (scope) => feedRoutes(scope, context));
  const { assets, versions: kept, register } = options;
  if (assets)
    await app.register(async (scope) => serveAssets(scope, { current: assets, version: widgetsVersion, kept }));
  if (register) await app.register(async (scope) => register(scope, context));
  await app.ready();
  return app;
}
