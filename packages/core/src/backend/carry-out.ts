import type { UploadName } from '../contract/uploads.ts';
import type { ActName, ActValues } from '../domain/consultations/case-form.ts';
import { BackendError } from './error.ts';
import type { CasePort, ReadCase } from './port.ts';

type ActMethod = 'clarifyCase' | 'addCaseFiles' | 'bookVisit' | 'cancelVisit' | 'withdrawCase' | 'setNotices';

const methods: Record<ActName, ActMethod> = {
  clarify: 'clarifyCase',
  add_files: 'addCaseFiles',
  visit: 'bookVisit',
  callback: 'bookVisit',
  cancel_visit: 'cancelVisit',
  withdraw: 'withdrawCase',
  notices: 'setNotices',
};

/** Whether the back end knows how to do it. */
export const canCarryOut = (backend: Partial<CasePort>, name: ActName): boolean => !!backend[methods[name]];

/**
 * Does what a client asks for with the form of a case.
 * @throws BackendError as the methods of the port do; `fields_invalid` where files are to be added and there are none
 */
export async function carryOut(
  backend: Pick<CasePort, ActMethod>,
  {
    agency,
    code,
    name,
    value,
    files,
  }: { agency: string; code: string; name: ActName; value: ActValues; files: UploadName[] },
): Promise<ReadCase> {
  switch (name) {
    case 'clarify':
      return backend.clarifyCase(agency, code, { text: value('text'), ...(files.length > 0 && { files }) });
    case 'add_files':
      if (!files.length) throw new BackendError('fields_invalid', {}, [{ path: 'files', code: 'noFiles', params: {} }]);
      return backend.addCaseFiles(agency, code, { files });
    case 'visit':
    case 'callback':
      return backend.bookVisit(agency, code, { slot: value('slot') });
    case 'cancel_visit':
      return backend.cancelVisit(agency, code);
    case 'withdraw':
      return backend.withdrawCase(agency, code);
    case 'notices': {
      const email = value('by') === 'email' && value('email').trim();
      return backend.setNotices(agency, code, { by: value('by') as 'email', ...(email && { email }) });
    }
  }
}
