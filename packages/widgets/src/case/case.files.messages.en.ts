import type { ru } from './case.files.messages.ts';

export const en: Record<keyof typeof ru, string> = {
  'caseFile.going': 'Downloading…',
  'caseFile.saved': 'Downloaded: it is among your downloads',
  'caseFile.failed': 'Not downloaded.',
  failed_file_unknown: 'This file is no longer in the request. Open the request again.',
  signatureCheck:
    'To check the signature, download the document and the file of the signature. It can be checked free of charge at e-trust.gosuslugi.ru: choose a document with a detached signature there.',
};
