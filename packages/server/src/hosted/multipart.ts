import type { IncomingHttpHeaders } from 'node:http';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { BackendError } from '@otklik/core/backend/error.js';
import { fieldsBody, type FormBody } from './form-body.ts';

/** What a body of a form with files may hold. Bytes. */
export interface FormLimits {
  /** Of all names and texts together. */
  text: number;
  /** Of one file; of a larger one nothing is kept. */
  file: number;
  /** Of the whole body. */
  body: number;
}

/** A file that a form brought. */
export interface FormFile {
  /** As its sender named it, without folders. */
  name: string;
  /** null: larger than a file may be. */
  bytes: Buffer | null;
}

/** Bytes beyond the limit that are still read, so that the sender gets to read the answer; then the line is cut. */
const patience = 8_000_000;
const most = { fields: 200, files: 50, parts: 250, headerPairs: 20, fieldNameSize: 200 };

/**
 * Reads a form's body in `multipart/form-data` (RFC 7578). Each file is handed to `take` before the
 * next is read, so that there is never more than about one in memory; with it goes what stood before it.
 * `fields` gets all others as they are read: it holds what had come when the rest is refused.
 * @throws BackendError body_too_large {max}, body_not_json for what is no such form or breaks off
 */
export async function readMultipart(
  stream: AsyncIterable<Buffer>,
  headers: IncomingHttpHeaders,
  limits: FormLimits,
  take: (file: FormFile, before: FormBody) => Promise<void>,
  fields: [string, string][] = [],
): Promise<FormBody> {
  const body = fieldsBody(fields);
  let failure: BackendError | undefined;
  const tooLarge = (max: number): void => void (failure ??= new BackendError('body_too_large', { max }));
  const broken = (): void => void (failure ??= new BackendError('body_not_json'));
  let text = 0;
  let taken: Promise<void> = Promise.resolve();
  const parser = parserOf(headers, limits);
  parser.on('field', (named: string | undefined, value, _cut, truncated) => {
    // Of a part without a name the parser says so, against its types.
    const name = named ?? '';
    text += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (truncated || text > limits.text) tooLarge(limits.text);
    else fields.push([name, value]);
  });
  parser.on('file', (_field, file, name) => {
    const chunks: Buffer[] = [];
    const before = fieldsBody([...fields]);
    file.on('data', (chunk: Buffer) => {
      if (!failure) chunks.push(chunk);
    });
    file.on('error', broken);
    file.on('limit', () => (chunks.length = 0));
    file.on('end', () => {
      const bytes = file.truncated ? null : Buffer.concat(chunks.splice(0));
      // A control that nothing was chosen in sends a file without a name.
      if (name && !failure) taken = taken.then(() => take({ name, bytes }, before));
    });
  });
  for (const event of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
    parser.on(event, () => tooLarge(limits.body));
  const finished = new Promise<void>((done) => {
    parser.on('finish', done);
    parser.on('error', () => {
      broken();
      done();
    });
  });
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limits.body) tooLarge(limits.body);
    if (size > limits.body + patience) break;
    if (failure) continue;
    await Promise.race([new Promise<void>((done) => parser.write(chunk, () => done())), finished]);
    // A file is taken in before more is read.
    await taken;
  }
  if (failure) {
    parser.destroy();
    throw failure;
  }
  parser.end();
  await finished;
  await taken;
  // Told meanwhile by the parser.
  if (failure) throw failure as BackendError;
  return body;
}

function parserOf(headers: IncomingHttpHeaders, { text, file }: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
      limits: { ...most, fieldSize: text, fileSize: file },
      isPartAFile: (_field, _type, name) => name !== undefined,
    });
  } catch {
    // No boundary.
    throw new BackendError('body_not_json');
  }
}
