import type { Case } from '@otklik/core/contract/case.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { canCarryOut, carryOut } from '@otklik/core/backend/carry-out.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { CasePort, ReadCase } from '@otklik/core/backend/port.js';
import {
  actFits,
  actProblems,
  actValues,
  refusedFields,
  type ActName,
  type ActValues,
} from '@otklik/core/domain/consultations/case-form.js';
import { isTimed, type SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { isServer } from 'lit-html/is-server.js';
import { Slots } from '../base/slots.view.ts';
import { Uploads } from '../base/upload.view.ts';
import type { ActResult, OtklikCase } from './case.ts';

/** What the case gives its acts, and takes of them. */
export interface ActsOwner {
  readonly host: OtklikCase;
  readonly code: string;
  /** The case as it is after an act. @returns whether there is a new step */
  took(found: ReadCase): boolean;
  /** Reads the case anew. */
  refresh(): Promise<void>;
}

/** Doing something with a case: by its code, once at a time, what was typed kept until it is done. */
export class CaseActs {
  /** On its way. */
  sending: ActName | undefined;
  /** Of the last one that was tried. */
  last: ActResult | undefined;
  /** What happened to it, as an error that isn't of a field. */
  problem: unknown;
  /** What was done, as a key of the sentences: where no step of the timeline says so. */
  done: string | undefined;
  /** Leaving was asked for while something is unsent. */
  asked = false;
  readonly slots: Record<SlotKind, Slots>;
  readonly uploads: Partial<Record<ActName, Uploads>>;
  readonly owner: ActsOwner;

  constructor(owner: ActsOwner) {
    this.owner = owner;
    const { host } = owner;
    this.uploads = {
      clarify: new Uploads(host, { id: 'clarify-files' }),
      add_files: new Uploads(host, { id: 'files' }),
    };
    this.slots = { visit: new Slots(host, 'visit-slot'), callback: new Slots(host, 'callback-slot') };
  }

  preset(result: ActResult | undefined, slots: Partial<Record<SlotKind, Slot[]>> = {}): void {
    this.last = result;
    if (result?.problem) this.problem = new BackendError(result.problem.code, result.problem.params);
    if (result?.uploads) this.uploads[result.name]?.preset(result.uploads);
    if (result?.done) this.done = `act.done.${result.name}`;
    for (const [kind, list] of Object.entries(slots)) this.slots[kind as SlotKind].preset(kind as SlotKind, list);
  }

  /** Whether a case in this state lets it be done, and the back end knows how. */
  fits(name: ActName, found: Case): boolean {
    if (!actFits(name, found)) return false;
    if (isServer) return true;
    if (name === 'add_files' && !this.uploads[name]?.possible) return false;
    return canCarryOut(this.owner.host.connection()?.backend ?? {}, name);
  }

  /** What is wrong with a field, in words. */
  wrong(name: ActName, path: string): string | undefined {
    const found = this.last?.name === name && this.last.fields?.find((one) => one.path.split('.')[0] === path);
    if (!found) return undefined;
    const { host } = this.owner;
    const { code } = found;
    const keys = path === 'slot' ? [`slots.${code}`] : [`act.${path}.${code}`, `${path}.${code}`, `act.${code}`, code];
    const words = keys.map((key) => [key, host.t(key, found.params as Record<string, string>)]);
    return words.find(([key, text]) => key !== text)?.[1] ?? host.t('act.wrong');
  }

  /** What a person chose before, where the server shows the form again. */
  value(name: ActName, field: string): string | undefined {
    return this.last?.name === name ? this.last.values?.[field] : undefined;
  }

  /** Whether something is typed and not sent. */
  get dirty(): boolean {
    const { host } = this.owner;
    if (!host.isConnected) return false;
    const texts = host.renderRoot.querySelectorAll<HTMLTextAreaElement>('form[data-act] textarea');
    const files = Object.values(this.uploads).some(({ rows }) => rows.length);
    return !!this.sending || files || [...texts].some(({ value }) => value.trim());
  }

  /** The browser asks before the page is left with something unsent; without that the page may be kept for Back. */
  typed = (event?: Event): void => {
    this.asked = false;
    // A file that was just chosen is looked at first.
    if (this.dirty || event?.type === 'change') addEventListener('beforeunload', this.leaving);
    else removeEventListener('beforeunload', this.leaving);
  };

  private leaving = (event: Event): void => {
    if (this.dirty) event.preventDefault();
  };

  submit = (event: Event): void => {
    event.preventDefault();
    void this.carryOut(event.currentTarget as HTMLFormElement);
  };

  private async carryOut(form: HTMLFormElement): Promise<void> {
    const { host } = this.owner;
    const name = form.dataset.act as ActName;
    if (this.sending) return;
    const value = actValues(new FormData(form));
    this.problem = this.done = undefined;
    this.last = { name, fields: actProblems(name, value) };
    if (!this.last.fields?.length) {
      this.sending = name;
      host.requestUpdate();
      try {
        await this.send(name, value, form);
      } catch (failure) {
        await this.failed(name, failure);
      }
      this.sending = undefined;
      this.typed();
    }
    host.requestUpdate();
    await host.updateComplete;
    this.lead(form);
  }

  /** Its files, once they are all there; none of them may be one that the person takes for attached and isn't. */
  private async files(name: ActName): Promise<UploadName[]> {
    const uploads = this.uploads[name];
    await uploads?.settled();
    const fields = uploads?.problems() ?? [];
    const names = uploads?.names() ?? [];
    if (fields.length) throw new BackendError('fields_invalid', {}, fields);
    return names;
  }

  private async send(name: ActName, value: ActValues, form: HTMLFormElement): Promise<void> {
    const { owner } = this;
    const to = owner.host.connection();
    if (!to) return;
    const files = await this.files(name);
    const { agency, backend } = to;
    const found = await carryOut(backend as CasePort, { agency, code: owner.code, name, value, files });
    form.reset();
    this.uploads[name]?.clear();
    form.closest('details')?.removeAttribute('open');
    this.last = undefined;
    const step = owner.took(found);
    if (!step) this.done = name === 'notices' ? 'act.done.notices' : 'act.unchanged';
  }

  /** A time that is gone is a matter of its field, and the list is asked for anew. */
  private async failed(name: ActName, failure: unknown): Promise<void> {
    // What isn't one of ours came of an answer that can't be read.
    const problem = failure instanceof BackendError ? failure : new BackendError('answer_unreadable');
    const fields = refusedFields(name, problem);
    if (fields && isTimed(name)) await this.slots[name].load(name);
    if (fields) this.last = { name, fields: this.uploads[name]?.refuse(fields) ?? fields };
    else this.problem = problem;
  }

  /** The focus goes to what came of it: the new step, what is to be mended, or why it wasn't done. */
  private lead(given: HTMLFormElement): void {
    const { renderRoot } = this.owner.host;
    const form = given.isConnected ? given : renderRoot;
    if (this.last && isTimed(this.last.name) && this.last.fields?.some(({ path }) => path === 'slot'))
      return this.slots[this.last.name].focus();
    const files = this.last?.fields?.some(({ path }) => path.startsWith('files'));
    if (this.last && files) return form.querySelector<HTMLElement>('input[type=file]')?.focus();
    const found = this.last
      ? form.querySelector<HTMLElement>(this.problem ? '.note.why' : '[aria-invalid="true"]')
      : renderRoot.querySelector<HTMLElement>(this.done ? '.did' : '[data-new]');
    (found ?? renderRoot.querySelector<HTMLElement>('.note.why, h2[tabindex]'))?.focus();
  }
}
