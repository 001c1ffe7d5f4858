import { BackendError } from '@otklik/core/backend/error.js';
import type { File } from '@otklik/core/contract/common.js';
import type { CaseActionInput, DraftInput } from '@otklik/core/contract/staff/cases.js';
import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import type { Tx } from '../../database/open.ts';
import { visitOfSlot } from '../../slots/slots.ts';
import type { CaseContext } from '../acting.ts';
import { listCaseFiles } from '../files.ts';
import { lockCase, type FoundCase } from '../store.ts';
import { readPerson } from './store.ts';

/* What staff send names files, cases and slots; the rules want them whole. */

/** @throws BackendError fields_invalid: file_unknown at `path.N` */
function filesNamed(ids: readonly string[], known: readonly File[], path: string): File[] {
  const wrong = ids.flatMap((id, index) =>
    known.some((file) => file.id === id) ? [] : [{ path: `${path}.${index}`, code: 'file_unknown', params: {} }],
  );
  if (wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);
  return ids.flatMap((id) => known.find((file) => file.id === id) ?? []);
}

const filesOfStaff = async (tx: Tx, agency: string, id: string): Promise<File[]> =>
  (await listCaseFiles(tx, agency, id)).filter(({ party }) => party === 'staff').map(({ file }) => file);

function wholeDraft(input: DraftInput, files: File[]): Draft {
  switch (input.kind) {
    case 'answer':
    case 'partial':
      return { ...input, files };
    case 'refusal':
      return { ...input, given: null, files };
  }
}

const plain = (value: string | null): string => (value ?? '').trim().toLowerCase().replace(/\s+/g, ' ');

/** Whether two cases come from one person: by name, and by a way to reach them that both have. */
async function isSameApplicant(tx: Tx, one: string, other: string): Promise<boolean> {
  const [a, b] = [await readPerson(tx, one), await readPerson(tx, other)];
  if (!a || !b || plain(a.applicant.name) !== plain(b.applicant.name)) return false;
  return (['email', 'phone', 'postalAddress'] as const).some(
    (way) => plain(a.contact[way]) !== '' && plain(a.contact[way]) === plain(b.contact[way]),
  );
}

/**
 * The action as the rules take it; the case is locked.
 * @throws BackendError fields_invalid: files, `into` case_unknown; slot_unknown
 */
export async function wholeAction(
  tx: Tx,
  { agency }: CaseContext,
  { id, record }: FoundCase,
  input: CaseActionInput,
): Promise<CaseAction> {
  switch (input.type) {
    case 'clarify':
      return { ...input, files: [] };
    case 'draft': {
      const known = await filesOfStaff(tx, agency.id, id);
      const draft = wholeDraft(input.draft, filesNamed(input.draft.files, known, 'draft.files'));
      return { type: 'draft', draft, revision: input.revision };
    }
    case 'approve':
    case 'issue': {
      const { signatures: ids, ...same } = input;
      const known = ids.length > 0 ? await filesOfStaff(tx, agency.id, id) : [];
      const signatures = filesNamed(ids, known, 'signatures');
      const foreign = signatures.findIndex(({ format }) => format !== 'SIG' && format !== 'P7S');
      if (foreign >= 0)
        throw new BackendError('fields_invalid', {}, [
          { path: `signatures.${foreign}`, code: 'file_type_unsupported', params: {} },
        ]);
      return { ...same, ...(signatures.length > 0 && { signatures }) };
    }
    case 'redirect':
      return { ...input, portals: input.portals ?? agency.appealPortals };
    case 'merge': {
      // Locked with the case, or an answer could be on its way out meanwhile.
      const into =
        input.into === record.number ? { id, record } : await lockCase(tx, agency.id, { number: input.into });
      if (!into) throw new BackendError('fields_invalid', {}, [{ path: 'into', code: 'case_unknown', params: {} }]);
      return { type: 'merge', into: into.record, sameApplicant: await isSameApplicant(tx, id, into.id) };
    }
    case 'book_visit':
      return { type: 'book_visit', visit: await visitOfSlot(tx, agency.id, input.slot) };
    default:
      return input;
  }
}
