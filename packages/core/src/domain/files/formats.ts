/** What a file's bytes can be told to be. */
export type FileKind = 'pdf' | 'zip' | 'png' | 'jpeg' | 'gif' | 'webp' | 'signature' | 'text';

interface Format {
  /** Ends of names, without the dot; the first is the usual one. */
  extensions: readonly string[];
  mediaType: string;
  kind: FileKind;
}

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Every format that is taken, by the name that people know it by. Anything else is refused, SVG and HTML too: they can run. */
export const fileFormats = {
  PDF: { extensions: ['pdf'], mediaType: 'application/pdf', kind: 'pdf' },
  DOCX: { extensions: ['docx'], mediaType: `${office}.wordprocessingml.document`, kind: 'zip' },
  XLSX: { extensions: ['xlsx'], mediaType: `${office}.spreadsheetml.sheet`, kind: 'zip' },
  ODT: { extensions: ['odt'], mediaType: `${openDocument}.text`, kind: 'zip' },
  ODS: { extensions: ['ods'], mediaType: `${openDocument}.spreadsheet`, kind: 'zip' },
  JPEG: { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', kind: 'jpeg' },
  PNG: { extensions: ['png'], mediaType: 'image/png', kind: 'png' },
  GIF: { extensions: ['gif'], mediaType: 'image/gif', kind: 'gif' },
  WEBP: { extensions: ['webp'], mediaType: 'image/webp', kind: 'webp' },
  TXT: { extensions: ['txt'], mediaType: 'text/plain', kind: 'text' },
  CSV: { extensions: ['csv'], mediaType: 'text/csv', kind: 'text' },
  ZIP: { extensions: ['zip'], mediaType: 'application/zip', kind: 'zip' },
  /** Detached signatures (RFC 5652), beside the file that they sign. */
  SIG: { extensions: ['sig'], mediaType: 'application/pkcs7-signature', kind: 'signature' },
  P7S: { extensions: ['p7s'], mediaType: 'application/pkcs7-signature', kind: 'signature' },
} as const satisfies Record<string, Format>;
export type FileFormat = keyof typeof fileFormats;

const byExtension = new Map<string, FileFormat>(
  Object.entries(fileFormats).flatMap(([format, { extensions }]) =>
    extensions.map((extension) => [extension, format as FileFormat] as const),
  ),
);

/** The format that a name promises; null: none that is taken. */
export function formatOfName(name: string): FileFormat | null {
  const [, extension = ''] = /[^./\\]\.([A-Za-z0-9]{1,8})$/.exec(name) ?? [];
  return byExtension.get(extension.toLowerCase()) ?? null;
}

const starts = (bytes: Uint8Array, at: number, text: string): boolean =>
  bytes.length >= at + text.length && [...text].every((symbol, index) => bytes[at + index] === symbol.charCodeAt(0));

/** OID 1.2.840.113549.1.7.2, signedData: RFC 5652, section 5.1. */
const signedData = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02';

const signs: readonly [FileKind, (bytes: Uint8Array) => boolean][] = [
  ['pdf', (bytes) => starts(bytes, 0, '%PDF-')],
  ['zip', (bytes) => starts(bytes, 0, 'PK\x03\x04') || starts(bytes, 0, 'PK\x05\x06')],
  ['png', (bytes) => starts(bytes, 0, '\x89PNG\r\n\x1a\n')],
  ['jpeg', (bytes) => starts(bytes, 0, '\xff\xd8\xff')],
  ['gif', (bytes) => starts(bytes, 0, 'GIF87a') || starts(bytes, 0, 'GIF89a')],
  ['webp', (bytes) => starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')],
  ['signature', (bytes) => bytes[0] === 0x30 && [2, 3, 4, 5, 6].some((at) => starts(bytes, at, signedData))],
];

/** What the first bytes say; null: nothing that announces itself (text does not). */
export const kindOfBytes = (bytes: Uint8Array): FileKind | null => signs.find(([, fits]) => fits(bytes))?.[0] ?? null;
