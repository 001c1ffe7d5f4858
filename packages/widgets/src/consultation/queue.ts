import type { TemplateResult } from 'lit-html';
import { check } from '@otklik/core/contract/check.js';
import { receiptSchema, type Consultation, type Receipt } from '@otklik/core/contract/consultations.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { filingBits, filingSeed } from '@otklik/core/domain/consultations/filing.js';
import { Prover } from '../base/prover.ts';
import type { OtklikConsultation } from './consultation.ts';
import type { Store } from './draft.store.ts';
import { alone, type Unsent } from './filing.proof.ts';
import { queueView } from './queue.view.ts';

/** What passes by itself, so it is tried again: the same key makes it one case, whatever became of the last attempt. */
const passing = /^(?:network|timeout|answer_unreadable|internal|unavailable|request_too_slow)$/;
/** After these it may have arrived all the same. */
const unsure = /^(?:network|timeout|answer_unreadable|internal)$/;

/** The server is there, and asks to wait. */
const isSlowed = (name: string): boolean => /^(?:proof_needed|too_many_attempts|uploads_full)$/.test(name);

/** How long it waits between attempts, in ms; tests have less time. */
export const pace = {
  first: 2_000,
  most: 300_000,
  /** How long somebody who writes must have paused before the work begins. */
  pause: 1_000,
  /** From 0 to 1: so that not all come back at once when a server does. */
  jitter: (): number => Math.random(),
};

/** More isn't done: a phone would be at it for minutes. */
const mostBits = 18;
/** What leads to another attempt at once does so no more often than this in a row. */
const mostAtOnce = 5;

/** What the queue asks of the form that it belongs to. */
export interface Sender {
  /** What the form holds, if nothing is wrong with it. */
  body(): Consultation | undefined;
  /** Where unsent things are kept; undefined: in this page alone. */
  store(): Store | undefined;
  /** Whether a field that no person sees is filled in. */
  trapped(): boolean;
  /** The person wants to go back to the form. */
  change(): unknown;
  /** It won't be sent as it is; undefined: another tab took it back. */
  refused(error: unknown): unknown;
  /** The server has confirmed it. */
  confirmed(receipt: Receipt): unknown;
}

const code = (error: unknown): string => (error instanceof BackendError ? error.code : 'internal');

const number = (error: unknown, name: string): number => {
  const value = error instanceof BackendError ? error.params?.[name] : undefined;
  return typeof value === 'number' && value > 0 ? value : 0;
};

/** Sends one consultation, as often as it takes, and says so; "sent" only once the server has confirmed. */
export class Queue {
  /** Confirmed, and kept until the person has it. */
  receipt: Receipt | undefined;
  /** The device keeps the receipt. */
  kept = false;
  private item: Unsent | undefined;
  /** What was sent last: the same text keeps its key, so that it stays one case. */
  private last: { said: string; key: string } | undefined;
  private trying: Promise<void> | undefined;
  private problem: unknown;
  /** Attempts in a row that came to nothing. */
  private failures = 0;
  /** When the next attempt is due, as performance.now() counts. */
  private due = 0;
  /** As long as the server asked to wait nothing shortens it. */
  private asked = false;
  /** It may have arrived, though no answer did. */
  private doubt = false;
  /** The person wants to change it, once it is known what became of the attempt under way. */
  private editing: (() => void) | undefined;
  /** From an earlier visit. */
  private resumed = false;
  private stored = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private pausing: ReturnType<typeof setTimeout> | undefined;
  private readonly prover = new Prover();
  private readonly host: OtklikConsultation;
  private readonly sender: Sender;

  constructor(host: OtklikConsultation, sender: Sender) {
    this.host = host;
    this.sender = sender;
  }

  /** Of a form that a server rendered: the key that it would post with. */
  preset(key: string, receipt?: Receipt): void {
    if (key) this.last = { said: '', key };
    this.receipt = receipt;
  }

  /** Something is to be sent and isn't yet. */
  get unsent(): boolean {
    return !!this.item;
  }

  /** Something was typed: after a pause the work is done for what stands there then. */
  changed(): void {
    clearTimeout(this.pausing);
    if (this.item) return;
    this.prover.stop();
    this.pausing = setTimeout(() => {
      const body = this.sender.body();
      const agency = this.host.connection()?.agency;
      if (!body || !agency || this.item) return;
      void this.prover.solve(filingSeed(agency, this.keyOf(body), body), filingBits).catch(() => undefined);
    }, pace.pause);
  }

