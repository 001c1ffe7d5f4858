import { check, type Checked } from '../../contract/check.ts';
import type { Language } from '../../contract/common.ts';
import type { FieldError, Params } from '../../contract/problems.ts';
import { touchpointContentSchema, type TouchpointContentInput } from '../../contract/staff/touchpoints.ts';
import type { TouchpointListContent } from '../../contract/touchpoints.ts';
import { formatCsv, fused, parseCsv, type Delimiter } from '../csv.ts';
import { hoursCell, hoursOf } from './spreadsheet.hours.ts';
import {
  choices,
  codeOf,
  columnOf,
  columns,
  wordOf,
  type ChoiceColumn,
  type Column,
  type RowType,
} from './spreadsheet.words.ts';

/** More faults than anybody mends at once are not told. */
const mostFaults = 200;

/** Wider files are none of ours, and would take long to be read. */
const mostColumns = 200;

type Content = Pick<TouchpointListContent, 'channels' | 'items'>;

const isChoice = (path: string): path is ChoiceColumn => path in choices;

/** The text of a cell: what stands at the column's path, in words. */
function cellOf(value: unknown, { path }: Column, language: Language): string {
  if (path === 'hours' || path === 'breaks') return hoursCell(value as never, language);
  if (Array.isArray(value))
    return value.map((one: string) => (isChoice(path) ? wordOf(path, one, language) : one)).join(', ');
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isChoice(path) ? wordOf(path, text, language) : text;
}

const at = (thing: unknown, path: string): unknown =>
  path.split('.').reduce((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], thing);

const rowOf = (type: RowType, thing: object, language: Language): string[] =>
  columns.map((column) =>
    column.only && column.only !== type ? '' : cellOf(at({ ...thing, type }, column.path), column, language),
  );

/** Channels and touchpoints as a CSV file, its words in one language. */
export const touchpointCsv = ({ channels, items }: Content, language: Language): string =>
  formatCsv([
    columns.map(({ title }) => title[language]),
    ...channels.map((channel) => rowOf('channel', channel, language)),
    ...items.map((item) => rowOf('touchpoint', item, language)),
  ]);

/** Collects what is wrong: by cell, the first thing said of it. */
class Faults {
  readonly #found = new Map<string, FieldError & { row: number; column: number }>();

