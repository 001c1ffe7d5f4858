import type { OtklikElement } from './element.ts';
import type { Controller } from './reactive.ts';

/** What to fetch: once for each `key`. */
export interface Plan<T> {
  key: string;
  call: () => Promise<T>;
}

/**
 * Fetches once for each key and keeps what came, so an element that is moved in the document
 * doesn't fetch again; what comes too late, for another key, is dropped.
 */
export class Load<T> implements Controller {
  value: T | undefined;
  error: unknown;
  loading = false;
  private key: string | undefined;
  private readonly host: OtklikElement;
  private readonly plan: () => Plan<T> | null;

  /** `plan` says what to fetch now, or null for nothing. */
  constructor(host: OtklikElement, plan: () => Plan<T> | null) {
    this.host = host;
    this.plan = plan;
    host.addController(this);
  }

  hostConnected(): Promise<void> | undefined {
    const plan = this.plan();
    if (!plan || plan.key === this.key) return undefined;
    const { key, call } = plan;
    const settle = (value: T | undefined, error?: unknown): void => {
      if (key !== this.key) return;
      this.loading = false;
      this.error = error;
      if (error) this.host.failed(error);
      else this.value = value;
      this.host.requestUpdate();
    };
    this.key = key;
    this.loading = true;
    this.host.requestUpdate();
    return call().then(settle, (error: unknown) => settle(undefined, error));
  }

  hostUpdated(): void {
    void this.hostConnected();
  }

  /** Takes data that are there already, as those that a server rendered with. */
  preset(value: T): void {
    this.value = value;
    this.key = this.plan()?.key;
  }

  /** Once more, the same; until it is there, or has failed. */
  async retry(): Promise<void> {
    this.key = undefined;
    await this.hostConnected();
  }
}
