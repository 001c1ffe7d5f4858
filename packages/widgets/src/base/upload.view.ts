import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { fileFormats } from '@otklik/core/domain/files/formats.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import type { UploadsPort } from '@otklik/core/backend/port.js';
import type { OtklikElement } from './element.ts';
import { fileSize } from './files.ts';
import { alertIcon } from './icons.ts';
import { fileIcon } from './icons.more.ts';
import type { MessageParams } from './messages.ts';
import type { UploadClock } from './upload.clock.ts';
import { UploadEngine, type UploadProblem, type UploadRow } from './upload.ts';

export interface UploadsOptions {
  /** Files at most. */
  max?: number;
  /** Of the control, unique in its root. */
  id?: string;
  clock?: UploadClock;
}

/** A file that a hosted page has already, or couldn't take. */
export interface PresetUpload {
  name: string;
  /** Bytes. */
  size: number;
  upload?: UploadName;
  problem?: UploadProblem;
}

const formats = Object.keys(fileFormats).join(', ');
const accept = Object.values(fileFormats)
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(',');

/** Files that belong to a form: the control, the place to drop them, and what becomes of each. */
export class Uploads {
  readonly id: string;
  private readonly host: OtklikElement;
  private readonly engine: UploadEngine;
  /** Files that weren't taken into the list, and why. */
  private left: string[] = [];
  /** What readers are told; said once. */
  private said = '';
  /** Quarters that were told, by row. */
  private readonly told = new Map<string, number>();
  /** Files are held over the place to drop them. */
  private over = false;

  constructor(host: OtklikElement, { max, id = 'files', clock }: UploadsOptions = {}) {
    this.host = host;
    this.id = id;
    this.engine = new UploadEngine({
      to: () => this.to(),
      changed: (row) => this.changed(row),
      ...(max !== undefined && { max }),
      ...(clock && { clock }),
    });
  }

  /** Whether the back end takes files at all. */
  get possible(): boolean {
    return !!this.to();
  }

  /** Whether any is still on its way: wait for `settled`. */
  get busy(): boolean {
    return this.engine.busy;
  }

  /** Whether any couldn't be attached: the person decides what becomes of it before anything is sent. */
  get wrong(): boolean {
    return this.engine.wrong;
  }

  get rows(): readonly UploadRow[] {
    return this.engine.rows;
  }

  /** What a request names them by. */
  names(): UploadName[] {
    return this.engine.names();
  }

  /** Done when none is on its way any more. */
  settled(): Promise<void> {
    return this.engine.settled();
  }

  /** Why nothing can be sent yet, as an error of the field. */
  problems(): FieldError[] {
    return this.wrong ? [{ path: 'files', code: 'filesWrong', params: {} }] : [];
  }

  /**
   * Shows errors at `files.N` of an answer with the files that they mean.
   * @returns all errors; those of files that aren't here any more at the field as a whole
   */
  refuse(errors: readonly FieldError[]): FieldError[] {
    this.engine.refuse(errors);
    return errors.map((error) =>
      /^files\.\d+$/.test(error.path) &&
      !this.engine.rows.some((row) => error.path === `files.${this.engine.placeOf(row)}`)
        ? { ...error, path: 'files' }
        : error,
    );
  }

  /** Forgets them: they belong to what was sent. */
  clear(): void {
    this.left = [];
    this.said = '';
    this.engine.clear();
  }

  preset(rows: readonly PresetUpload[]): void {
    this.engine.preset(rows);
  }

  private to(): { backend: UploadsPort; agency: string } | null {
    const { backend, agency } = this.host.connection() ?? {};
    return backend?.createUpload && agency ? { backend: backend as UploadsPort, agency } : null;
  }

  private get root(): ShadowRoot {
    return this.host.renderRoot;
  }

  private changed(row: UploadRow | null): void {
    if (row) this.say(row);
    const held = this.root.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'];
    this.host.requestUpdate();
    // A button that went away takes the focus with it.
    if (held) void this.host.updateComplete.then(() => !this.root.activeElement && this.lead(held));
  }

