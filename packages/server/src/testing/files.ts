import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { fileFormats } from '@otklik/core/domain/files/formats.js';

/** Real files of a few bytes each, and ones made to harm. */

export interface Member {
  name: string;
  data?: Buffer | string;
  stored?: boolean;
  /** Lies of the directory, or of the member's own header. */
  size?: number;
  crc?: number;
  flags?: number;
  localName?: string;
  mode?: number;
  /** Deflated already; `size` and `crc` say what it is. */
  packed?: Buffer;
  method?: number;
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >>> 8]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** A ZIP archive, member by member. PKWARE APPNOTE 6.3. */
export function zip(members: readonly Member[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const data = Buffer.from(member.data ?? '');
    const { stored = false, flags = 0x800, mode = 0 } = member;
    const packed = member.packed ?? (stored ? data : deflateRawSync(data, { level: 9 }));
    const name = Buffer.from(member.name);
    const localName = Buffer.from(member.localName ?? member.name);
    const about = Buffer.concat([
      ...[u16(20), u16(flags), u16(member.method ?? (stored ? 0 : 8)), u32(0), u32(member.crc ?? crc32(data))],
      ...[u32(packed.length), u32(member.size ?? data.length)],
    ]);
    const local = Buffer.concat([u32(0x04034b50), about, u16(localName.length), u16(0), localName, packed]);
    locals.push(local);
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16(20), about, u16(name.length), u16(0), u16(0), u16(0), u16(0)],
        ...[u32((mode << 16) >>> 0), u32(offset), name],
      ]),
    );
    offset += local.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const count = members.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(size), u32(offset), u16(comment.length)];
  return Buffer.concat([...locals, ...directory, ...end, Buffer.from(comment)]);
}

/** A PDF of one empty page; `objects`: more of them, from 4 on; `catalog`, `trailer`: more of their entries. */
export function pdf({
  objects = [],
  catalog = '',
  trailer = '',
}: { objects?: readonly (string | Buffer)[]; catalog?: string; trailer?: string } = {}): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    ...objects,
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  const length = (): number => parts.reduce((sum, one) => sum + one.length, 0);
  for (const [index, object] of all.entries()) {
    places.push(length());
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const start = length();
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream object whose data are packed. */
export const pdfStream = (dictionary: string, data: Buffer | string): Buffer => {
  const packed = deflateSync(Buffer.from(data), { level: 9 });
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
};

/** Objects packed into a stream, from number 10 on. */
export const objectStream = (...objects: string[]): Buffer => {
  let offset = 0;
  const places = objects.map((object, index) => {
    const place = `${index + 10} ${offset}`;
    offset += object.length + 1;
    return place;
  });
  const head = `${places.join(' ')} `;
  return pdfStream(`/Type /ObjStm /N ${objects.length} /First ${head.length}`, head + objects.join(' '));
};

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const namespaces = 'http://schemas.openxmlformats.org';

const mains = {
  DOCX: ['word/document.xml', 'wordprocessingml.document', '<w:document xmlns:w="x"><w:body/></w:document>'],
  XLSX: ['xl/workbook.xml', 'spreadsheetml.sheet', '<workbook xmlns="x"><sheets/></workbook>'],
} as const;

/** The least that ECMA-376 asks of a document, and more parts; a part of the same name takes the other's place. */
export function office(format: 'DOCX' | 'XLSX', parts: readonly Member[] = [], types = ''): Buffer {
  const [main, type, content] = mains[format];
  const own: Member[] = [
    {
      name: '[Content_Types].xml',
      data: `${xml}<Types xmlns="${namespaces}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>${types}</Types>`,
    },
    { name: '_rels/.rels', data: relationships(`Type="${namespaces}/officeDocument" Target="${main}"`) },
    { name: main, data: xml + content },
  ];
  const replaced = new Set(parts.map(({ name }) => name));
  return zip([...own.filter(({ name }) => !replaced.has(name)), ...parts]);
}

export const relationships = (...each: string[]): string =>
  `${xml}<Relationships xmlns="${namespaces}/package/2006/relationships">${each
    .map((attributes, index) => `<Relationship Id="r${index}" ${attributes}/>`)
    .join('')}</Relationships>`;

export const linkType = `${namespaces}/officeDocument/2006/relationships/hyperlink`;
export const templateType = `${namespaces}/officeDocument/2006/relationships/attachedTemplate`;

/** The least that OpenDocument 1.3 asks of a document. */
export function openDocument(
  format: 'ODT' | 'ODS',
  { content = '', manifest = '', parts = [] }: { content?: string; manifest?: string; parts?: readonly Member[] } = {},
): Buffer {
  return zip([
    { name: 'mimetype', data: fileFormats[format].mediaType, stored: true },
    {
      name: 'content.xml',
      data: `${xml}<office:document-content><office:scripts/><office:body>${content}</office:body></office:document-content>`,
    },
    { name: 'META-INF/manifest.xml', data: `${xml}<manifest:manifest>${manifest}</manifest:manifest>` },
    ...parts,
  ]);
}

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([u32(data.length).reverse(), body, u32(crc32(body)).reverse()]);
};