  /** `path` of a column, or what stands in place of one. */
  tell(row: number, path: string, code: string, params: Params = {}): void {
    const key = `rows.${row}.${path}`;
    if (this.#found.has(key)) return;
    const column = columns.findIndex((one) => one.path === path);
    const name = columns[column]?.title.ru ?? path;
    this.#found.set(key, { path: key, code, params: { ...params, row, column: name }, row, column });
  }

  /** In the order of rows and columns. */
  get fields(): FieldError[] {
    return [...this.#found.values()]
      .sort((a, b) => a.row - b.row || a.column - b.column)
      .slice(0, mostFaults)
      .map(({ path, code, params }) => ({ path, code, params }));
  }
}

/** Which column each cell of the first row names; undefined: none. */
function readHeadings(cells: readonly string[], faults: Faults): (Column | undefined)[] {
  if (cells.length > mostColumns) faults.tell(1, `${mostColumns + 1}`, 'too_many', { max: mostColumns });
  const found = cells.slice(0, mostColumns).map(columnOf);
  for (const [index, column] of found.entries()) {
    const heading = cells[index]?.trim() ?? '';
    if (!column && heading) faults.tell(1, heading.slice(0, 100), 'unknown_field');
    if (column && found.indexOf(column) < index) faults.tell(1, column.path, 'twice');
  }
  for (const path of ['type', 'id']) if (!found.some((one) => one?.path === path)) faults.tell(1, path, 'required');
  return found;
}

/** One row's cells by the path of their column; without those that are blank. */
type Cells = ReadonlyMap<string, string>;

function readCells(
  row: number,
  cells: readonly string[],
  headings: readonly (Column | undefined)[],
  faults: Faults,
): Cells {
  const found = new Map<string, string>();
  for (const [index, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const column = headings[index];
    if (column) found.set(column.path, cell);
    else if (index >= headings.length) faults.tell(row, `${index + 1}`, 'unknown_field');
  }
  return found;
}

/** What a row means, as the content's schema takes it; what can't be understood is told, and left out. */
function readRow(row: number, cells: Cells, type: RowType, faults: Faults): unknown {
  for (const { path, only } of columns)
    if (only && only !== type && cells.has(path)) faults.tell(row, path, 'unknown_field');
  const meant = (path: ChoiceColumn, cell: string): string | undefined => {
    const code = codeOf(path, cell);
    if (code === undefined) faults.tell(row, path, 'choice_unknown');
    return code;
  };
  const choice = (path: ChoiceColumn): string | undefined => {
    const cell = cells.get(path);
    return cell === undefined ? undefined : meant(path, cell);
  };
  const parts = (path: string): string[] =>
    (cells.get(path) ?? '')
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter(Boolean);
  const hours = (path: string): unknown => {
    const found = hoursOf(cells.get(path) ?? '');
    if (!found) faults.tell(row, path, 'hours');
    return found ?? [];
  };
  const local = (path: string): unknown => {
    const [ru = '', en] = [cells.get(`${path}.ru`), cells.get(`${path}.en`)];
    return en === undefined ? { ru } : { ru, en };
  };
  const localOrNull = (path: string): unknown =>
    cells.has(`${path}.ru`) || cells.has(`${path}.en`) ? local(path) : null;
  const named = { id: cells.get('id')?.trim(), title: local('title') };
  if (type === 'touchpoint')
    return { ...named, channels: (cells.get('channels') ?? '').split(/[\s,;]+/).filter(Boolean) };
  const [route, holidays, languages] = [cells.get('route'), choice('holidays'), parts('languages')];
  const features = parts('accessFeatures').map((part) => meant('accessFeatures', part));
  return {
    ...named,
    kind: choice('kind'),
    preference: choice('preference'),
    purpose: local('purpose'),
    contact: localOrNull('contact'),
    url: cells.get('url') ?? null,
    ...(route !== undefined && { route }),
    hours: hours('hours'),
    breaks: hours('breaks'),
    always: choice('always') === 'true',
    ...(holidays && { holidays: holidays === 'true' }),
    answerTime: local('answerTime'),
    signIn: local('signIn'),
    ...(languages[0] && { languages }),
    ...(features[0] && { accessFeatures: features }),
    accessibility: localOrNull('accessibility'),
    replyForm: choice('replyForm') ?? null,
  };
}

interface Sheet {
  channels: unknown[];
  items: unknown[];
  /** Number of each one's row. */
  rows: { channels: number[]; items: number[] };
}

function readSheet(rows: readonly (readonly string[])[], faults: Faults): Sheet {
  const sheet: Sheet = { channels: [], items: [], rows: { channels: [], items: [] } };
  const headings = readHeadings(rows[0] ?? [], faults);
  if (faults.fields.length > 0) return sheet;
  for (const [index, texts] of rows.entries()) {
    const row = index + 1;
    if (row === 1) continue;
    const cells = readCells(row, texts, headings, faults);
    if (cells.size === 0) continue;
    const type = codeOf('type', cells.get('type') ?? '') as RowType | undefined;
    if (!type) {
      faults.tell(row, 'type', cells.has('type') ? 'choice_unknown' : 'required');
      continue;
    }
    const list = type === 'channel' ? 'channels' : 'items';
    sheet[list].push(readRow(row, cells, type, faults));
    sheet.rows[list].push(row);
  }
  return sheet;
}

/** Tells what the schema found, `channels.2.hours.0.to`, by the cell that it came from. */
function tellField({ path, code, params }: FieldError, { rows }: Sheet, faults: Faults): void {
  const [list = '', index = '', ...rest] = path.split('.');
  const row = rows[list as keyof Sheet['rows']]?.[Number(index)];
  if (row === undefined) return faults.tell(1, list, code, params);
  const inside = rest.join('.');
  const column = columns.find((one) => inside === one.path || inside.startsWith(`${one.path}.`));
  faults.tell(row, column?.path ?? inside, code, params);
}

/** The delimiter by which more of the first row's cells are headings of ours. */
function delimiterOf(text: string): Delimiter {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const known = (delimiter: Delimiter): number =>
    first.split(delimiter).filter((cell) => columnOf(cell.replace(/^"|"$/g, ''))).length;
  return known(',') > known(';') ? ',' : ';';
}

/**
 * Channels and touchpoints of a CSV file: one of `touchpointCsv`, or made after its model, in any
 * language, its columns in any order, with semicolons or commas, with or without the mark of UTF-8.
 * What is wrong is told by cell: path `rows.5.url`; params {row, column}, the first row being 1.
 */
export function readTouchpointCsv(file: string): Checked<TouchpointContentInput> {
  const text = file.replace(/^\ufeff/, '');
  const faults = new Faults();
  const parsed = parseCsv(text, delimiterOf(text));
  if ('fault' in parsed) {
    faults.tell(parsed.fault.row, '', parsed.fault.code);
    return { ok: false, fields: faults.fields };
  }
  const sheet = readSheet(
    parsed.rows.map((row) => row.map(fused)),
    faults,
  );
  const { channels, items } = sheet;
  const checked = check(touchpointContentSchema, { channels, items });
  if (!checked.ok) for (const field of checked.fields) tellField(field, sheet, faults);
  const { fields } = faults;
  return fields.length > 0 || !checked.ok ? { ok: false, fields } : checked;
}
