import { hash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { dossierOf } from './dossier.ts';
import { cleanName, pathsOf } from './names.ts';
import type { PackedFile } from './parts.ts';

/** A file of the case, under the name that it came with. */
export interface ExportedFile {
  id: string;
  name: string;
  bytes: Uint8Array;
}

/** What `case.json` holds. A change that readers of it must know of gets another `version`. */
export interface CaseJson {
  version: 1;
  /** ISO 8601 in UTC. */
  exportedAt: string;
  agency: { id: string; name: string };
  case: Omit<StaffCase, 'actions' | 'alarms'>;
  /** Where the files are; `files` of the case says what they are. */
  files: PackedFile[];
}

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes);

/** Archives keep local times: that of the agency, on whatever clock this process runs. */
function timeOf(at: Date, timeZone: string): Date {
  const { date, minutes } = localTime(at, timeZone);
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 0, minutes);
}

function jsonOf(
  agency: Agency,
  { actions: _actions, alarms: _alarms, ...found }: StaffCase,
  at: Date,
  files: PackedFile[],
): Buffer {
  const content: CaseJson = {
    version: 1,
    exportedAt: at.toISOString(),
    agency: { id: agency.id, name: agency.name.ru },
    case: found,
    files,
  };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}

/**
 * A case as a ZIP for the agency's document system: `case.json` for programs, `case.pdf` for people,
 * the files, and `SHA256SUMS` of them all. The same input gives the same bytes.
 * @returns it with the name under which to save it
 */
export async function exportCase(input: {
  agency: Agency;
  case: StaffCase;
  files: readonly ExportedFile[];
  at: Date;
}): Promise<{ name: string; bytes: Buffer }> {
  const { agency, case: found, files, at } = input;
  const paths = pathsOf(files);
  const packed = files.map(({ id, bytes }, index): PackedFile => ({
    id,
    path: paths[index] ?? '',
    size: bytes.length,
    sha256: sha256(bytes),
  }));
  // Rarely needed, and large.
  const { paperOf } = await import('./paper.ts');
  const pdf = await paperOf(dossierOf({ agency, case: found, files: packed, at }));
  const json = jsonOf(agency, found, at, packed);
  const sums = [
    `${sha256(json)}  case.json`,
    `${sha256(pdf)}  case.pdf`,
    ...packed.map(({ path, sha256: sum }) => `${sum}  ${path}`),
  ];
  // Pictures and documents are packed already.
  const stored = { level: 0 } as const;
  const content: Zippable = {
    'case.json': json,
    'case.pdf': [pdf, stored],
    ...Object.fromEntries(files.map(({ bytes }, index) => [paths[index] ?? '', [bytes, stored]])),
    SHA256SUMS: Buffer.from(`${sums.join('\n')}\n`),
  };
  // As made by Unix: a file that its owner may write, all may read.
  const bytes = zipSync(content, { mtime: timeOf(at, agency.timeZone), os: 3, attrs: 0o100644 << 16 });
  return {
    name: cleanName(`Запрос ${found.number}.zip`),
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  };
}