  /** Tells of beginnings, quarters and ends, and of nothing in between. */
  private say(row: UploadRow): void {
    const { key, state, name } = row;
    const quarter = Math.floor(this.percent(row) / 25) * 25;
    const before = this.told.get(key) ?? -1;
    let words = '';
    if (state === 'refused') words = `${this.host.t('file.refused')}. ${this.why(row.problem)}`;
    else if (state === 'paused') words = this.state(row);
    else if (state === 'done') words = this.state(row);
    else if (quarter > before)
      words = quarter ? this.host.t('file.quarter', { percent: quarter }) : this.host.t('file.begun');
    this.told.set(key, state === 'refused' ? -1 : Math.max(before, quarter));
    if (words) this.said = this.host.t('file.says', { name, words });
  }

  private percent = ({ sent, size }: UploadRow): number => (size ? Math.floor((sent * 100) / size) : 0);

  /** Takes in what was chosen or dropped. */
  async add(files: readonly File[]): Promise<void> {
    const { host, engine } = this;
    this.left = [];
    const left = await engine.add(files);
    this.left = left.map(({ name, code }) => host.t(`file.${code}`, { name, max: engine.max }));
    if (left.length) this.said = this.left.join(' ');
    host.requestUpdate();
  }

  private chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again, and none goes twice where the browser sends the form itself.
    input.value = '';
    void this.add(files);
  };

  private dragged = (event: DragEvent): void => {
    const { dataTransfer: data, type } = event;
    if (!data?.types.includes('Files')) return;
    if (type !== 'dragleave') event.preventDefault();
    const over = type === 'dragover';
    if (over) data.dropEffect = 'copy';
    if (type === 'drop') void this.add([...data.files]);
    if (over === this.over) return;
    this.over = over;
    this.host.requestUpdate();
  };

  private async remove({ key, name }: UploadRow): Promise<void> {
    const { host, engine } = this;
    const at = engine.rows.findIndex((row) => row.key === key);
    engine.remove(key);
    this.left = [];
    this.said = host.t('file.says', { name, words: host.t('file.removed') });
    host.requestUpdate();
    await host.updateComplete;
    this.lead((engine.rows[at] ?? engine.rows[at - 1])?.key);
  }

  private async again({ key }: UploadRow): Promise<void> {
    this.engine.retry(key);
    await this.host.updateComplete;
    this.lead(key);
  }

  /** The focus goes to a row, or to where files are chosen. */
  private lead(key = ''): void {
    const button = this.root.querySelector<HTMLElement>(`#${this.id}-list [data-key="${key}"] .off`);
    (button ?? this.root.querySelector<HTMLElement>(`#${this.id}`))?.focus();
  }

  /** How it stands with a file, in words. */
  private state(row: UploadRow): string {
    const { host } = this;
    const { state, size, secondsLeft: left, problem } = row;
    const params = { percent: this.percent(row), size: fileSize(size, host.language) };
    if (state === 'paused') {
      const own = `file.paused.${problem?.code ?? ''}`;
      const words = host.t(own, params);
      if (words !== own) return words;
      return host.t(
        /^(network|timeout|request_too_slow)$/.test(problem?.code ?? '') ? 'file.paused' : 'file.paused.busy',
        params,
      );
    }
    const words = host.t(`file.${state}`, params);
    if (!left || (state !== 'sending' && state !== 'checking')) return words;
    return `${words}, ${left < 90 ? host.t('file.seconds', { n: left }) : host.t('file.minutes', { n: Math.ceil(left / 60) })}`;
  }

  /** Why a file isn't attached, and what to do. */
  why(problem: UploadProblem | null): string {
    const { host } = this;
    const { code, params } = problem ?? { code: '', params: {} };
    const { max, entry } = params;
    const given: MessageParams = {
      ...(params as MessageParams),
      ...(typeof max === 'number' && { size: fileSize(max, host.language) }),
    };
    const own =
      [`file.${code}`, `file.${code.split('.')[0] ?? ''}`, 'file.failed'].find((key) => host.t(key) !== key) ?? '';
    return `${host.t(own, given)}${typeof entry === 'string' ? ` ${host.t('file.entry', { entry })}` : ''}`;
  }

  /** The control and all rows. `error`: of the field as a whole. */
  view(error: unknown = nothing): unknown {
    if (!this.possible) return nothing;
    const { host, id, engine, left, said, over } = this;
    const size = fileSize(fileLimits.fileBytes, host.language);
    return html`<div class="field uploads ${over ? 'over' : ''}" part="field" @dragover=${this.dragged} @dragleave=${this.dragged} @drop=${this.dragged}>
      <p class="label" part="label" id="${id}-label">${host.t('files')} <span class="optional">${host.t('filesOptional')}</span></p>
      <p class="err" part="error" id="${id}-error">${error}</p>
      <div class="drop">
        <label class="btn line pick">${fileIcon()}<span id="${id}-pick">${host.t('filesPick')}</span><input type="file" multiple id=${id} name="files" accept=${accept} aria-labelledby="${id}-label ${id}-pick" aria-describedby="${id}-hint ${id}-error ${id}-left" @change=${this.chosen}></label>
        <p class="hint" part="hint" id="${id}-hint">${host.t('filesHint', { n: engine.max, formats, size })} <span class="scripted">${host.t('filesDrop')}</span></p>
      </div>
      <ul class="left" id="${id}-left" ?hidden=${!left.length}>${left.map((words) => html`<li>${alertIcon()}<span>${words}</span></li>`)}</ul>
      <ul class="upl" id="${id}-list" aria-labelledby="${id}-label" ?hidden=${!engine.rows.length}>${repeat(
        engine.rows,
        ({ key }) => key,
        (row) => this.row(row),
      )}</ul>
      <p class="vh" role="status">${keyed(said, html`<span>${said}</span>`)}</p>
    </div>`;
  }

  /** Beside the button that sends, while it waits for them. */
  waiting(sending: boolean): TemplateResult {
    const waits = sending && this.busy;
    return html`<p role="status">${keyed(waits, html`<span>${waits ? this.host.t('filesWaiting') : ''}</span>`)}</p>`;
  }

  /** Those that go along, in a line each. */
  listed(): TemplateResult | undefined {
    const there = this.engine.rows.filter(({ state }) => state === 'done');
    return there.length
      ? html`<ul>
          ${there.map(({ name, size }) => html`<li><bdi>${name}</bdi>, ${fileSize(size, this.host.language)}</li>`)}
        </ul>`
      : undefined;
  }

  private row(row: UploadRow): TemplateResult {
    const { host, engine } = this;
    const { key, name, state, problem } = row;
    const going = state !== 'done' && state !== 'refused';
    const percent = this.percent(row);
    const place = engine.placeOf(row);
    const again = engine.canRetry(row) && (state === 'refused' || state === 'paused');
    const words = this.state(row);
    const off = going
      ? html`${host.t('file.cancel')}<span class="vh"> ${host.t('file.cancelName', { name })}</span>`
      : html`${host.t('file.remove')}<span class="vh"> ${name}</span>`;
    return html`<li class=${state} data-key=${key}>
      <div>
        <bdi>${name}</bdi>
        ${
          state === 'refused'
            ? keyed(
                problem,
                html`<p class="why">${alertIcon()}<span>${host.t('file.refused')}. ${this.why(problem)}</span></p>`,
              )
            : keyed(words, html`<p class="told">${words}</p>`)
        }
        ${going && state !== 'waiting' ? html`<progress max="100" value=${percent} aria-label=${name}>${percent}%</progress>` : nothing}
        ${this.kept(row)}
      </div>
      <div class="ways scripted">
        ${again ? html`<button class="btn" part="button" type="button" @click=${() => this.again(row)}>${host.t('file.again')}<span class="vh"> ${host.t('file.againName', { name })}</span></button>` : nothing}
        <button class="btn off" part="button" type="button" name=${place < 0 ? nothing : `files.${place}`} @click=${() => this.remove(row)}>${keyed(going, off)}</button>
      </div>
    </li>`;
  }

  /** What a page without JavaScript sends along of a file that is there already. */
  private kept(row: UploadRow): unknown {
    const name = this.engine.keptName(row);
    return name
      ? html`<input type="hidden" name="upload" value="${name.id} ${name.token}"><label class="choice unscripted"><input type="checkbox" name="drop" value=${name.id}><span>${this.host.t('filesDropOut')}</span></label>`
      : nothing;
  }
}
