import type { FastifyReply } from 'fastify';

export interface SentFile {
  bytes: Buffer;
  /** SHA-256 of the bytes: names them for caches. */
  digest: Buffer;
  mediaType: string;
  /** What whoever saves it finds it by, with its extension. */
  name: string;
  /** The same in ASCII, for what can't read the other. */
  plainName: string;
  /** Of what it says, if known. */
  language?: string;
}

/** As in a header's extended value: RFC 8187, section 3.2.1. */
const extended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`);

/** A name that every system can save under; its extension stays. */
function savable(name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(name) ?? [];
  const clean = stem.replace(/[/\\:*?"<>|\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ').trim();
  // By characters: half of one can't be written into a header.
  return ([...clean].slice(0, 120).join('') || 'file') + extension;
}

/** RFC 6266. */
const disposition = ({ name, plainName }: SentFile): string =>
  `attachment; filename="${plainName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${extended(savable(name))}`;

const typeOf = (mediaType: string): string =>
  mediaType.startsWith('text/') && !mediaType.includes('charset') ? `${mediaType}; charset=utf-8` : mediaType;

/**
 * Sends a file to be saved, never to be run: by its own type and no guessed one (`nosniff` stands on
 * every answer). Opened in place after all, it can neither run nor load anything. The route says
 * what caches may do, and is registered with `compress: false`; whoever may keep the bytes and has
 * them already gets 304 (http/etag.ts).
 */
export function sendFile(reply: FastifyReply, file: SentFile): Buffer {
  const { bytes, digest, mediaType, language } = file;
  void reply.headers({
    ETag: `"${digest.toString('base64url')}"`,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'Content-Type': typeOf(mediaType),
    'Content-Length': bytes.length,
    'Content-Disposition': disposition(file),
    ...(language && { 'Content-Language': language }),
  });
  return bytes;
}
