/**
 * The secret that opens a case: 11 symbols of Crockford's base32 (55 bits) and a check symbol of
 * the same alphabet by the Luhn algorithm mod 32, which finds every single wrong symbol and every
 * swap of neighbours but one pair (0 and Z). Shown in groups of four: 7KQ4-M2XD-91TP.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

function checkSymbol(body: string): string {
  let sum = 0;
  let factor = 2;
  for (let at = body.length - 1; at >= 0; at--) {
    const addend = factor * alphabet.indexOf(body[at] ?? '');
    sum += Math.floor(addend / 32) + (addend % 32);
    factor = factor === 2 ? 1 : 2;
  }
  return alphabet[(32 - (sum % 32)) % 32] ?? '';
}

const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** A code from the first 55 bits of `bits` (at least 7 bytes, as from an HMAC). */
export function caseCode(bits: Uint8Array): string {
  let number = 0n;
  for (const byte of bits.subarray(0, 7)) number = (number << 8n) | BigInt(byte);
  number >>= 1n;
  let body = '';
  for (let at = 0; at < length - 1; at++) {
    body = (alphabet[Number(number & 31n)] ?? '') + body;
    number >>= 5n;
  }
  return grouped(body + checkSymbol(body));
}

/** Cyrillic letters that look like the alphabet's own: people type codes on whatever layout is on. */
const lookalikes: Record<string, string> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: '0',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  O: '0',
  I: '1',
  L: '1',
  З: '3',
};

/**
 * What a person typed, as a code: case, spaces and dashes don't matter, letters that look alike
 * are taken as meant.
 * @returns the code in groups, or what is wrong: `length`, `symbol` (none of the alphabet), `check`.
 */
export function readCaseCode(typed: string): { code: string } | { wrong: 'length' | 'symbol' | 'check' } {
  const plain = [...typed.toUpperCase().replace(/[\s\-‐-―−]/g, '')]
    .map((symbol) => lookalikes[symbol] ?? symbol)
    .join('');
  if ([...plain].some((symbol) => !alphabet.includes(symbol))) return { wrong: 'symbol' };
  if (plain.length !== length) return { wrong: 'length' };
  if (checkSymbol(plain.slice(0, -1)) !== plain.at(-1)) return { wrong: 'check' };
  return { code: grouped(plain) };
}
