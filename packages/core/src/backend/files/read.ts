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

async function bytesOf(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size > limit) {
      reader?.cancel().catch(() => undefined);
      throw new BackendError('answer_unreadable', { max: limit });
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Reads a file of a site, no cookie, no referrer. Too large or not there: BackendError; too slow: `timeout`. */
export async function readFile(
  url: string,
  { signal, fetch: get = fetch, limit = 5_000_000, patience = 20_000 }: ReadOptions = {},
): Promise<RawFile> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, patience);
  try {
    const response = await get(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: controller.signal });
    if (!response.ok)
      throw new BackendError(response.status < 500 ? 'answer_unreadable' : 'unavailable', { status: response.status });
    const bytes = await bytesOf(response, limit);
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

const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Text in the charset that byte order mark, Content-Type or XML declaration name, in this order (RFC 7303); else UTF-8. */
export function textOf({ bytes, type }: Pick<RawFile, 'bytes' | 'type'>): string {
  const mark = marks.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /charset\s*=\s*["']?([\w-]+)/i.exec(type) ?? /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head);
  try {
    return new TextDecoder(mark?.[0] ?? named?.[1] ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
