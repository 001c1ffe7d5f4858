import type { FastifyInstance } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import { bodyLimit } from '@otklik/core/backend/memory/serve.js';

/** Bytes beyond the limit that are still read, so that the sender gets to read the answer; then the line is cut. */
const patience = 8_000_000;

async function readAll(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    if (size > patience) break;
  }
  if (size > limit) throw new BackendError('body_too_large', { max: limit });
  return Buffer.concat(chunks);
}

/** JSON in UTF-8 and nothing else is taken as a body. */
export function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    async (_request: unknown, stream: AsyncIterable<Buffer>): Promise<unknown> => {
      const bytes = await readAll(stream, bodyLimit);
      try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      } catch {
        throw new BackendError('body_not_json');
      }
    },
  );
}

/** Bytes of this media type are taken as a body, up to `limit`, as they are. */
export function takeBytes(app: FastifyInstance, mediaType: string, limit: number): void {
  app.addContentTypeParser(mediaType, async (_request: unknown, stream: AsyncIterable<Buffer>) =>
    readAll(stream, limit),
  );
}
