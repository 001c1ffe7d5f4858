import type { Case, CaseEvent } from '../../contract/case.ts';
import type { File } from '../../contract/common.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import type { CaseAction } from './actions.ts';
import type { FileFormat } from '../files/formats.ts';

/* Files of a case: they stand in what happened, and nowhere else. */

/** A file that was uploaded, checked and kept. */
export interface KeptFile {
  id: string;
  /** As its sender named it. */
  name: string;
  format: FileFormat;
  mediaType: string;
  /** Bytes. */
  size: number;
}

/** What addresses of the files of an agency's cases begin with, for their clients. */
export const caseFileRoot = (agency: string): string => `/api/v1/agencies/${agency}/case/files/`;

/** The same as its case shows it: under an address that needs the code of the case, and doesn't hold it. */
export const caseFile = (agency: string, { id, name, format, mediaType, size }: KeptFile): File => ({
  ...{ id, format, mediaType, size },
  title: { ru: name },
  language: 'ru',
  url: caseFileRoot(agency) + id,
});

/** An action with files as they are kept, where it names them by the ids that content gave them. */
export const withKeptFiles = (action: CaseAction, kept: ReadonlyMap<string, File>): CaseAction =>
  action.type === 'draft'
    ? { ...action, draft: { ...action.draft, files: action.draft.files.map((file) => kept.get(file.id) ?? file) } }
    : action;

/** A case just opened, with the files that its request came with. */
export const withFiles = (opened: CaseRecord, files: readonly File[]): CaseRecord => ({
  ...opened,
  timeline: opened.timeline.map((event) =>
    event.type === 'received' && files.length > 0 ? { ...event, files: [...files] } : event,
  ),
});

/** What came from the client with an event. */
function sentWith(event: CaseEvent): readonly File[] {
  switch (event.type) {
    case 'received':
    case 'clarified':
    case 'files_added':
      return event.files ?? [];
    default:
      return [];
  }
}

/** What was decided, with the signatures of it. */
function decidedWith(event: CaseEvent): readonly File[] {
  const signed = ({ files, signatures = [] }: { files: File[]; signatures?: File[] | undefined }): File[] => [
    ...files,
    ...signatures,
  ];
  switch (event.type) {
    case 'answered':
      return signed(event.answer);
    case 'partial':
      return signed(event.partial);
    case 'refused':
      return signed(event.refusal);
    default:
      return [];
  }
}

/** Files that the client sent: with the request, with a clarification, or afterwards. In the order in which they came. */
export const sentFilesOf = ({ timeline }: Pick<Case, 'timeline'>): File[] => timeline.flatMap(sentWith);

/** All files that a case shows its client, of decisions too: what its code opens, and nothing else of the case's files. */
export const filesOf = ({ timeline }: Pick<Case, 'timeline'>): File[] =>
  timeline.flatMap((event) => [...sentWith(event), ...decidedWith(event)]);