export const png = (width = 1, height = 1, chunks: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.concat([u32(width).reverse(), u32(height).reverse(), Buffer.from([8, 0, 0, 0, 0])])),
    chunks,
    pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

export const pngText = (text: string): Buffer => pngChunk('tEXt', Buffer.from(`Comment\0${text}`));

export const jpeg = (width = 1, height = 1, comment = ''): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010101004800480000', 'hex'),
    Buffer.concat([Buffer.from([0xff, 0xfe]), u16(comment.length + 2).reverse(), Buffer.from(comment)]),
    Buffer.concat([
      Buffer.from('ffc0000b08', 'hex'),
      u16(height).reverse(),
      u16(width).reverse(),
      Buffer.from('01011100', 'hex'),
    ]),
    Buffer.from('ffda0008010100003f00', 'hex'),
    Buffer.from('12ff0034', 'hex'),
    Buffer.from('ffd9', 'hex'),
  ]);

export const gif = (width = 1, height = 1, comment = ''): Buffer =>
  Buffer.concat([
    Buffer.from('GIF89a'),
    u16(width),
    u16(height),
    Buffer.from('800000000000ffffff', 'hex'),
    comment
      ? Buffer.concat([Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment), Buffer.from([0])])
      : Buffer.alloc(0),
    Buffer.concat([Buffer.from('2c00000000', 'hex'), u16(width), u16(height), Buffer.from('000202440100', 'hex')]),
    Buffer.from(';'),
  ]);

export const webp = (width = 1, height = 1): Buffer => {
  const data = Buffer.concat([Buffer.from([0x2f]), u32((width - 1) | ((height - 1) << 14)), Buffer.from([0])]);
  const chunk = Buffer.concat([Buffer.from('VP8L'), u32(data.length), data]);
  return Buffer.concat([Buffer.from('RIFF'), u32(chunk.length + 4), Buffer.from('WEBP'), chunk]);
};

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));

/** SignedData of RFC 5652 with one signer, in form if not in truth. `content`: what it holds; default: nothing. */
export const signature = (content?: string): Buffer =>
  der(
    0x30,
    oid('2a864886f70d010702'),
    der(
      0xa0,
      der(
        0x30,
        der(2, Buffer.from([1])),
        der(0x31, der(0x30, oid('2a85030701010202'))),
        der(
          0x30,
          oid('2a864886f70d010701'),
          ...(content === undefined ? [] : [der(0xa0, der(4, Buffer.from(content)))]),
        ),
        der(0x31, der(0x30, der(2, Buffer.from([1])), der(4, Buffer.alloc(200, 7)))),
      ),
    ),
  );

/** `megabytes` of zeros, as small as DEFLATE makes them. */
export const zeros = (megabytes: number): Pick<Member, 'packed' | 'size' | 'crc'> => {
  const data = Buffer.alloc(megabytes * 1_000_000);
  return { packed: deflateRawSync(data, { level: 9 }), size: data.length, crc: crc32(data) };
};
