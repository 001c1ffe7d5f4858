import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { nameToSend } from '@otklik/core/domain/files/name.js';
import type { PresetUpload } from '@otklik/widgets/base/upload.view.js';
import { appendToUpload, createUpload, dropUpload, nameOfUpload, readUpload } from '../files/uploads.ts';
import { describeError, problemOf } from '../http/problems.ts';
import type { RouteContext } from '../http/routes.ts';
import { fieldsBody, formBody, type FormBody } from './form-body.ts';
import { readMultipart, type FormFile } from './multipart.ts';

/** A form as it was posted, with the files that came with it or with an earlier attempt at it. */
export interface PostedForm extends FormBody {
  files: PresetUpload[];
}

/** Of all texts of a form, bytes: a question of 40,000 letters is read, to be answered with its error. */
const textBytes = 256_000;
/** Of all that is between texts and files. */
const frame = 100_000;

type Context = Pick<RouteContext, 'services' | 'uploads' | 'callerOf'>;

/** The same form posted twice brings the same uploads, so that it stays one case. */
function keyOf(form: FormBody, place: number, name: string, bytes: Buffer): string {
  const given = form.get('idempotencyKey') ?? form.get('code') ?? '';
  const secret = given.length >= 12 ? given : randomBytes(32).toString('hex');
  return createHash('sha256').update(`${secret}\n${place}\n${name}\n`).update(bytes).digest('base64url');
}

/**
 * What a form that a browser posted holds; its files become uploads on the way. `begun` gets the form
 * before it is read, and sees it grow: so what had come isn't lost with the rest.
 * @throws BackendError body_too_large, body_not_json
 */
export async function readForm(
  context: Context,
  request: FastifyRequest,
  begun: (form: PostedForm) => void,
): Promise<PostedForm> {
  const { agency = '' } = request.params as { agency?: string };
  const { limits } = context.uploads;
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
    const form = { ...formBody(request.body), files: [] };
    begun(form);
    return form;
  }
  const fields: [string, string][] = [];
  const fresh: PresetUpload[] = [];
  begun({ ...fieldsBody(fields), files: fresh });
  const body = await readMultipart(
    request.raw,
    request.headers,
    { text: textBytes, file: limits.fileBytes, body: limits.fileBytes * limits.perCase + textBytes + frame },
    async (file, before) => {
      fresh.push(await taken(context, request, agency, file, before, fresh.length));
    },
    fields,
  );
  const kept = await Promise.all(namesIn(body).map((name) => keptFile(context, agency, name)));
  const dropped = new Set(body.entries().flatMap(([name, value]) => (name === 'drop' ? [value] : [])));
  const files: PresetUpload[] = [];
  for (const file of [...kept, ...fresh]) {
    if (file.upload && dropped.has(file.upload.id))
      await dropUpload(context.services, agency, file.upload).catch(() => undefined);
    else files.push(file);
  }
  return { ...body, files };
}

/** Uploads that the form holds of an earlier attempt. */
const namesIn = (form: FormBody): UploadName[] =>
  form
    .entries()
    .filter(([name]) => name === 'upload')
    .slice(0, 20)
    .map(([, value]) => {
      const [id = '', token = ''] = value.split(' ');
      return { id: id.slice(0, 64), token: token.slice(0, 200) };
    });

/** One of them: what it is called only the server says. What belongs to a case by now stays named, for the same form posted again. */
async function keptFile({ services }: Context, agency: string, upload: UploadName): Promise<PresetUpload> {
  const known = await readUpload(services, agency, upload).catch(() => undefined);
  return { name: known?.name ?? '', size: known?.size ?? 0, upload };
}

/** Makes an upload of a file. What is wrong with it stands beside its name. */
async function taken(
  { services, uploads, callerOf }: Context,
  request: FastifyRequest,
  agency: string,
  { name: given, bytes }: FormFile,
  before: FormBody,
  place: number,
): Promise<PresetUpload> {
  const { limits } = uploads;
  const name = nameToSend(given);
  const size = bytes?.length ?? limits.fileBytes;
  try {
    if (namesIn(before).length + place >= limits.perCase) throw new BackendError('fields_invalid', {}, []);
    if (!bytes) throw new BackendError('file_too_large', { max: limits.fileBytes });
    if (!bytes.length) throw new BackendError('file_empty');
    const key = keyOf(before, place, name, bytes);
    const upload = await uploaded(services, uploads, callerOf(request), agency, { name, bytes, key });
    return { name, size, upload };
  } catch (error) {
    const { code, params, fields } = problemOf(error);
    // Not the form's fault: it is shown again with all its texts, whatever else is out of order by then.
    if (code === 'internal') services.report?.(`a file of a form: ${describeError(error)}`);
    const [field] = fields;
    if (code !== 'fields_invalid') return { name, size, problem: { code, params } };
    if (!field) return { name, size, problem: { code: 'too_many', params: { name, max: limits.perCase } } };
    const own = field.code === 'file_type_unsupported' ? field.code : `${field.path}.${field.code}`;
    return { name, size, problem: { code: own, params: field.params } };
  }
}

async function uploaded(
  services: Context['services'],
  uploads: Context['uploads'],
  caller: ReturnType<Context['callerOf']>,
  agency: string,
  { name, bytes, key }: { name: string; bytes: Buffer; key: string },
): Promise<UploadName> {
  let created;
  try {
    created = await createUpload(services, uploads, caller, agency, { name, size: bytes.length }, key);
  } catch (error) {
    // It belongs to a case already: the same form was posted again.
    const before = await nameOfUpload(services, agency, key);
    if (before && error instanceof BackendError && error.code === 'idempotency_conflict') return before;
    throw error;
  }
  const { id, token, partBytes } = created;
  let { offset } = created;
  for (let complete = false; !complete;) {
    const part = bytes.subarray(offset, offset + partBytes.max);
    const after = await appendToUpload(services, uploads, agency, { id, token }, offset, part).catch(
      async (error: unknown) => {
        // The same file came twice at once, or once more: what is there counts.
        const known = await readUpload(services, agency, { id, token });
        if (known.state === 'complete') return known;
        throw error;
      },
    );
    offset = after.offset;
    complete = after.state === 'complete';
  }
  return { id, token };
}
