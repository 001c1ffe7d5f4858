/** The widget shows its own content instead of the fallback. */
export class OtklikReadyEvent extends Event {
  static readonly type = 'otklik-ready';
  constructor() {
    super(OtklikReadyEvent.type);
  }
}

/** Something failed; `code` is stable and holds nothing personal. */
export class OtklikErrorEvent extends Event {
  static readonly type = 'otklik-error';
  readonly code: string;
  constructor(code: string) {
    super(OtklikErrorEvent.type);
    this.code = code;
  }
}
