import { plainJson } from '../json.ts';

/**
 * JSON in the one form that a hash can stand on: keys sorted, no space (RFC 8785, for values made
 * of objects, arrays, text, booleans, null and safe integers).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${plainJson(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return plainJson(value);
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What names a manifest: SHA-256 of its canonical JSON. */
export const manifestHash = (manifest: object): Promise<string> => sha256(canonicalJson(manifest));
