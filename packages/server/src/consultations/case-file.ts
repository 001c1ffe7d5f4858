import type { FastifyReply } from 'fastify';
import type { StoredFile } from '../files/files.ts';
import { sendFile } from '../http/send-file.ts';

/** Answers with a file of a case, to be saved under the name that it came with; nobody between keeps it. */
export function sendCaseFile(reply: FastifyReply, file: StoredFile & { bytes: Buffer }): Buffer {
  void reply.header('Cache-Control', 'no-store');
  const { id, name } = file;
  return sendFile(reply, { ...file, name, plainName: `${id}${/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''}` });
}
