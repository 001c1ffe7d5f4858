import { html, nothing, type TemplateResult } from 'lit-html';

/** What is wrong with a field, if anything: rendered by what comes after the first screen. */
export interface Wrong {
  /** Icon and sentence for a field, by its name. */
  error(name: string): unknown;
}

/** Label, hint, error, control: always in this order and always tied together; what is empty doesn't show. */
export const field = (
  name: string,
  label: unknown,
  hint: string,
  wrong: Wrong | undefined,
  control: TemplateResult,
): TemplateResult =>
  html`<div class="field" part="field"><label class="label" part="label" for=${name}>${label}</label> <span class="hint" part="hint" id="${name}-hint">${hint}</span><p class="err" part="error" id="${name}-error">${wrong?.error(name)}</p>${control}</div>`;

/** One line of text. `fill`: what browsers may fill in; also the kind of keyboard, for `email` and `tel`. */
export const input = (
  name: string,
  fill: string,
  value: string | undefined,
  wrong: Wrong | undefined,
): TemplateResult =>
  html`<input class="input" id=${name} name=${name} type=${fill === 'email' || fill === 'tel' ? fill : 'text'} autocomplete=${fill} value=${value || nothing} aria-invalid=${!!wrong?.error(name)} aria-describedby="${name}-hint ${name}-error">`;
