import type { FieldError } from '@otklik/core/contract/problems.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import { nameToSend } from '@otklik/core/domain/files/name.js';
import { checkBefore } from './upload.checks.ts';
import { deviceClock, type UploadClock } from './upload.clock.ts';
import { Row, type UploadProblem, type UploadRow, type UploadState } from './upload.row.ts';
import { Sender, type UploadTarget } from './upload.sender.ts';

export type { UploadProblem, UploadRow, UploadState } from './upload.row.ts';

/*
 * Files on their way to a back end, one after the other and part by part: on a slow line two at once
 * only make each take twice as long. Nothing of what shows them is here.
 */

export interface UploadOptions {
  to: () => UploadTarget;
  /** Files at most. */
  max?: number;
  clock?: UploadClock;
  /** Something that is shown is another. */
  changed: (row: UploadRow | null) => void;
}

export class UploadEngine {
  private list: Row[] = [];
  private running = false;
  /** The rows that `names` gave last, in its order. */
  private named: Row[] = [];
  private idle: (() => void)[] = [];
  private readonly options: UploadOptions;
  private readonly clock: UploadClock;

  constructor(options: UploadOptions) {
    this.options = options;
    this.clock = options.clock ?? deviceClock;
  }

  get rows(): readonly UploadRow[] {
    return this.list;
  }

  get max(): number {
    return this.options.max ?? fileLimits.perCase;
  }

  /** Whether any is still on its way. */
  get busy(): boolean {
    return this.list.some(({ state }) => state !== 'done' && state !== 'refused');
  }

  /** Whether any can't go as it is. */
  get wrong(): boolean {
    return this.list.some(({ state }) => state === 'refused');
  }

  /** Takes in files that were chosen, in their order. @returns why the others aren't taken, by name */
  async add(files: readonly File[]): Promise<{ name: string; code: 'name_twice' | 'too_many' }[]> {
    const left: { name: string; code: 'name_twice' | 'too_many' }[] = [];
    const fresh: Row[] = [];
    for (const file of files) {
      const name = nameToSend(file.name);
      const same = (row: Row): boolean => row.name.toLowerCase() === name.toLowerCase() && row.state !== 'refused';
      // One that was refused makes room for the same, mended.
      const before = this.list.find((row) => row.name === name && row.state === 'refused' && !fresh.includes(row));
      if (this.list.some(same)) left.push({ name, code: 'name_twice' });
      else if (!before && this.list.length >= this.max) left.push({ name, code: 'too_many' });
      else {
        const row = new Row(crypto.randomUUID(), name, file.size, file);
        if (before) this.list.splice(this.list.indexOf(before), 1, row);
        else this.list.push(row);
        fresh.push(row);
      }
    }
    this.options.changed(null);
    await Promise.all(fresh.map((row) => this.look(row)));
    // In their order, however long looking at each took.
    void this.run();
    return left;
  }

  private async look(row: Row): Promise<void> {
    const problem = row.file && (await checkBefore(row.file));
    row.looked = true;
    if (problem) this.refuseRow(row, problem);
  }

  /** What the server has already, as a page of its own tells. */
  preset(rows: readonly { name: string; size: number; upload?: UploadName; problem?: UploadProblem }[]): void {
    this.list = rows.map(({ name, size, upload, problem }, index) => {
      const row = new Row(`kept-${index}`, name, size, null);
      row.state = problem ? 'refused' : 'done';
      row.problem = problem ?? null;
      row.sent = size;
      if (upload) row.upload = { ...upload, partBytes: { min: 0, max: 0 } };
      return row;
    });
  }

  /** Calls off what is on its way, and forgets what is there. */
  remove(key: string): void {
    const row = this.find(key);
    if (!row) return;
    this.list = this.list.filter((one) => one !== row);
    row.stop.abort();
    row.wake?.();
    const to = this.options.to();
    // If that fails, it is gone after a day.
    if (row.upload && to) void to.backend.deleteUpload(to.agency, row.upload).catch(() => undefined);
    this.options.changed(null);
    this.settle();
  }

  /** Tries again at once: what was refused from its beginning, what waits from where it was. */
  retry(key: string): void {
    const row = this.find(key);
    if (!row) return;
    row.failures = 0;
    if (row.state === 'paused') row.wake?.();
    else if (row.state === 'refused' && row.file) {
      row.anew();
      row.state = 'waiting';
      row.problem = null;
      row.restarts = 0;
      this.options.changed(row);
      void this.look(row).then(() => this.run());
    }
  }

  /** What names a file that was there before this page. */
  keptName({ key }: UploadRow): UploadName | undefined {
    const { file, upload } = this.find(key) ?? {};
    return file === null && upload ? { id: upload.id, token: upload.token } : undefined;
  }

  /** Whether trying again can change anything. */
  canRetry({ key }: UploadRow): boolean {
    return !!this.find(key)?.file;
  }

  /** Those that are there, as a request names them. */
  names(): UploadName[] {
    this.named = this.list.filter(({ state, upload }) => state === 'done' && upload);
    return this.named.map(({ upload }) => ({ id: upload?.id ?? '', token: upload?.token ?? '' }));
  }

  /** Where a row stands in what `names` gave last, or stood when it was refused; -1: nowhere. */
  placeOf = ({ key }: UploadRow): number => {
    const at = this.named.findIndex((row) => row.key === key);
    return at < 0 ? (this.find(key)?.place ?? -1) : at;
  };

  /** Leads errors at `files.N` to their rows. */
  refuse(errors: readonly FieldError[]): void {
    for (const { path, code, params } of errors) {
      const at = Number(/^files\.(\d+)$/.exec(path)?.[1] ?? NaN);
      const row = this.named[at];
      if (!row || !this.list.includes(row)) continue;
      row.place = at;
      this.refuseRow(row, { code, params });
    }
  }

  /** Done when nothing is on its way any more. */
  settled(): Promise<void> {
    return this.busy ? new Promise((done) => this.idle.push(done)) : Promise.resolve();
  }

  /** Forgets all: what was there belongs to somebody now. */
  clear(): void {
    for (const row of this.list) {
      row.stop.abort();
      row.wake?.();
    }
    this.list = [];
    this.named = [];
    this.options.changed(null);
    this.settle();
  }

  private find = (key: string): Row | undefined => this.list.find((row) => row.key === key);

  private settle(): void {
    if (this.busy) return;
    for (const done of this.idle.splice(0)) done();
  }

  private show(row: Row, state: UploadState, problem: UploadProblem | null = null): void {
    if (!this.list.includes(row)) return;
    row.state = state;
    row.problem = problem;
    this.options.changed(row);
    this.settle();
  }

  private refuseRow(row: Row, problem: UploadProblem): void {
    row.secondsLeft = null;
    this.show(row, 'refused', problem);
  }

  /** One after the other, until none waits. */
  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (;;) {
      const row = this.list.find(({ state, looked }) => looked && state === 'waiting');
      if (!row) break;
      await new Sender(row, this.options.to, this.clock, (state, problem) => this.show(row, state, problem)).send();
    }
    this.running = false;
    this.settle();
  }
}
