/** `otklik-error`: something failed; `code` is stable and holds nothing personal. */
export interface OtklikErrorEvent extends Event {
  readonly code: string;
}
