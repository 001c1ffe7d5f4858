import { apiRoot } from '@otklik/core/contract/endpoints.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { formatCsv } from '@otklik/core/domain/csv.js';
import { dataSets, type Cell, type Content, type DataSet, type Source } from './sets.ts';

/*
 * Files of open data as the methodical recommendations of the Government Commission for Open
 * Government have them, version 3.0: a list of sets, a passport for each, its data and their
 * structure, with the days of both in the names.
 */

const standard = 'http://opendata.gosmonitor.ru/standard/3.0';

/** RFC 4180, with commas, as the recommendations want it. */
const csv = (rows: readonly (readonly Cell[])[]): Buffer =>
  Buffer.from(
    formatCsv(
      rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
      ',',
    ),
  );

const compact = (day: IsoDate): string => day.replaceAll('-', '');

/** Codes of sets begin with the body's taxpayer number, where it is known. */
const codeOf = ({ agency }: Source, { id }: DataSet): string => `${agency.openData?.taxNumber ?? agency.id}-${id}`;

const folderOf = ({ agency, origin }: Source): string => `${origin}${apiRoot}/agencies/${agency.id}/open-data`;

const structureName = ({ structured }: DataSet): string => `structure-${compact(structured)}`;

const dataName = (set: DataSet, { last }: Content): string =>
  `data-${compact(last ?? set.structured)}-${structureName(set)}`;

export const listFile = (source: Source): Buffer =>
  csv([
    ['property', 'title', 'value', 'format'],
    ['standardversion', 'Версия методических рекомендаций', standard, null],
    ...dataSets.map((set) => [codeOf(source, set), set.title, `${folderOf(source)}/${set.id}/meta.csv`, 'csv']),
  ]);

function passport(set: DataSet, content: Content, source: Source, now: Date): Buffer {
  const { agency } = source;
  const { responsible, phone = agency.phone } = agency.openData ?? {};
  const folder = `${folderOf(source)}/${set.id}`;
  const [data, structure] = [dataName(set, content), structureName(set)];
  const { structured } = set;
  return csv([
    ['property', 'value'],
    ['standardversion', standard],
    ['identifier', codeOf(source, set)],
    ['title', set.title],
    ['description', agency.demonstration ? `${set.description} Демонстрация: данные вымышлены.` : set.description],
    ['creator', agency.name.ru],
    ['created', compact(content.first ?? structured)],
    ['modified', compact(content.last ?? structured)],
    ['subject', set.subject],
    ['format', 'csv'],
    ['provenance', set.provenance],
    // Made from the content of this very moment.
    ['valid', compact(localTime(now, agency.timeZone).date)],
    ['periodicity', set.periodicity],
    ['license', `Бесплатно, для любых законных целей, со ссылкой на источник: ${agency.name.ru}`],
    ['publishername', (responsible ?? agency.name).ru],
    ['publisherphone', phone],
    ['publishermbox', agency.email ?? null],
    [data, `${folder}/${data}.csv`],
    [structure, `${folder}/${structure}.csv`],
  ]);
}

const structureFile = ({ fields }: DataSet): Buffer =>
  csv([
    ['field name', 'english description', 'russian description', 'format'],
    ...fields.map((field) => [field.name, field.en, field.ru, field.format]),
  ]);

/** @returns null for a set or a file that isn't there; data of former days aren't. */
export async function openDataFile(id: string, file: string, source: Source, now: Date): Promise<Buffer | null> {
  const set = dataSets.find((one) => one.id === id);
  if (!set) return null;
  if (file === `${structureName(set)}.csv`) return structureFile(set);
  if (file !== 'meta.csv' && !file.startsWith('data-')) return null;
  const content = await set.read(source);
  if (file === 'meta.csv') return passport(set, content, source, now);
  return file === `${dataName(set, content)}.csv` ? csv([set.fields.map(({ name }) => name), ...content.rows]) : null;
}
