import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of Emscripten's file system that the hook reaches into: pinned to PGlite 0.5.16. */
interface OpenFile {
  /** Descriptor of the system; not there for what was opened without one. */
  nfd?: number;
  node: unknown;
}
interface NodeBackend {
  stream_ops: { fsync?: (stream: OpenFile) => number };
  realPath(node: unknown): string;
}
interface EmscriptenModule {
  NODEFS?: NodeBackend;
  FS?: { filesystems: { NODEFS?: NodeBackend } };
}

/** EIO of WASI: tells PostgreSQL that the disk failed, so that it doesn't take the write for safe. */
const ioError = 29;

export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Brings a folder with all that is in it to the disk. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}

/**
 * PGlite's files, with a true fsync: its own does nothing, so that a power cut would lose what was
 * acknowledged (measured; docs/decisions). `syncs` counts what reached the disk.
 */
export class DurableFS extends NodeFS {
  syncs = 0;

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args);
    const hook = (module: EmscriptenModule): void => {
      const backend = module.NODEFS ?? module.FS?.filesystems.NODEFS;
      if (!backend) throw new Error('PGlite without NODEFS');
      backend.stream_ops.fsync = (stream) => {
        try {
          if (stream.nfd) fsyncSync(stream.nfd);
          else syncPath(backend.realPath(stream.node));
          this.syncs += 1;
          return 0;
        } catch {
          return ioError;
        }
      };
    };
    const options = result.emscriptenOpts as { preRun?: ((module: EmscriptenModule) => void)[] };
    (options.preRun ??= []).push(hook);
    return result;
  }
}
