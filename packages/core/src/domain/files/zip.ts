import { asCharacters, refuse, type Check } from './refuse.ts';

/** One member of an archive, still packed. */
export interface Entry {
  name: string;
  directory: boolean;
  stored: boolean;
  packed: Uint8Array;
  /** Unpacked, as the directory says. */
  size: number;
  crc: number;
}

interface Found extends Entry {
  start: number;
  end: number;
  /** Sizes stand behind the data, too. */
  streamed: boolean;
}

const end = 0x06054b50;
const member = 0x02014b50;
const local = 0x04034b50;

/** Names are UTF-8, or what Windows in Russian writes without saying so. */
function nameOf(bytes: Uint8Array, start: number, length: number): string {
  const raw = bytes.subarray(start, start + length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('ibm866').decode(raw);
  }
}

const shown = (name: string): string => name.slice(0, 200);

/** Names that would be unpacked elsewhere than in the folder that was chosen. */
const leadsOut = (name: string): boolean =>
  /^\/|^[A-Za-z]:|\\|[\u0000-\u001f\u007f]/.test(name) ||
  name
    .replace(/\/$/, '')
    .split('/')
    .some((part) => part === '' || part === '.' || part === '..');

function readMember(bytes: Uint8Array, view: DataView, at: number): Found & { next: number } {
  if (view.getUint32(at, true) !== member) refuse('file_damaged');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const crc = view.getUint32(at + 16, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const mode = view.getUint32(at + 38, true) >>> 16;
  const start = view.getUint32(at + 42, true);
  const name = nameOf(bytes, at + 46, nameLength);
  // A symbolic link leads where its content says.
  if (leadsOut(name) || (mode & 0xf000) === 0xa000) refuse('archive_path_unsafe', { entry: shown(name) });
  // Encrypted, strongly encrypted, with a masked directory.
  if (flags & 0x2041) refuse('file_encrypted', { entry: shown(name) });
  if (method !== 0 && method !== 8) refuse('file_type_unsupported', { entry: shown(name) });
  if (view.getUint32(start, true) !== local) refuse('file_damaged');
  const localName = view.getUint16(start + 26, true);
  const data = start + 30 + localName + view.getUint16(start + 28, true);
  const streamed = (flags & 8) !== 0;
  // Some readers believe the one place, some the other: they must say the same.
  const same =
    nameOf(bytes, start + 30, localName) === name &&
    view.getUint16(start + 8, true) === method &&
    (view.getUint16(start + 6, true) & 0x2041) === 0 &&
    (streamed || (view.getUint32(start + 18, true) === packedSize && view.getUint32(start + 22, true) === size));
  const directory = name.endsWith('/');
  if (!same || (directory && size > 0) || (method === 0 && size !== packedSize)) refuse('file_damaged');
  return {
    ...{ name, directory, size, crc, start, streamed, next },
    stored: method === 0,
    packed: bytes.subarray(data, data + packedSize),
    end: data + packedSize,
  };
}

/** Nothing stands before, between or behind the members: no second file in the same bytes, and none twice. */
function assertGapless(found: readonly Found[], directory: number): void {
  const inOrder = found.toSorted((a, b) => a.start - b.start);
  let expected = [0];
  for (const { start, end: stop, streamed } of inOrder) {
    if (start < (expected[0] ?? 0)) refuse('file_damaged');
    if (!expected.includes(start)) refuse('file_foreign_data');
    expected = streamed ? [0, 12, 16, 20, 24].map((gap) => stop + gap) : [stop];
  }
  if (!expected.includes(directory)) refuse(directory < (expected[0] ?? 0) ? 'file_damaged' : 'file_foreign_data');
}

/**
 * The members of a ZIP archive, by its directory (PKWARE APPNOTE 6.3), nothing unpacked yet. Strict:
 * readers differ in what they do with odd archives, so odd ones are refused.
 * @throws BackendError file_*, archive_*
 */
export function readZip(bytes: Uint8Array, { limits, left }: Check): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = bytes.length - 22;
  if (at < 0 || view.getUint32(at, true) !== end)
    refuse(asCharacters(bytes).includes('PK\x05\x06') ? 'file_foreign_data' : 'file_damaged');
  const count = view.getUint16(at + 10, true);
  const size = view.getUint32(at + 12, true);
  const directory = view.getUint32(at + 16, true);
  const whole = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === count;
  if (!whole || view.getUint16(at + 20, true) !== 0) refuse('file_damaged');
  if (directory + size !== at) refuse('file_foreign_data');
  if (count === 0) refuse('file_empty');
  left.entries -= count;
  if (left.entries < 0) refuse('archive_too_large', { entries: limits.entries });
  const found: Found[] = [];
  try {
    for (let next = directory; found.length < count;) {
      const read = readMember(bytes, view, next);
      next = read.next;
      found.push(read);
    }
  } catch (error) {
    // A place that the bytes don't have.
    if (error instanceof RangeError) refuse('file_damaged');
    throw error;
  }
  assertGapless(found, directory);
  if (new Set(found.map(({ name }) => name.toLowerCase())).size < found.length) refuse('file_damaged');
  const unpacked = found.reduce((sum, entry) => sum + entry.size, 0);
  left.bytes -= unpacked;
  const swollen = unpacked > 10_000_000 && unpacked > bytes.length * limits.unpackedRatio;
  if (left.bytes < 0 || swollen) refuse('archive_too_large', { max: limits.unpackedBytes });
  return found;
}

/** Unpacks a member, which must be what the directory said: no byte more is ever made. */
export async function unpack({ name, stored, packed, size, crc }: Entry, { tools }: Check): Promise<Uint8Array> {
  const inflated = stored ? { bytes: packed, used: size } : await tools.inflate(packed, 'raw', size);
  if (inflated === 'too_large' || inflated === 'broken') return refuse('file_damaged', { entry: shown(name) });
  const { bytes, used } = inflated;
  if (used !== packed.length || bytes.length !== size || tools.crc32(bytes) !== crc)
    refuse('file_damaged', { entry: shown(name) });
  return bytes;
}
