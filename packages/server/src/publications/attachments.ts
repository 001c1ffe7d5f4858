import type { FastifyReply } from 'fastify';
import { sendFile } from '../http/send-file.ts';
import type { Attachment } from './store.ts';

/** Answers with a file, to be saved under its title, in its own language. */
export function sendAttachment(reply: FastifyReply, file: Attachment): Buffer {
  const { id, title, language, format } = file;
  const ending = /^[A-Za-z0-9]{1,8}$/.test(format) ? `.${format.toLowerCase()}` : '';
  return sendFile(reply, { ...file, name: (title[language] ?? title.ru) + ending, plainName: id + ending });
}
