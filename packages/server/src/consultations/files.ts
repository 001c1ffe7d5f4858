import type { File, Language, LocalizedText } from '@otklik/core/contract/common.js';
import { caseFile, caseFileRoot } from '@otklik/core/domain/consultations/case-files.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import type { Db, Tx } from '../database/open.ts';
import { claimFiles, type StoredFile } from '../files/files.ts';
import { insertFile } from '../files/store.ts';
import type { Services } from '../services.ts';

type Needs = Pick<Services, 'keys' | 'now' | 'fileLimits'>;

/** Who brought a file, and how it is called. */
interface CaseFile {
  party: 'client' | 'staff';
  title: LocalizedText;
  language: Language;
}

/** As events keep it: under the address by which the client fetches it. */
const fileOf = (agency: string, file: StoredFile, { title, language }: CaseFile): File => ({
  ...caseFile(agency, file),
  ...{ title, language },
});

async function insertCaseFile(
  tx: Tx,
  consultation: string,
  file: string,
  { party, title, language }: CaseFile,
  moment: Date,
): Promise<void> {
  await tx
    .insertInto('case_files')
    .values({ file, consultation, party, title: JSON.stringify(title), language, added_at: moment })
    .execute();
}

/**
 * Takes over what the client uploaded for a case whose row is locked, or new.
 * @throws BackendError fields_invalid: `files…`
 */
export async function takeClientFiles(
  services: Needs,
  tx: Tx,
  agency: string,
  consultation: string,
  uploads: readonly UploadName[],
  moment: Date,
): Promise<File[]> {
  const taken = await claimFiles(services, tx, agency, uploads, { consultation });
  const files: File[] = [];
  for (const file of taken) {
    const named: CaseFile = { party: 'client', title: { ru: file.name }, language: 'ru' };
    await insertCaseFile(tx, consultation, file.id, named, moment);
    files.push(fileOf(agency, file, named));
  }
  return files;
}

/** Lays a file of the staff's beside a case. @throws BackendError fields_invalid: `files.0` */
export async function takeStaffFile(
  services: Needs,
  tx: Tx,
  agency: string,
  consultation: string,
  upload: UploadName,
  named: Omit<CaseFile, 'party'>,
  moment: Date,
): Promise<File | undefined> {
  const [file] = await claimFiles(services, tx, agency, [upload], { answer: consultation });
  if (!file) return undefined;
  await insertCaseFile(tx, consultation, file.id, { ...named, party: 'staff' }, moment);
  return fileOf(agency, file, { ...named, party: 'staff' });
}

/** Lays a file that content brings beside a case, without an upload. */
export async function layStaffFile(
  tx: Tx,
  agency: string,
  consultation: string,
  { name, bytes, ...about }: Pick<StoredFile, 'name' | 'format' | 'mediaType' | 'digest'> & { bytes: Buffer },
  named: Omit<CaseFile, 'party'>,
  moment: Date,
): Promise<File> {
  const stored = await insertFile(tx, agency, { name, ...about }, bytes, { answer: consultation }, moment);
  await insertCaseFile(tx, consultation, stored.id, { ...named, party: 'staff' }, moment);
  return fileOf(agency, stored, { ...named, party: 'staff' });
}

export interface ListedFile {
  party: 'client' | 'staff';
  file: File;
}

/** All files of a case, in the order in which they came. */
export async function listCaseFiles(db: Db, agency: string, consultation: string): Promise<ListedFile[]> {
  const rows = await db
    .selectFrom('case_files')
    .innerJoin('files', 'files.id', 'case_files.file')
    .select(['files.id', 'format', 'media_type', 'size', 'name', 'digest'])
    .select(['party', 'title', 'language'])
    .where('consultation', '=', consultation)
    .orderBy('position')
    .execute();
  return rows.flatMap(({ party, title, language, media_type, format, digest, ...file }) =>
    format && media_type && digest
      ? [
          {
            party,
            file: fileOf(agency, { ...file, format, digest, mediaType: media_type }, { party, title, language }),
          },
        ]
      : [],
  );
}

/** The same addresses for staff, wherever files stand in something that is shown to them. */
export function withStaffAddresses<T>(value: T, agency: string, consultation: string): T {
  const clientRoot = caseFileRoot(agency);
  const staffRoot = `/api/v1/staff/agencies/${agency}/consultations/${consultation}/files/`;
  const turn = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(turn);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        name,
        name === 'url' && typeof inner === 'string' && inner.startsWith(clientRoot)
          ? staffRoot + inner.slice(clientRoot.length)
          : turn(inner),
      ]),
    );
  };
  return turn(value) as T;
}
