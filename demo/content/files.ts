import type { FileContent } from '@otklik/core/backend/content.js';
import type { File } from '@otklik/core/contract/common.js';
import { caseFileRoot } from '@otklik/core/domain/consultations/case-files.js';
import { agency } from './agency.ts';
import { t } from './text.ts';

/** Media types of the demonstration's files, by the ending of their names. */
const formats = {
  csv: { mediaType: 'text/csv; charset=utf-8', format: 'CSV' },
  txt: { mediaType: 'text/plain; charset=utf-8', format: 'TXT' },
  pdf: { mediaType: 'application/pdf', format: 'PDF' },
} as const;

/** A file of the folder `files`; its id is its name without the ending, dots as dashes. All are in Russian. */
export function file(name: `${string}.${keyof typeof formats}`, ru: string, en: string): FileContent {
  const dot = name.lastIndexOf('.');
  return {
    id: name.slice(0, dot).toLowerCase().replaceAll('.', '-'),
    title: t(ru, en),
    ...formats[name.slice(dot + 1) as keyof typeof formats],
    language: 'ru',
    source: new URL(`./files/${name}`, import.meta.url),
  };
}

/** A file of a case as its answer names it; its size is filled in when it is read. */
export const named = ({ source: _, ...about }: FileContent): File => ({
  ...about,
  size: 0,
  url: caseFileRoot(agency.id) + about.id,
});
