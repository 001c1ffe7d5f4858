import { fileFormats, type FileFormat } from './formats.ts';
import { refuse, type Check } from './refuse.ts';
import { readZip, unpack, type Entry } from './zip.ts';

/** XML of a document. A type declaration, which alone can reach for other files, has no place in either standard. */
function xmlOf(bytes: Uint8Array): string {
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse('file_damaged');
  }
  if (text.includes('\0')) refuse('file_damaged');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) refuse('file_active_content', { found: 'entity' });
  return text;
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plain = (value: string): string =>
  value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return entities[name as string] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hexadecimal as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** Start tags with their attributes, names without prefix. `<` in a value is no XML, which keeps this linear. */
function* elementsOf(xml: string): Generator<{ name: string; attributes: Map<string, string> }> {
  const tag = /<(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
  for (const [, name = '', list = ''] of xml.matchAll(tag)) {
    const attributes = new Map<string, string>();
    for (const [, key = '', value = ''] of list.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*("[^"]*"|'[^']*')/g))
      attributes.set(key, plain(value.slice(1, -1)));
    yield { name, attributes };
  }
}

/** Parts that run, or carry what does: macros, Excel 4 macros, ActiveX, packed objects. */
const runsInOffice = /vbaProject|vbaData|(?:^|\/)(?:macrosheets|activeX|dialogsheets)\//i;
const embedded = /(?:^|\/)embeddings\/[^/]+$/i;
const officeMain: Partial<Record<FileFormat, string>> = {
  DOCX: 'wordprocessingml.document.main+xml',
  XLSX: 'spreadsheetml.sheet.main+xml',
};

/** Relationships that aren't links to be clicked load something from elsewhere: templates with macros, counting pixels. ECMA-376, part 2. */
function assertInside(relationships: string): void {
  let read = 0;
  for (const { name, attributes } of elementsOf(relationships)) {
    if (name !== 'Relationship') continue;
    read++;
    const external = attributes.get('TargetMode')?.toLowerCase() === 'external';
    if (external && !attributes.get('Type')?.endsWith('/hyperlink'))
      refuse('file_active_content', { found: 'external' });
  }
  if (read !== [...relationships.matchAll(/<(?:[\w.-]+:)?Relationship[\s/>]/g)].length) refuse('file_damaged');
}

async function checkOfficeXml(format: FileFormat, entries: readonly Entry[], check: Check): Promise<void> {
  let types = '';
  for (const entry of entries) {
    const { name } = entry;
    if (runsInOffice.test(name)) refuse('file_active_content', { found: 'macro' });
    const bytes = await unpack(entry, check);
    if (embedded.test(name)) {
      if (!/\.(?:docx|xlsx)$/i.test(name)) refuse('file_active_content', { found: 'object' });
      await check.examine(name, bytes, check);
    }
    if (!/\.(?:xml|rels|vml)$/i.test(name)) continue;
    const xml = xmlOf(bytes);
    if (name === '[Content_Types].xml') types = xml;
    if (/\.rels$/i.test(name)) assertInside(xml);
  }
  const declared = [...elementsOf(types)].map(({ attributes }) => attributes.get('ContentType') ?? '');
  if (declared.some((type) => /macroEnabled|vbaProject|activeX/i.test(type)))
    refuse('file_active_content', { found: 'macro' });
  const main = officeMain[format] ?? '';
  if (!declared.some((type) => type.endsWith(main))) refuse('file_name_mismatch', { format });
}

/** Elements whose address is followed only when somebody clicks. OpenDocument 1.3, part 3. */
const clicked = new Set(['a']);

function assertStill(xml: string): void {
  for (const { name, attributes } of elementsOf(xml)) {
    if (name === 'script' || name === 'event-listener' || name === 'dde-source' || name === 'applet')
      refuse('file_active_content', { found: 'macro' });
    const address = (attributes.get('href') ?? '').trim();
    if (/^(?:macro|script|javascript|data|vnd\.sun\.star)[\w.+-]*:/i.test(address))
      refuse('file_active_content', { found: 'macro' });
    if (!clicked.has(name) && /^(?:[a-z][a-z0-9+.-]*:|\/|\\|\.\.)/i.test(address))
      refuse('file_active_content', { found: 'external' });
  }
}

async function checkOpenDocument(format: FileFormat, entries: readonly Entry[], check: Check): Promise<void> {
  const [first] = entries;
  // OpenDocument 1.3, part 2, section 3.3: first, not packed, nothing but the type.
  const type = first?.name === 'mimetype' && first.stored ? new TextDecoder().decode(await unpack(first, check)) : '';
  if (type !== fileFormats[format].mediaType) refuse('file_name_mismatch', { format });
  let manifest = false;
  for (const entry of entries.slice(1)) {
    const { name } = entry;
    if (/^(?:Basic|Scripts)\/./i.test(name)) refuse('file_active_content', { found: 'macro' });
    const bytes = await unpack(entry, check);
    if (!/\.(?:xml|rdf)$/i.test(name)) continue;
    const xml = xmlOf(bytes);
    if (name === 'META-INF/manifest.xml') {
      manifest = true;
      if (/encryption-data/.test(xml)) refuse('file_encrypted');
    }
    if (/(?:^|\/)(?:content|styles)\.xml$/.test(name)) assertStill(xml);
  }
  if (!manifest) refuse('file_damaged');
}

/**
 * A text or a table of an office: of the format that its name says, without macros, packed objects,
 * and whatever is loaded from elsewhere while it opens.
 * @throws BackendError file_*, archive_*
 */
export async function checkOffice(format: FileFormat, bytes: Uint8Array, check: Check): Promise<void> {
  const entries = readZip(bytes, check);
  const files = entries.filter(({ directory }) => !directory);
  await (format in officeMain ? checkOfficeXml : checkOpenDocument)(format, files, check);
}
