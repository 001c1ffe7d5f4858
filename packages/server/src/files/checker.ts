import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Content } from '@otklik/core/domain/files/content.js';
import type { FileLimits } from '@otklik/core/domain/files/limits.js';
import { codeOf } from '../start-error.ts';
import type { Finding, Task } from './check.worker.ts';

/** Tells what a file is, as `checkContent` of core does. */
export type Checker = (name: string, bytes: Buffer) => Promise<Content & { bytes: Buffer }>;

/** How long one check may take, ms, and what it may use of the heap, MB. Honest files take a tenth of either. */
const patience = 20_000;
const heap = 512;

const source = new URL(`./check.worker${extname(import.meta.filename)}`, import.meta.url);

const tooComplex = (): BackendError => new BackendError('file_too_complex');

function inThread(task: Task, timeout: number): Promise<Finding> {
  const worker = new Worker(source, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: heap } });
  return new Promise<Finding>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooComplex()), timeout);
    worker.once('message', resolve);
    worker.once('error', (error: Error) => reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex() : error));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the check ended without a word'));
    });
  }).finally(() => worker.terminate());
}

/**
 * Checks in a thread that nothing else waits for, one at a time: whatever a file was made to cost,
 * it costs itself alone, and ends.
 */
export function fileChecker(limits: FileLimits, timeout = patience): Checker {
  let last: Promise<unknown> = Promise.resolve();
  return async (name, bytes) => {
    const turn = last.then(() => inThread({ name, bytes, limits }, timeout));
    last = turn.catch(() => undefined);
    const finding = await turn;
    if ('code' in finding) throw new BackendError(finding.code, finding.params);
    const { length, ...content } = finding;
    return { ...content, bytes: bytes.subarray(0, length) };
  };
}
