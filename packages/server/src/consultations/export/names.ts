/** Half of 255 bytes, the longest name of most file systems, but for the extension: some store names encrypted, and longer. */
const mostBytes = 120;

/** As many whole characters as fit. */
function fitting(text: string, most: number): string {
  let fits = '';
  let bytes = 0;
  for (const symbol of text) {
    bytes += Buffer.byteLength(symbol);
    if (bytes > most) break;
    fits += symbol;
  }
  return fits;
}

/**
 * A name that every system can save under, and that is what it seems: no separator, no control, no
 * character that turns the direction or isn't seen, no dot or space at either end. The extension
 * stays. Names that Windows reserves (`con.txt`) stay too: put something before them.
 */
export function cleanName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[/\\:*?"<>|\u2044\u2215\u29f8\ufe68\uff0f\uff3c]/g, '-')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const [, stem = '', extension = ''] = /^(.*?)[\s.]*(\.[A-Za-z0-9]{1,8})?$/u.exec(plain) ?? [];
  return (fitting(stem, mostBytes).trimEnd() || 'файл') + extension;
}

/** Where files stand in the archive: numbered in their order, which keeps any two apart and no name reserved. */
export function pathsOf(files: readonly { name: string }[]): string[] {
  const digits = Math.max(2, String(files.length).length);
  return files.map(({ name }, index) => `files/${String(index + 1).padStart(digits, '0')}-${cleanName(name)}`);
}
