import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Language } from '@otklik/core/contract/common.js';
import { csvType, type exportFormats } from '@otklik/core/contract/staff/touchpoints.js';
import { readTouchpointCsv, touchpointCsv } from '@otklik/core/domain/touchpoints/spreadsheet.js';
import { sendFile } from '../../http/send-file.ts';
import type { ListContent, WholeList } from './store.ts';

export interface ExportOptions {
  format: (typeof exportFormats)[number];
  language: Language;
}

/** A version as a file to be saved: what import takes, and, as JSON, otklik-channels. */
export function sendList(
  reply: FastifyReply,
  agency: { id: string; timeZone: string },
  { audience, version, document, channels, items }: WholeList,
  { format, language }: ExportOptions,
): Buffer {
  const text =
    format === 'csv'
      ? touchpointCsv({ channels, items }, language)
      : `${JSON.stringify({ audience, document, timeZone: agency.timeZone, channels, items }, null, 2)}\n`;
  const bytes = Buffer.from(text);
  const name = `touchpoints-${agency.id}-${audience}-${version}.${format}`;
  return sendFile(reply, {
    ...{ bytes, name, plainName: name, digest: createHash('sha256').update(bytes).digest() },
    mediaType: format === 'csv' ? csvType : 'application/json',
  });
}

/** @throws BackendError fields_invalid: by row and column, or of the whole file `encoding` when it isn't UTF-8. */
export function listOfCsv(bytes: Buffer): ListContent {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BackendError('fields_invalid', {}, [{ path: '', code: 'encoding', params: { expected: 'UTF-8' } }]);
  }
  const read = readTouchpointCsv(text);
  if (!read.ok) throw new BackendError('fields_invalid', {}, read.fields);
  return read.value;
}