  /**
   * Sends it, and goes on trying if that comes to nothing that lasts.
   * @throws Error with what the server said, when it won't be sent as it is
   */
  async send(body: Consultation): Promise<void> {
    clearTimeout(this.pausing);
    const key = this.keyOf(body);
    if (this.item?.key !== key) {
      this.item = { body, key, since: new Date().toISOString(), ...(this.sender.trapped() && { unproved: true }) };
      this.failures = 0;
      this.doubt = false;
      this.resumed = false;
      this.keep();
    }
    await this.now();
    if (this.problem && !this.item) throw this.problem as Error;
  }

  /** What an earlier visit left. */
  resume(item: Unsent, stored: boolean): void {
    this.item = item;
    this.last = { said: JSON.stringify(item.body), key: item.key };
    this.resumed = this.doubt = true;
    this.stored = stored;
    this.guard();
    void this.again();
  }

  /** Back to the form: `then` once it is known what became of an attempt under way. */
  edit(then: () => void): void {
    if (this.trying) {
      this.editing = then;
      this.host.requestUpdate();
      return;
    }
    this.release();
    then();
  }

  /** Kept from now on, or no longer. */
  keep(): void {
    this.stored = !!this.item && !!this.sender.store()?.put(this.item);
    this.guard();
  }

  /** Another form takes over what is unsent. */
  stop(): Unsent | undefined {
    this.stopped = true;
    this.rest();
    clearTimeout(this.pausing);
    this.prover.stop();
    this.guard();
    return this.item;
  }

  /** What another tab or form has done with what this one waits to send. */
  look(): void {
    const { item, trying } = this;
    if (!item || !this.stored || trying) return;
    const kept = this.sender.store()?.read();
    const receipt = kept?.receipts.find(({ key }) => key === item.key)?.receipt;
    if (receipt) this.done(receipt);
    else if (kept && !kept.unsent.some(({ key }) => key === item.key)) {
      this.release();
      this.sender.refused(undefined);
    }
  }

  private keyOf(body: Consultation): string {
    const said = JSON.stringify(body);
    const { last } = this;
    if (last && (last.said === said || !last.said)) return last.key;
    const key = crypto.randomUUID();
    // One that was never sent goes with whatever is sent first.
    this.last = { said: '', key };
    return key;
  }

  /** Tries at once. */
  private now(): Promise<void> {
    this.rest();
    return (this.trying ??= this.attempt().finally(() => {
      this.trying = undefined;
      const then = this.editing;
      this.editing = undefined;
      if (then && !this.receipt) {
        this.release();
        then();
      }
      this.host.requestUpdate();
    }));
  }

  /** No attempt is planned. */
  private rest(): void {
    clearTimeout(this.timer);
    clearInterval(this.ticking);
    this.due = 0;
    removeEventListener('online', this.online);
  }

  /** It isn't to be sent any more. */
  private release(): void {
    const { item } = this;
    this.rest();
    if (item && this.stored) this.sender.store()?.drop(item.key);
    this.item = undefined;
    this.problem = undefined;
    this.stored = false;
    this.guard();
  }

  private readonly online = (): void => {
    if (!this.asked) void this.again();
  };

  /** Another attempt at what is there, at once; what comes of it is told to the form. */
  async again(): Promise<void> {
    await this.now();
    if (this.problem && !this.item) this.sender.refused(this.problem);
  }

  private async attempt(): Promise<void> {
    this.problem = undefined;
    this.host.requestUpdate();
    for (let times = 1; this.item && !this.stopped; times++) {
      const { item } = this;
      try {
        const receipt = await alone(item.key, () => this.file(item));
        if (receipt) this.done(receipt);
        return;
      } catch (error) {
        // After so many it is as if the server were out of order.
        if (!this.mended(item, error) || times >= mostAtOnce) return this.failed(error);
      }
    }
  }

