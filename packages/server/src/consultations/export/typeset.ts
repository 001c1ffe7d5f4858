import { readFileSync } from 'node:fs';
import { create } from 'fontkit';

/* Text as the fonts of a paper can show it, in lines. */

export type Weight = 'regular' | 'bold';

const folder = new URL('../../../assets/fonts/', import.meta.url);

/** PT Sans: made for Russian, with the letters of all languages of the country. Its licence lies beside it. */
export const fontFiles: Record<Weight, Buffer> = {
  regular: readFileSync(new URL('pt-sans-regular.ttf', folder)),
  bold: readFileSync(new URL('pt-sans-bold.ttf', folder)),
};

function measured(file: Buffer) {
  const font = create(file);
  if (!('unitsPerEm' in font)) throw new Error('a collection of fonts, not a font');
  return font;
}
const fonts = { regular: measured(fontFiles.regular), bold: measured(fontFiles.bold) };

/** What stands for a character that the fonts don't have. */
export const replacement = '◊';

/** A space or hyphen that no line breaks at, while lines are made; by then it is a plain one. */
const boundSpace = '\u00a0';
const boundHyphen = '\u2011';
const plain = (symbol: string): string => (symbol === boundSpace ? ' ' : symbol === boundHyphen ? '-' : symbol);

const known = new Map<string, boolean>();

function isKnown(symbol: string): boolean {
  const found = known.get(symbol);
  if (found !== undefined) return found;
  const code = plain(symbol).codePointAt(0) ?? 0;
  const has = !/\p{Cc}|\p{Cs}/u.test(symbol) && Object.values(fonts).every((font) => font.hasGlyphForCodePoint(code));
  known.set(symbol, has);
  return has;
}

/** What isn't seen goes, all kinds of spaces become one. */
const settled = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00a0\u2007\u202f]/g, boundSpace)
    .replace(/\t/g, '    ')
    .replace(/(?!\u00a0)\p{Zs}/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');

/** Text on its way to lines: what is shown, and what each character stands for. */
interface Symbol {
  shown: string;
  /** In what was written; another one only where the fonts lack it. */
  written: string;
  weight: Weight;
}

const symbolsOf = (text: string, weight: Weight): Symbol[] =>
  Array.from(settled(text), (written) => ({ shown: isKnown(written) ? written : replacement, written, weight }));

const widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() };

/** In parts of the size of type. */
function widthOf(symbol: string, weight: Weight): number {
  const found = widths[weight].get(symbol);
  if (found !== undefined) return found;
  const font = fonts[weight];
  const width = font.glyphForCodePoint(plain(symbol).codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm;
  widths[weight].set(symbol, width);
  return width;
}

/** A part of a line; `lacking`: what is written where only replacements can be shown. */
export interface Run {
  text: string;
  weight: Weight;
  lacking: string | null;
}

function runsOf(symbols: readonly Symbol[]): Run[] {
  const runs: Run[] = [];
  for (const { shown, written, weight } of symbols) {
    const lacks = shown !== written;
    const last = runs.at(-1);
    if (last && last.weight === weight && (last.lacking !== null) === lacks) {
      last.text += plain(shown);
      if (last.lacking !== null) last.lacking += written;
    } else runs.push({ text: plain(shown), weight, lacking: lacks ? written : null });
  }
  return runs;
}

const isLetter = (symbol: Symbol | undefined): boolean => !!symbol && /\p{L}/u.test(symbol.shown);

/** One line of what was written, in as many as the width takes: `width` in parts of the size of type. */
function* broken(symbols: readonly Symbol[], width: number): Generator<readonly Symbol[]> {
  let start = 0;
  /** Where the line can end best, and how wide it is until there. */
  let end = 0;
  let endsAt = 0;
  let used = 0;
  for (const [index, symbol] of symbols.entries()) {
    const own = widthOf(symbol.shown, symbol.weight);
    if (used + own > width && index > start && symbol.shown !== ' ') {
      if (end === start) [end, endsAt] = [index, used];
      yield symbols.slice(start, end);
      used -= endsAt;
      start = end;
    }
    used += own;
    const hyphen = symbol.shown === '-' && isLetter(symbols[index - 1]) && isLetter(symbols[index + 1]);
    if (symbol.shown === ' ' || hyphen) [end, endsAt] = [index + 1, used];
  }
  yield symbols.slice(start);
}

/**
 * The lines in which a paragraph stands, with the line breaks that it was written with.
 * @param width in points, as `size`
 * @param lead what stands before it in bold
 */
export const linesOf = (text: string, width: number, size: number, weight: Weight, lead = ''): Run[][] =>
  text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).flatMap((line, index) => {
    const symbols = [...(index === 0 ? symbolsOf(lead, 'bold') : []), ...symbolsOf(line.trimEnd(), weight)];
    return Array.from(broken(symbols, width / size), runsOf);
  });

/** Where there is an empty line, a paragraph ends. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])\s*(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => paragraph.replace(/^[\n\r\v\f\u0085\u2028\u2029]+/, '').trimEnd());

/** How wide a run is, in points. */
export const widthOfRun = (text: string, size: number, weight: Weight): number =>
  Array.from(text).reduce((sum, symbol) => sum + widthOf(symbol, weight), 0) * size;
