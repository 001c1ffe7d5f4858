/** What is wrong with a file of cells, and in which row of it; the first row is 1, as spreadsheets count. */
export interface CsvFault {
  row: number;
  /** `quote_open`: no closing quote until the end; `quote_inside`: something between closing quote and the next cell. */
  code: 'quote_open' | 'quote_inside';
}

export type Delimiter = ',' | ';';

/**
 * Cells of a CSV file, RFC 4180: rows end with CR LF or one of both; a quoted cell may hold
 * delimiters, line breaks and doubled quotes. A quote inside a plain cell stands for itself.
 * @param text without the mark of its encoding
 */
export function parseCsv(text: string, delimiter: Delimiter): { rows: string[][] } | { fault: CsvFault } {
  const plain = delimiter === ';' ? /[^;\r\n]*/y : /[^,\r\n]*/y;
  const quoted = /"([^"]*(?:""[^"]*)*)"(?!")/y;
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    const pattern = text[at] === '"' ? quoted : plain;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return { fault: { row: rows.length + 1, code: 'quote_open' } };
    row.push(match[1]?.replace(/""/g, '"') ?? match[0]);
    at = pattern.lastIndex;
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end has an empty cell after it.
      if (at < text.length) continue;
      row.push('');
    } else if (at < text.length && !/[\r\n]/.test(text[at] ?? '')) {
      return { fault: { row: rows.length + 1, code: 'quote_inside' } };
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  return { rows };
}

/** What a spreadsheet would take for a formula and run (OWASP, CSV injection), also in wide characters. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: with an apostrophe in front, where it needs one. */
export const defused = (value: string): string => (formula.test(value) ? `'${value}` : value);

/** What `defused` was given. */
export const fused = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);

/** Plain in any CSV file, whichever delimiter it has. */
const quote = (cell: string): string =>
  /[",;\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replace(/"/g, '""')}"` : cell;

/**
 * A CSV file as Russian spreadsheets write and open it: semicolons, and in front the mark without
 * which they take UTF-8 for something else. Cells are defused.
 */
export const formatCsv = (rows: readonly (readonly string[])[], delimiter: Delimiter = ';'): string =>
  `\ufeff${rows.map((row) => `${row.map((cell) => quote(defused(cell))).join(delimiter)}\r\n`).join('')}`;

/** What a file of ours is sent as: Russian, with a row of names, to be saved. */
export const csvHeaders = (name: string) => ({
  'Content-Type': 'text/csv; charset=utf-8; header=present',
  'Content-Language': 'ru',
  'Content-Disposition': `attachment; filename="${name}"`,
});
