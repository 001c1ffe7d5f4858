import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { problems } from '@otklik/core/contract/problems.js';
import { sendCaseFile } from '../consultations/case-file.ts';
import { readCaseFile } from '../consultations/client.ts';
import { moving } from '../http/assets.ts';
import { encoded } from '../http/encoding.ts';
import { isReading } from '../http/etag.ts';
import { originOf } from '../http/origin.ts';
import { formPatience } from '../http/patience.ts';
import { reported } from '../http/problems.ts';
import type { RouteContext } from '../http/routes.ts';
import { formBody, type FormBody } from './form-body.ts';
import { readForm, type PostedForm } from './form-files.ts';
import { icon, pagePolicy } from './page.ts';
import { casePage } from './case.ts';
import { consultationPage, consultationPost } from './consultation.ts';
import * as pages from './pages.ts';
import type { PageContext, Rendered } from './shown.ts';
import { sheets } from './render.ts';
import { searchEngines } from './sitemap.ts';
import { surveyPage, surveyPost } from './survey.ts';
import { storedPage } from './stored.ts';
import { renderTrouble, troubleOf, type KeptForm } from './trouble.ts';

export type HostedOptions = Pick<
  RouteContext,
  'services' | 'backendFor' | 'callerOf' | 'uploads' | 'now' | 'publicUrl'
>;

type Params = Record<'agency' | 'id', string>;
type Answer = (context: PageContext, request: FastifyRequest) => Promise<Rendered>;

/** Pages that have another language say so in the address; the agency's own is Russian. */
const languageOf = (request: FastifyRequest): 'ru' | 'en' =>
  (request.query as Record<string, string>).lang === 'en' ? 'en' : 'ru';

/** Whether only the element is asked for: `?fragment`, for server-side includes. */
const isFragment = (request: FastifyRequest): boolean =>
  isReading(request.method) && (request.query as Record<string, unknown>).fragment !== undefined;

