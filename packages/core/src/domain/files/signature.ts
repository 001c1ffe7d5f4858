import { asCharacters, refuse } from './refuse.ts';

/** One element of ASN.1 as BER writes it (ITU-T X.690, section 8): where its content begins and ends, and where the next begins. */
interface Element {
  tag: number;
  start: number;
  end: number;
  next: number;
}

const deepest = 32;

function readElement(bytes: Uint8Array, at: number, limit: number, depth = 0): Element {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > deepest)
    return refuse('file_damaged');
  let start = at + 2;
  let length = first;
  if (first === 0x80) {
    // Of unknown length: its parts, up to the end mark.
    let next = start;
    while (bytes[next] !== 0 || bytes[next + 1] !== 0) next = readElement(bytes, next, limit, depth + 1).next;
    return { tag, start, end: next, next: next + 2 };
  }
  if (first > 0x80) {
    const digits = first & 0x7f;
    if (digits > 4) refuse('file_damaged');
    length = 0;
    for (const digit of bytes.subarray(start, start + digits)) length = length * 256 + digit;
    start += digits;
  }
  if (start + length > limit) refuse('file_damaged');
  return { tag, start, end: start + length, next: start + length };
}

function* partsOf(bytes: Uint8Array, { start, end }: Element): Generator<Element> {
  for (let at = start; at < end;) {
    const part = readElement(bytes, at, end);
    yield part;
    at = part.next;
  }
}

const [sequence, set, identifier, integer, tagged] = [0x30, 0x31, 0x06, 0x02, 0xa0];

/** Bytes of what may be binary, PEM (RFC 7468), or base64 alone, as Russian signing programs write it. */
function binary(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === sequence) return bytes;
  const text = asCharacters(bytes)
    .replace(/^\xef\xbb\xbf/, '')
    .trim();
  const armoured = /^-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA)-----\s([\s\S]+)-----END \1-----$/.exec(text);
  const code = (armoured?.[2] ?? text).replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(code)) refuse('file_damaged');
  try {
    return Uint8Array.from(atob(code), (symbol) => symbol.charCodeAt(0));
  } catch {
    return refuse('file_damaged');
  }
}

/**
 * A detached signature: SignedData of RFC 5652, section 5, that holds no content of its own. Only
 * its form is looked at; whether it is valid, and whose it is, is for those who verify signatures.
 * @throws BackendError file_*, signature_attached
 */
export function checkSignature(file: Uint8Array): void {
  const bytes = binary(file);
  const whole = readElement(bytes, 0, bytes.length);
  if (whole.tag !== sequence) refuse('file_damaged');
  if (whole.next !== bytes.length) refuse('file_foreign_data');
  const [type, wrapper, ...others] = partsOf(bytes, whole);
  if (type?.tag !== identifier || wrapper?.tag !== tagged || others.length > 0) return refuse('file_damaged');
  const oid = [...bytes.subarray(type.start, type.end)].join('.');
  if (oid !== '42.134.72.134.247.13.1.7.2') refuse('file_damaged');
  const [signed, ...more] = partsOf(bytes, wrapper);
  if (signed?.tag !== sequence || more.length > 0) return refuse('file_damaged');
  const [version, digests, content, ...rest] = partsOf(bytes, signed);
  const signers = rest.at(-1);
  if (version?.tag !== integer || digests?.tag !== set || content?.tag !== sequence) return refuse('file_damaged');
  if (signers?.tag !== set || signers.start === signers.end) return refuse('file_damaged');
  if ([...partsOf(bytes, content)].length > 1) refuse('signature_attached');
}
