import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { readAttachment } from './port.ts';
import type { Attachment } from './store.ts';

/** As in a header's extended value: RFC 8187, section 3.2.1. */
const extended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`);

/** A file's name for whoever saves it: its title, in its own language, and what it is (RFC 6266). */
function disposition({ id, title, language, format }: Attachment): string {
  const ending = /^[A-Za-z0-9]{1,8}$/.test(format) ? `.${format.toLowerCase()}` : '';
  const name = (title[language] ?? title.ru)
    .replace(/[/\\:*?"<>|\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 120);
  return `attachment; filename="${id}${ending}"; filename*=UTF-8''${extended(name + ending)}`;
}

const typeOf = (mediaType: string): string =>
  mediaType.startsWith('text/') && !mediaType.includes('charset') ? `${mediaType}; charset=utf-8` : mediaType;

/** Whether a client's copy is the one that we have: RFC 9110, section 13.1.2. */
const matches = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch === '*' || ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

export const publicationRoutes: Routes = (app, { services, backendFor, callerOf }) => {
  endpoint(app, 'listPublications', ({ agency, query, request }) =>
    backendFor(request).listPublications(agency, query),
  );
  endpoint(app, 'readPublication', ({ agency, id, request }) => backendFor(request).readPublication(agency, id));
  endpoint(
    app,
    'readAttachment',
    async ({ agency, id, header, request, reply }) => {
      const file = await readAttachment(services, callerOf(request), agency, id);
      const etag = `"${file.digest.toString('base64url')}"`;
      void reply.headers({
        ETag: etag,
        'Cache-Control': 'no-cache',
        // Opened in place after all, it can neither run nor load anything.
        'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      });
      if (matches(header('If-None-Match'), etag)) {
        return reply.code(304).send() as never;
      }
      void reply.headers({
        'Content-Type': typeOf(file.mediaType),
        'Content-Length': file.bytes.length,
        'Content-Language': file.language,
        'Content-Disposition': disposition(file),
      });
      return file.bytes;
    },
    { compress: false },
  );
};