  private async file(item: Unsent): Promise<Receipt | undefined> {
    const to = this.host.connection();
    const { key } = item;
    const store = this.stored ? this.sender.store() : undefined;
    const elsewhere = store?.read().receipts.find((one) => one.key === key);
    if (elsewhere) return elsewhere.receipt;
    if (!to) throw new BackendError('network');
    this.last = { said: JSON.stringify(item.body), key };
    if (!item.unproved) {
      item.proof ??= await this.prover.solve(filingSeed(to.agency, key, item.body), item.bits ?? filingBits, true);
      if (this.stored) this.keep();
    }
    const answer: unknown = await to.backend.fileConsultation(to.agency, item.body, key, {
      proof: item.unproved ? undefined : item.proof,
    });
    const checked = check(receiptSchema, answer);
    // Anything else may be of a proxy in between, or half of one.
    if (!checked.ok) throw new BackendError('answer_unreadable');
    return checked.value;
  }

  /** Whether what stood against it is done away with, so that it can go again at once. */
  private mended(item: Unsent, error: unknown): boolean {
    switch (code(error)) {
      // Another text went by this key, as of a page that came back from the history.
      case 'idempotency_conflict': {
        if (this.stored) this.sender.store()?.drop(item.key);
        this.item = { ...item, key: crypto.randomUUID() };
        delete this.item.proof;
        this.keep();
        return true;
      }
      case 'proof_invalid':
        // Once it is done anew; then it goes without, and is looked at.
        if (item.proof && !item.bits) item.bits = filingBits;
        else item.unproved = true;
        delete item.proof;
        return true;
      case 'proof_needed': {
        const bits = Math.min(Math.ceil(number(error, 'bits')), mostBits);
        if (bits && bits > (item.bits ?? 0) && !item.unproved) {
          item.bits = bits;
          delete item.proof;
        }
        return !number(error, 'retryAfter') && !!bits && !item.proof;
      }
      default:
        return false;
    }
  }

  private failed(error: unknown): void {
    const { item } = this;
    if (!item || this.stopped) return;
    const name = code(error);
    this.problem = error;
    const slowed = isSlowed(name);
    if (!passing.test(name) && !slowed && !/^(?:idempotency_conflict|proof_invalid)$/.test(name)) {
      if (this.stored) this.sender.store()?.drop(item.key);
      this.item = undefined;
      this.stored = false;
      this.guard();
      return;
    }
    this.doubt ||= unsure.test(name);
    this.keep();
    const asked = slowed ? number(error, 'retryAfter') * 1000 : 0;
    this.asked = asked > 0;
    // Timers of browsers count no further than 24 days.
    const delay =
      Math.min(asked, 86_400_000) || Math.min(pace.first * 2 ** this.failures, pace.most) * (1 + pace.jitter() / 4);
    this.failures++;
    this.due = performance.now() + delay;
    this.timer = setTimeout(() => void this.again(), delay);
    this.ticking = setInterval(() => this.host.requestUpdate(), 1000);
    addEventListener('online', this.online);
    this.host.fail('consultation_not_sent');
  }

  private done(receipt: Receipt): void {
    const { item } = this;
    const store = this.sender.store();
    this.rest();
    this.prover.stop();
    if (item && store) {
      // What another form has confirmed, and whose receipt the person has by now, isn't kept anew.
      const { unsent, receipts } = store.read();
      const settled = this.stored && !unsent.some(({ key }) => key === item.key);
      this.kept = settled ? receipts.some(({ key }) => key === item.key) : store.confirm(item.key, receipt);
    } else this.kept = false;
    this.item = undefined;
    this.last = undefined;
    this.problem = undefined;
    this.failures = 0;
    this.resumed = this.stored = false;
    this.receipt = receipt;
    this.guard();
    this.sender.confirmed(receipt);
  }

  /** Leaving is asked about only where something would be lost. */
  private guard(): void {
    if (this.item && !this.stored && !this.stopped) addEventListener('beforeunload', this.stay);
    else removeEventListener('beforeunload', this.stay);
  }

  private readonly stay = (event: Event): void => event.preventDefault();

  view(): TemplateResult | undefined {
    const { item, problem, resumed } = this;
    if (!item || (!problem && !resumed && !this.failures)) return undefined;
    return queueView(this.host, {
      resumed,
      problem: code(problem),
      slow: isSlowed(code(problem)),
      trying: !!this.trying,
      editing: !!this.editing,
      stored: this.stored,
      doubt: this.doubt,
      seconds: Math.max(1, Math.ceil((this.due - performance.now()) / 1000)),
      send: () => void this.again(),
      change: () => void this.sender.change(),
    });
  }
}
