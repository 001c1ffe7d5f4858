import type { Params } from '@otklik/core/contract/problems.js';
import type { UploadCreated } from '@otklik/core/contract/uploads.js';

/** Why a file isn't taken, or waits. */
export interface UploadProblem {
  code: string;
  params: Params;
}

/**
 * `waiting`: its turn hasn't come; `checking`: the last part, with which the server looks at the
 * whole; `paused`: goes on by itself; `refused`: see `problem`.
 */
export type UploadState = 'waiting' | 'sending' | 'checking' | 'paused' | 'done' | 'refused';

/** One file, as it is to be shown. */
export interface UploadRow {
  /** Of this row, as long as it is there. */
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  state: UploadState;
  /** Bytes that the server has. */
  sent: number;
  /** Until all is sent, as far as that can be told. */
  secondsLeft: number | null;
  /** Of `refused` and `paused`. */
  problem: UploadProblem | null;
}

/** Bytes of the first part. */
export const firstPart = 64_000;

/** A file with all that sending it needs to know. */
export class Row implements UploadRow {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly file: File | null;
  state: UploadState = 'waiting';
  sent = 0;
  secondsLeft: number | null = null;
  problem: UploadProblem | null = null;
  /** Makes the same upload of a creation that is sent twice. */
  attempt = '';
  upload: Pick<UploadCreated, 'id' | 'token' | 'partBytes'> | null = null;
  /** Bytes of the next part. */
  part = firstPart;
  failures = 0;
  restarts = 0;
  /** Where it stood in a request that was refused for it. */
  place = -1;
  /** What the server has may be other than `sent`. */
  unsure = false;
  /** Milliseconds of each byte, lately. */
  pace = 0;
  readonly stop = new AbortController();
  /** Its first bytes were looked at. */
  looked = false;
  /** Ends a pause. */
  wake: (() => void) | null = null;

  constructor(key: string, name: string, size: number, file: File | null) {
    this.key = key;
    this.name = name;
    this.size = size;
    this.file = file;
  }

  /** From its first byte, as another upload. */
  anew(): void {
    this.upload = null;
    this.sent = 0;
    this.part = firstPart;
    this.unsure = false;
    this.attempt = '';
    this.place = -1;
  }
}
