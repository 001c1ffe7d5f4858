import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';

/** OWASP's scrypt parameters for interactive use: 32 MB and some 100 ms a try. */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const;
const keyBytes = 32;

/** Half of the threads that Node has for such work: files and compression need the others. */
const atOnce = 2;
/** Longer than this nobody would wait. */
const queueLimit = 40;
let running = 0;
const queue: (() => void)[] = [];

/** @throws BackendError unavailable when too many wait already. */
async function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  if (running >= atOnce) {
    if (queue.length >= queueLimit) throw new BackendError('unavailable');
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running++;
  try {
    return await deriveNow(password, salt, options);
  } finally {
    // Its place goes to the next one, if somebody waits.
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}

const deriveNow = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: 128 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/** What is stored of a password: `scrypt$N$r$p$salt$key`, so that parameters can grow. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password is the stored one; takes as long either way. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = stored.split('$');
  const expected = Buffer.from(key, 'base64url');
  const found = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** Without letters and digits that are mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password, to be told once: 20 characters in groups of five, 98 bits. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  );
