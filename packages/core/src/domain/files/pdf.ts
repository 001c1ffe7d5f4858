import { asCharacters, hidesArchive, refuse, type Check } from './refuse.ts';

/** Ends a name: ISO 32000-2, 7.2.3. */
const nameEnds = '(?=[\\s\\0()<>[\\]{}/%]|$)';

/**
 * Whatever runs, starts a program or carries another file. Scripts stand under /JS in actions of
 * type /JavaScript or /Rendition, so those two are enough where bytes could be anything; /JS alone
 * is looked for where text surrounds it, as three characters happen by chance.
 */
const active = new RegExp(
  `/(JavaScript|Rendition|Launch|EmbeddedFiles?|FileAttachment|RichMedia|XFA|GoToE|ImportData)${nameEnds}`,
);
const script = /\/JS[\s\0]*(?:[(<]|\d+[\s\0]+\d+[\s\0]+R)/g;

/** `#` and two hexadecimal digits are a character of a name: ISO 32000-2, 7.3.5. */
const unescaped = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

function assertStill(text: string): void {
  const [, found] = active.exec(text) ?? [];
  if (found) refuse('file_active_content', { found });
  for (const { index } of text.matchAll(script))
    if (/^[\t\n\r -~]*$/.test(text.slice(Math.max(0, index - 12), index)))
      refuse('file_active_content', { found: 'JS' });
}

/** How far before `stream` its dictionary is looked for. */
const reach = 2_048;
/** Streams that a file of honest size has at most. */
const mostStreams = 50_000;
/** Of one object stream, unpacked. */
const mostObjects = 20_000_000;

/**
 * Objects may stand packed in object streams (ISO 32000-2, 7.5.7); nothing is looked for unpacked.
 * What is near such a dictionary is unpacked too: better one stream too many than one too few.
 */
async function assertObjectsStill(bytes: Uint8Array, text: string, { tools, left, limits }: Check): Promise<void> {
  let streams = 0;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    if (++streams > mostStreams) refuse('file_too_complex');
    const before = unescaped(text.slice(Math.max(0, index - reach), index));
    if (!/\/(?:ObjStm|First)(?![A-Za-z])/.test(before)) continue;
    const own = before.slice(before.lastIndexOf('obj') + 3);
    const certain = /\/(?:ObjStm|First)(?![A-Za-z])/.test(own);
    const filtered = /\/F(?:ilter)?(?![A-Za-z])/.test(own);
    if (certain && !filtered) continue;
    const flate = /\/Filter\s*(?:\[\s*\/FlateDecode\s*\]|\/FlateDecode)\s*(?:\/|>>)/.test(own);
    const predicted = /\/Predictor\s+(?!1\b)/.test(own);
    // Packed in a way that no program packs objects in, so that nobody sees what they are.
    if (certain && (!flate || predicted)) refuse('file_active_content', { found: 'Filter' });
    const start = index + keyword.length;
    const inflated = await tools.inflate(bytes.subarray(start), 'zlib', Math.min(mostObjects, Math.max(0, left.bytes)));
    if (inflated === 'too_large' && certain) refuse('archive_too_large', { max: limits.unpackedBytes });
    if (inflated === 'broken' && certain) refuse('file_damaged');
    if (typeof inflated === 'string') continue;
    left.bytes -= inflated.bytes.length;
    assertStill(unescaped(asCharacters(inflated.bytes)));
  }
}

/**
 * A PDF from its first byte to its last, readable without a password, in which nothing can run.
 * @throws BackendError file_*
 */
export async function checkPdf(bytes: Uint8Array, check: Check): Promise<void> {
  const text = asCharacters(bytes);
  if (!/^%PDF-[12]\.\d/.test(text)) refuse('file_damaged');
  if (!/startxref[\s\0]+\d+[\s\0]+%%EOF[\s\0]*$/.test(text.slice(-1_024)))
    refuse(text.includes('%%EOF') ? 'file_foreign_data' : 'file_damaged');
  if (hidesArchive(bytes)) refuse('file_foreign_data');
  const names = unescaped(text);
  // Encrypted, object streams can't be looked into, also where reading needs no password.
  if (new RegExp(`/Encrypt${nameEnds}`).test(names)) refuse('file_encrypted');
  assertStill(names);
  await assertObjectsStill(bytes, text, check);
}
