/** Why an action was not taken; `code` is stable, params are for the sentence. */
export class RuleBroken extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'RuleBroken';
    this.code = code;
    this.params = params;
  }
}
