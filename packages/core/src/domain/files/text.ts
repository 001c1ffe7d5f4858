import { refuse } from './refuse.ts';

const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/;
/** What begins like this is shown as a page, or run, by whatever doesn't go by the name. */
const otherThanText = /^\s*(?:<(?:\?xml|\?php|!doctype|html|head|body|svg|script|style|iframe|!--)|#!)/i;

const decoders = [
  ['utf-8', new TextDecoder('utf-8', { fatal: true })],
  ['windows-1251', new TextDecoder('windows-1251', { fatal: true })],
] as const;

function decoded(bytes: Uint8Array): { charset: string; text: string } {
  for (const [charset, decoder] of decoders) {
    try {
      return { charset, text: decoder.decode(bytes) };
    } catch {
      // Not this one.
    }
  }
  return refuse('file_damaged');
}

/**
 * Text as people write it: without control characters, and no page, picture or script in disguise.
 * @returns its charset: UTF-8, else windows-1251
 * @throws BackendError file_*
 */
export function checkText(bytes: Uint8Array, format: string): string {
  // Which windows-1251 has no character for.
  if (bytes.includes(0)) refuse('file_name_mismatch', { format });
  const { charset, text } = decoded(bytes);
  if (controls.test(text) || (charset === 'windows-1251' && bytes.includes(0x98)))
    refuse('file_name_mismatch', { format });
  if (otherThanText.test(text)) refuse('file_name_mismatch', { format });
  return charset;
}
