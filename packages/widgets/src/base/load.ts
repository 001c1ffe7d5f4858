import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Fetches once for each `key` and keeps what came: an element that is moved in the document doesn't
 * fetch again, one that is taken out ends its call.
 */
export class Load<T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  private key: string | undefined;
  private running: AbortController | undefined;
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly plan: () => { key: string; call: (signal: AbortSignal) => Promise<T> } | null;
  private readonly failed: (error: unknown) => void;

  /** `plan` says what to fetch now, or null for nothing. */
  constructor(host: ReactiveControllerHost & HTMLElement, plan: Load<T>['plan'], failed: (error: unknown) => void) {
    this.host = host;
    this.plan = plan;
    this.failed = failed;
    host.addController(this);
  }

  hostConnected(): void {
    this.refresh();
  }

  hostUpdated(): void {
    this.refresh();
  }

  hostDisconnected(): void {
    // A move is a disconnection at once followed by a connection.
    queueMicrotask(() => {
      if (this.host.isConnected || !this.running) return;
      this.running.abort();
      this.running = undefined;
      this.key = undefined;
    });
  }

  get loading(): boolean {
    return !!this.running;
  }

  /** Takes data that are there already, as those that a server rendered with. */
  preset(value: T): void {
    this.value = value;
    this.key = this.plan()?.key;
  }

  /** Once more, the same. */
  retry(): void {
    this.key = undefined;
    this.refresh();
  }

  private refresh(): void {
    const plan = this.host.isConnected ? this.plan() : null;
    if (!plan || plan.key === this.key) return;
    this.key = plan.key;
    this.running?.abort();
    const running = (this.running = new AbortController());
    const done = (value: T | undefined, error?: unknown): void => {
      if (running.signal.aborted) return;
      this.running = undefined;
      this.error = error;
      if (error) this.failed(error);
      else this.value = value;
      this.host.requestUpdate();
    };
    plan.call(running.signal).then(
      (value) => done(value),
      (error: unknown) => done(undefined, error ?? new Error('failed')),
    );
    this.host.requestUpdate();
  }
}
