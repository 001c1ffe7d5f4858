import { BackendError } from '../error.ts';
import type { CallOptions } from '../port.ts';

/** A file of the host site as it came. */
export interface RawFile {
  bytes: Uint8Array;
  /** Content-Type, as the server told it. */
  type: string;
  /** Where it was in the end, after redirects. */
  url: string;
}

export interface ReadOptions extends CallOptions {
  fetch?: typeof fetch;
  /** Largest size in bytes; a longer file, and one that never ends, is refused. */
  limit?: number;
  /** How long the whole file may take, in ms. */
  patience?: number;
}

async function bytesOf(response: Response, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const tooLarge = (): BackendError => new BackendError('too_large', { max: limit });
  if (Number(response.headers.get('Content-Length')) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  const leave = (): void => void reader?.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size > limit) {
      leave();
      throw tooLarge();
    }
  }
  signal.throwIfAborted();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Reads a file of a site, no cookie, no referrer. BackendError where it isn't there, `too_large`, or not whole in time (`timeout`). */
export async function readFile(
  url: string,
  { signal, fetch: get = fetch, limit = 5_000_000, patience = 20_000 }: ReadOptions = {},
): Promise<RawFile> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  // A fetch that isn't the browser's own may not listen to the signal.
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  stopped.catch(() => undefined);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, patience);
  try {
    const response = await Promise.race([
      get(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: controller.signal }),
      stopped,
    ]);
    if (!response.ok)
      throw new BackendError(response.status < 500 ? 'answer_unreadable' : 'unavailable', { status: response.status });
    const bytes = await bytesOf(response, limit, controller.signal);
    return { bytes, type: response.headers.get('Content-Type') ?? '', url: response.url || url };
  } catch (error) {
    if (error instanceof BackendError || signal?.aborted) throw error;
    throw new BackendError(late ? 'timeout' : 'network');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** A byte order mark, or how `<?` begins in that charset. */
const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0x3c, 0, 0x3f, 0]],
  ['utf-16be', [0, 0x3c, 0, 0x3f]],
];

/** A decoder for a charset as somebody names it; none for what isn't one. */
function decoderFor(name: string | undefined): TextDecoder | null {
  try {
    // A declaration that could be read byte by byte isn't in UTF-16, whatever it says.
    return name && !/^utf-?16/i.test(name)
      ? new TextDecoder(name.replace(/^(?:win|cp)-?(?=125\d$)/i, 'windows-'))
      : null;
  } catch {
    return null;
  }
}

/** Whether a text that was read as UTF-8 is: a byte here or there may be wrong, a cut may go through a letter. */
function isUtf8(text: string): boolean {
  let right = 0;
  let wrong = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) wrong++;
    else if (code > 0x7f) right++;
  }
  return right > 0 && wrong * 2 <= right;
}

/**
 * Text in the charset that byte order mark, Content-Type or XML declaration name, in this order (RFC
 * 7303). But these are often wrong, and bytes aren't: what reads as UTF-8 is no Russian text of any
 * other charset, and what doesn't is windows-1251 where nothing else is named.
 */
export function textOf({ bytes, type }: Pick<RawFile, 'bytes' | 'type'>): string {
  const mark = marks.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (mark) return new TextDecoder(mark[0]).decode(bytes);
  const text = new TextDecoder().decode(bytes);
  if (isUtf8(text)) return text;
  const head = text.slice(0, 1000);
  const told = /charset\s*=\s*["']?([\w-]+)/i.exec(type)?.[1];
  const declared = /<\?xml\s[^<>]*?encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1];
  const decoder = [told, declared].map(decoderFor).find((one) => one && one.encoding !== 'utf-8');
  if (decoder) return decoder.decode(bytes);
  return text.includes('\ufffd') ? new TextDecoder('windows-1251').decode(bytes) : text;
}
