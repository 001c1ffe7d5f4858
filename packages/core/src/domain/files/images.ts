import type { FileKind } from './formats.ts';
import { asCharacters, hidesArchive, refuse, type Check } from './refuse.ts';

/** A picture, walked through to its end: how large it shows, and where its bytes end. */
interface Picture {
  width: number;
  height: number;
  end: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const name = (bytes: Uint8Array, at: number): string => asCharacters(bytes.subarray(at, at + 4));

/** W3C PNG, third edition, section 5. */
function readPng(bytes: Uint8Array, { tools }: Check): Picture {
  const view = viewOf(bytes);
  if (name(bytes, 12) !== 'IHDR' || view.getUint32(8) !== 13) refuse('file_damaged');
  let data = false;
  for (let at = 8; ;) {
    const length = view.getUint32(at);
    const type = name(bytes, at + 4);
    const end = at + 12 + length;
    if (!/^[A-Za-z]{4}$/.test(type) || view.getUint32(end - 4) !== tools.crc32(bytes.subarray(at + 4, end - 4)))
      refuse('file_damaged');
    data ||= type === 'IDAT';
    at = end;
    if (type === 'IEND' && length === 0 && data) return { width: view.getUint32(16), height: view.getUint32(20), end };
  }
}

/** Markers that stand alone: RSTn, TEM. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;
/** SOFn; C4, C8 and CC are something else. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** ITU-T T.81, annex B. */
function readJpeg(bytes: Uint8Array): Picture {
  const view = viewOf(bytes);
  let [width, height, scanned] = [0, 0, false];
  for (let at = 2; ;) {
    // In a scan: up to the next marker. Else a marker stands here.
    const next = scanned ? bytes.indexOf(0xff, at) : at;
    if (next < 0 || view.getUint8(next) !== 0xff) refuse('file_damaged');
    const marker = view.getUint8(next + 1);
    at = next + 2;
    if (marker === 0xff) at = next + 1;
    else if (marker === 0xd9) {
      if (width === 0 || !scanned) refuse('file_damaged');
      return { width, height, end: at };
    } else if ((marker === 0x00 && scanned) || isBare(marker)) continue;
    else if (marker < 0xc0 || marker === 0xd8) refuse('file_damaged');
    else {
      if (isFrame(marker)) [height, width] = [view.getUint16(at + 3), view.getUint16(at + 5)];
      if (view.getUint16(at) < 2) refuse('file_damaged');
      at += view.getUint16(at);
      scanned = marker === 0xda || scanned;
    }
  }
}

/** GIF89a, sections 17 to 27. */
function readGif(bytes: Uint8Array): Picture {
  const view = viewOf(bytes);
  let [width, height, pictures] = [view.getUint16(6, true), view.getUint16(8, true), 0];
  const table = (at: number): number => (view.getUint8(at) & 0x80 ? 3 * 2 ** ((view.getUint8(at) & 7) + 1) : 0);
  const skipBlocks = (at: number): number => {
    while (view.getUint8(at) > 0) at += view.getUint8(at) + 1;
    return at + 1;
  };
  for (let at = 13 + table(10); ;) {
    const type = view.getUint8(at);
    if (type === 0x3b) {
      if (pictures === 0) refuse('file_damaged');
      return { width, height, end: at + 1 };
    }
    if (type === 0x21) at = skipBlocks(at + 2);
    else if (type === 0x2c) {
      pictures++;
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at = skipBlocks(at + 11 + table(at + 9));
    } else refuse('file_damaged');
  }
}

const u24 = (view: DataView, at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);

/** RFC 9649, section 2. */
function readWebp(bytes: Uint8Array): Picture {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  let [width, height, data] = [0, 0, false];
  for (let at = 12; at < end; at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) & 1)) {
    const type = name(bytes, at);
    const first = at + 8;
    if (!/^[A-Z0-9 ]{4}$/i.test(type)) refuse('file_damaged');
    data ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    let [w, h] = [0, 0];
    if (type === 'VP8X') [w, h] = [u24(view, first + 4) + 1, u24(view, first + 7) + 1];
    if (type === 'VP8 ') [w, h] = [view.getUint16(first + 6, true) & 0x3fff, view.getUint16(first + 8, true) & 0x3fff];
    if (type === 'VP8L') {
      const bits = view.getUint32(first + 1, true);
      [w, h] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    width = Math.max(width, w);
    height = Math.max(height, h);
    if (first + view.getUint32(at + 4, true) > end) refuse('file_damaged');
  }
  if (!data || end > bytes.length) refuse('file_damaged');
  return { width, height, end };
}

const readers: Partial<Record<FileKind, (bytes: Uint8Array, check: Check) => Picture>> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  webp: readWebp,
};

/** What telephones hang onto a picture: previews, a brighter version, the film around it. */
const isFromTelephone = (rest: Uint8Array): boolean => {
  const start = asCharacters(rest.subarray(0, 64)).replace(/^\0+/, '');
  return start.startsWith('\xff\xd8\xff') || /^.{0,8}ftyp/s.test(start) || name(rest, rest.length - 4) === 'SEFT';
};

/** A browser that guessed would take the file for a page. */
const markup = /<(?:script|html|!doctype|iframe|body|\?php)/i;

/**
 * A picture of the size that screens can hold, and nothing else in the same bytes. What a
 * telephone adds behind a JPEG is cut off.
 * @returns its bytes
 * @throws BackendError file_*, image_too_large
 */
export function checkImage(kind: FileKind, bytes: Uint8Array, check: Check): Uint8Array {
  const { pixels, imageSide } = check.limits;
  let picture: Picture = { width: 0, height: 0, end: 0 };
  try {
    picture = readers[kind]?.(bytes, check) ?? picture;
  } catch (error) {
    // A place that the bytes don't have.
    if (error instanceof RangeError) refuse('file_damaged');
    throw error;
  }
  const { width, height, end } = picture;
  if (width === 0 || height === 0) refuse('file_damaged');
  if (width > imageSide || height > imageSide || width * height > pixels) refuse('image_too_large', { pixels });
  const whole = bytes.subarray(0, end);
  const rest = bytes.subarray(end);
  if (hidesArchive(bytes) || markup.test(asCharacters(whole))) refuse('file_foreign_data');
  const empty = rest.every((byte) => byte === 0);
  if (!empty && !(kind === 'jpeg' && isFromTelephone(rest))) refuse('file_foreign_data');
  return whole;
}
