import type { UploadsPort } from '@otklik/core/backend/port.js';
import type { FieldError, Params } from '@otklik/core/contract/problems.js';
import type { UploadClock } from './upload.clock.ts';
import { firstPart, type Row, type UploadProblem, type UploadState } from './upload.row.ts';

/** Where files go to; null: nowhere yet. */
export type UploadTarget = { backend: UploadsPort; agency: string } | null;

/** What a part may take, milliseconds: 64 kB on the slowest line that still is one. */
const patience = 60_000;
/** A part that took less may be followed by one of twice the size. */
const quick = 2_000;
const longestWait = 60_000;
/** So often what isn't the line's fault is tried again. */
const tries = 5;

/** The line failed: it will be back. */
const broken = new Set(['network', 'timeout', 'request_too_slow']);
/** The server can't just now. */
const busy = new Set(['internal', 'unavailable', 'answer_unreadable', 'too_many_attempts', 'uploads_full']);
/** The upload isn't there any more: over its time, or never this one. */
const lost = new Set(['upload_unknown', 'idempotency_conflict', 'upload_token_missing']);

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? 'network';
const paramsOf = (error: unknown): Params => (error as { params?: Params } | null)?.params ?? {};

/** Sends one file, part by part, however often the line breaks. */
export class Sender {
  private readonly row: Row;
  private readonly to: () => UploadTarget;
  private readonly clock: UploadClock;
  private readonly show: (state: UploadState, problem?: UploadProblem) => void;

  constructor(row: Row, to: () => UploadTarget, clock: UploadClock, show: Sender['show']) {
    this.row = row;
    this.to = to;
    this.clock = clock;
    this.show = show;
  }

  /** Until it is there, refused, or called off. */
  async send(): Promise<void> {
    const { row } = this;
    const { stop } = row;
    this.show('sending');
    while (!stop.signal.aborted && row.state !== 'done' && row.state !== 'refused') {
      try {
        await this.step();
      } catch (error) {
        if (stop.signal.aborted) return;
        await this.failed(error);
      }
    }
  }

  /** One request: creates, asks how far it is, or sends a part. */
  private async step(): Promise<void> {
    const { row } = this;
    const to = this.to();
    const { file, size, name } = row;
    if (!to || !file) return this.refuse({ code: 'file_unreadable', params: {} });
    const { backend, agency } = to;
    if (!row.upload) {
      row.attempt ||= crypto.randomUUID();
      const created = await this.within((signal) =>
        backend.createUpload(agency, { name, size }, row.attempt, { signal }),
      );
      row.upload = created;
      row.sent = created.offset;
      // It is there already: the answer to its last part didn't arrive.
      row.unsure = created.offset >= size;
      return;
    }
    const { upload } = row;
    if (row.unsure) {
      const now = await this.within((signal) => backend.readUpload(agency, upload, { signal }));
      row.unsure = false;
      if (now.offset > row.sent) row.failures = 0;
      row.sent = now.offset;
      if (now.state === 'complete') return this.show('done');
      if (now.problem) return this.refuse(now.problem);
    }
    await this.sendPart(to);
  }

  private async sendPart({ backend, agency }: NonNullable<UploadTarget>): Promise<void> {
    const { row } = this;
    const { upload, file, size, sent } = row;
    if (!upload || !file) return;
    const { min, max } = upload.partBytes;
    const length = Math.min(size - sent, Math.max(min, Math.min(row.part, max)));
    let part;
    try {
      part = new Uint8Array(await file.slice(sent, sent + length).arrayBuffer());
    } catch {
      return this.refuse({ code: 'file_unreadable', params: {} });
    }
    const { now } = this.clock;
    row.secondsLeft = row.pace ? Math.ceil(((size - sent) * row.pace) / 1000) : null;
    this.show(sent + length >= size ? 'checking' : 'sending');
    const begun = now();
    const after = await this.within((signal) => backend.appendToUpload(agency, upload, sent, part, { signal }));
    const took = now() - begun;
    if (length) row.pace = row.pace ? (row.pace + took / length) / 2 : took / length;
    row.sent = after.offset;
    row.failures = 0;
    if (took < quick) row.part = Math.min(max, row.part * 2);
    if (after.state === 'complete') this.show('done');
    else if (after.problem) this.refuse(after.problem);
  }

  /** With a patience of its own: the usual one is too short for a large part on a slow line. */
  private async within<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { row } = this;
    const own = new AbortController();
    const stopped = (): void => own.abort(row.stop.signal.reason);
    row.stop.signal.addEventListener('abort', stopped);
    const off = this.clock.after(patience, () => own.abort(new DOMException('', 'TimeoutError')));
    try {
      // A back end that is an object may know nothing of signals.
      return await Promise.race([
        call(own.signal),
        new Promise<never>((_, reject) =>
          own.signal.addEventListener('abort', () =>
            reject(Object.assign(new Error(), { code: row.stop.signal.aborted ? 'cancelled' : 'timeout' })),
          ),
        ),
      ]);
    } finally {
      off();
      row.stop.signal.removeEventListener('abort', stopped);
    }
  }

  /** What an error means: go on elsewhere, begin anew, wait, or give up. */
  private async failed(error: unknown): Promise<void> {
    const { row } = this;
    const code = codeOf(error);
    const params = paramsOf(error);
    row.failures++;
    if (code === 'upload_offset_wrong' && typeof params['offset'] === 'number' && row.failures <= tries) {
      row.sent = params['offset'];
      // All of it is there, and perhaps checked.
      row.unsure = row.sent >= row.size;
      return;
    }
    if (code === 'upload_part_too_small' && typeof params['min'] === 'number' && row.failures <= tries) {
      row.part = Math.max(params['min'], row.part * 2);
      return;
    }
    if (lost.has(code) && row.restarts++ < tries) {
      row.anew();
      return;
    }
    if (broken.has(code) || (busy.has(code) && row.failures <= tries)) {
      row.unsure = !!row.upload;
      row.part = firstPart;
      const wait = Math.min(longestWait, 1000 * 2 ** Math.min(row.failures - 1, 6));
      const asked = typeof params['retryAfter'] === 'number' ? params['retryAfter'] * 1000 : 0;
      await this.pause({ code, params }, Math.max(asked, wait * (0.5 + this.clock.random() / 2)));
      return;
    }
    const field = (error as { fields?: FieldError[] } | null)?.fields?.[0];
    this.refuse(
      code === 'fields_invalid' && field
        ? { code: field.path === 'name' ? `name.${field.code}` : field.code, params: field.params }
        : { code, params },
    );
  }

  /** Waits, but no longer than until the network is back or somebody wants it tried. */
  private async pause(problem: UploadProblem, milliseconds: number): Promise<void> {
    const { row } = this;
    row.secondsLeft = null;
    this.show('paused', problem);
    const called: (() => void)[] = [];
    await new Promise<void>((done) => {
      called.push(this.clock.after(milliseconds, done));
      // Who is asked to wait isn't hurried by the network.
      if (broken.has(problem.code)) called.push(this.clock.online(done));
      row.wake = done;
    });
    row.wake = null;
    for (const off of called) off();
    this.show('sending');
  }

  private refuse(problem: UploadProblem): void {
    this.row.secondsLeft = null;
    this.show('refused', problem);
  }
}
