import type { FieldError, Params, ProblemCode } from '../contract/problems.ts';

/**
 * Why a call to a back end failed: a problem that it told (`ProblemCode`), or one met on the way:
 * `network` (not reached), `timeout` (no answer in time), `answer_unreadable` (an answer, but not
 * one of the API: HTML, half a body, another version), `unsupported` (the adapter can't do this);
 * of a foreign file: `not_a_feed` (something else is at the feed's address), `too_large`.
 */
export type BackendErrorCode =
  ProblemCode | 'network' | 'timeout' | 'answer_unreadable' | 'unsupported' | 'not_a_feed' | 'too_large';

export class BackendError extends Error {
  readonly code: BackendErrorCode;
  readonly params: Params;
  readonly fields: FieldError[];

  constructor(code: BackendErrorCode, params: Params = {}, fields: FieldError[] = []) {
    super(code);
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}