/** All that came of a form, as fields of a page: files that were taken in by their names, those that weren't are gone. */
function kept(form: (FormBody & Partial<PostedForm>) | undefined): KeptForm | undefined {
  const fields = form?.entries() ?? [];
  if (!fields.length) return undefined;
  const files = form?.files ?? [];
  const known = new Set(fields.filter(([name]) => name === 'upload').map(([, value]) => value));
  const fresh = files.flatMap(({ upload }) => (upload ? [`${upload.id} ${upload.token}`] : []));
  return {
    fields: [...fields, ...fresh.filter((one) => !known.has(one)).map((one): [string, string] => ['upload', one])],
    files: files.some(({ upload }) => !upload),
  };
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, html, personal, retryAfter, fragment, policy = pagePolicy() }: Rendered,
): Promise<FastifyReply> {
  reply.code(status).headers({
    'Content-Type': 'text/html; charset=utf-8',
    // A fragment by itself is nothing: the page that it stands in has a policy of its own.
    ...(fragment
      ? { 'X-Robots-Tag': 'noindex', 'Access-Control-Allow-Origin': '*' }
      : { 'Content-Security-Policy': policy }),
    'Cache-Control': personal ? 'no-store' : fragment ? 'public, max-age=60' : 'no-cache',
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
  // What is kept in memory is compressed there; the rest is here: a page is four times shorter by it, which on a bad line is most of its time.
  return reply.send(request.toKeep ? html : await encoded(request, reply, Buffer.from(html)));
}

/**
 * The agency's own pages, which fallback links lead to: rendered here by the same elements, posting
 * natively, taken over by the browser where it runs JavaScript.
 */
export async function hostedPages(app: FastifyInstance, options: HostedOptions): Promise<void> {
  const { backendFor, now } = options;
  await app.register(formbody, { bodyLimit: 256_000 });
  // Read where it is known what its files are for.
  app.addContentTypeParser('multipart/form-data', (_request, _stream, done) => done(null));
  const { report = () => undefined } = options.services;
  /** Forms as far as they were read, so that none is lost by what fails. */
  const posted = new WeakMap<FastifyRequest, FormBody & Partial<PostedForm>>();
  const formOf = (request: FastifyRequest): Promise<PostedForm> =>
    readForm(options, request, (form) => posted.set(request, form));
  app.setErrorHandler((error, request, reply) => {
    const { code } = reported(report, request, error);
    // Whoever includes it has something to show in its place.
    if (isFragment(request))
      return send(request, reply, { status: problems[code], html: '', personal: true, fragment: true });
    const trouble = troubleOf(code, isReading(request.method));
    const html = renderTrouble(languageOf(request), trouble, kept(posted.get(request)));
    return send(request, reply, { status: problems[code], html, personal: true });
  });

  const handler = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { agency } = request.params as Params;
    const language = languageOf(request);
    const audience = (request.query as Record<string, string>).audience === 'internal' ? 'internal' : 'external';
    const [path = ''] = request.url.split('?');
    const place = isReading(request.method) && { place: { origin: originOf(request, options.publicUrl), path } };
    const context = {
      backend: backendFor(request),
      agency,
      language,
      audience,
      now: now(),
      ...place,
      fragment: isFragment(request),
    } as const;
    const rendered = await answer(context, request);
    // Any page may read a fragment, from a browser's memory too: what the agency's own networks see must not be there.
    const inside = rendered.fragment === true && options.callerOf(request).internal;
    return send(request, reply, inside ? { ...rendered, personal: true } : rendered);
  };
  const page = (path: string, answer: Answer): void => void app.get(`/:agency${path}`, handler(answer));
  /** A page that is the same for everybody. */
  const keptPage = (path: string, answer: Answer): void =>
    void app.get(`/:agency${path}`, { config: { kept: true } }, handler(answer));
  const withFiles = { config: { patience: formPatience } };
  const post = (path: string, answer: Answer, options: RouteShorthandOptions = {}): void =>
    void app.post(`/:agency${path}`, options, handler(answer));
  const id = (request: FastifyRequest): string => (request.params as Params).id;

  searchEngines(app, options);
  app.get('/v1/icon.svg', (_, reply) =>
    reply.type('image/svg+xml').header('Cache-Control', 'max-age=86400').send(icon),
  );
  for (const [path, css] of sheets)
    app.get(path, (_, reply) =>
      reply
        .type('text/css; charset=utf-8')
        // No longer than the scripts that take such a fragment over.
        .headers({ 'Cache-Control': moving, 'Cross-Origin-Resource-Policy': 'cross-origin' })
        .send(css),
    );
  keptPage('/publications', (context, request) => {
    // A name that is given twice comes as a list: of no form of ours.
    const given = Object.entries(request.query as Record<string, unknown>);
    const texts = given.filter((one): one is [string, string] => typeof one[1] === 'string');
    return pages.publicationsPage(context, Object.fromEntries(texts));
  });
  keptPage('/publications/:id', (context, request) => pages.publicationPage(context, id(request)));
  keptPage('/channels', (context) => pages.channelsPage(context));
  page('/consultation', (context, request) => consultationPage(context, request.query as Record<string, string>));
  post('/consultation', async (context, request) => consultationPost(context, await formOf(request)), withFiles);
  page('/case', (context) => casePage(context));
  post('/case', async (context, request) => casePage(context, await formOf(request)), withFiles);
  app.post('/:agency/case/file', async (request, reply) => {
    const { agency } = request.params as Params;
    const form = await formOf(request);
    const read = readCaseCode(form.get('code') ?? '');
    try {
      // What is wrong with a code is told by the page of the case.
      const code = 'code' in read ? read.code : '';
      const caller = options.callerOf(request);
      const file = await readCaseFile({ services: options.services, caller, agency, code }, form.get('id') ?? '');
      return sendCaseFile(reply, file);
    } catch (error) {
      if (!(error instanceof BackendError) || error.code === 'agency_unknown') throw error;
      const answer: Answer = async (context) => ({
        ...(await casePage(context, form)),
        status: problems[error.code as 'file_unknown'],
      });
      return handler(answer)(request, reply);
    }
  });
  page('/survey/:id', (context, request) => surveyPage(context, id(request)));
  post('/survey/:id', (context, request) => {
    const form = formBody(request.body);
    posted.set(request, form);
    return surveyPost(context, id(request), form);
  });
  keptPage('/survey/:id/stored', (context, request) => storedPage(context, options.services.database.db, id(request)));
  keptPage('/results/:id', (context, request) => {
    const { release } = request.query as Record<string, unknown>;
    return pages.resultsPage(context, id(request), typeof release === 'string' ? release : undefined);
  });
}
