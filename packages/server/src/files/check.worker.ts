import { parentPort, workerData } from 'node:worker_threads';
import { BackendError } from '@otklik/core/backend/error.js';
import { checkContent, type Content } from '@otklik/core/domain/files/content.js';
import type { FileLimits } from '@otklik/core/domain/files/limits.js';
import type { Params, ProblemCode } from '@otklik/core/contract/problems.js';
import { nodeTools } from './tools.ts';

export interface Task {
  name: string;
  bytes: Uint8Array;
  limits: FileLimits;
}

/** What a check found; of the bytes only how many are to be kept. */
export type Finding =
  | (Omit<Content, 'bytes'> & { length: number })
  /** Refused. */
  | { code: ProblemCode; params: Params };

const { name, bytes, limits } = workerData as Task;

async function find(): Promise<Finding> {
  try {
    const { bytes: kept, ...content } = await checkContent(name, bytes, nodeTools, limits);
    return { ...content, length: kept.length };
  } catch (error) {
    if (error instanceof BackendError) return { code: error.code as ProblemCode, params: error.params };
    throw error;
  }
}

parentPort?.postMessage(await find());
